from django.utils.http import url_has_allowed_host_and_scheme
from flask import redirect, request, url_for


def login():
    target = request.args.get("next")
    # ruleid: python.open-redirect
    return redirect(target)


def logout():
    # ruleid: python.open-redirect
    return redirect(request.form["next"])


def near_miss():
    page = request.args.get("next")
    # ok: python.open-redirect
    return redirect(url_for(page))


def near_miss_checked():
    target = request.args.get("next")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return None
    # ok: python.open-redirect
    return redirect(target)
