from flask import request


def greet(user):
    template = request.args["greeting"]
    # ruleid: python.format-injection
    return template.format(user=user)


def label(order):
    pattern = request.form.get("label", "")
    # ruleid: python.format-injection
    return ("Order: " + pattern).format_map(vars(order))


def near_miss(user):
    greeting = request.args["greeting"]
    # ok: python.format-injection
    return "{} {}".format(greeting, user)


def near_miss_fixed(user, formatter):
    name = request.args["name"]
    # ok: python.format-injection
    return formatter.format(name)
