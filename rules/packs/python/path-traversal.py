import os

from flask import request, send_file


def download():
    name = request.args["name"]
    # ruleid: python.path-traversal
    open(os.path.join("/srv/files", name))
    # ok: python.path-traversal
    open(os.path.join("/srv/files", os.path.basename(name)))


def sent():
    where = {"folder": "/srv", "name": request.form["name"]}
    # ruleid: python.path-traversal
    send_file(where["name"])
    # ok: python.path-traversal
    send_file(where["folder"])


def public(path):
    # ok: python.path-traversal
    return open(path)
