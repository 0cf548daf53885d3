from flask import request, session


def login():
    name = request.form["name"]
    # ruleid: python.trust-boundary
    session["user"] = name
    # ruleid: python.trust-boundary
    session["role"] = request.args.get("role")


def near_misses(user, cache):
    name = request.form["name"]
    # ok: python.trust-boundary
    session["user"] = user.id
    # ok: python.trust-boundary
    session["page"] = int(request.args["page"])
    # ok: python.trust-boundary
    cache["user"] = name


def django_view(request):
    # ruleid: python.trust-boundary
    request.session["plan"] = request.POST["plan"]


def near_miss_checked(plans):
    plan = request.form["plan"]
    if plan not in plans:
        return
    # ok: python.trust-boundary
    session["plan"] = plan
