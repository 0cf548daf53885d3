from flask import request


def create():
    # ruleid: python.mass-assignment
    user = User(**request.json)
    # ruleid: python.mass-assignment
    order = Order.objects.create(owner=user, **request.get_json())
    return user, order


def change(user):
    for key, value in request.form.items():
        # ruleid: python.mass-assignment
        setattr(user, key, value)


def near_misses(user, settings):
    # ok: python.mass-assignment
    other = User(name=request.json["name"])
    # ok: python.mass-assignment
    copy = User(**settings)
    for key, value in settings.items():
        # ok: python.mass-assignment
        setattr(user, key, value)
    return other, copy
