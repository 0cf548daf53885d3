import os
from pathlib import Path
from flask import request, send_file
from werkzeug.security import safe_join
from werkzeug.utils import secure_filename

FOLDER = Path("/srv/files")


def read():
    name = request.args["name"]
    # ruleid: python.path-traversal
    return open(os.path.join("/srv/files", name)).read()


def download():
    path = FOLDER / request.args["name"]
    # ruleid: python.path-traversal
    return send_file(path)


def near_miss():
    name = request.args["name"]
    # ok: python.path-traversal
    return open(safe_join("/srv/files", name)).read()


def near_miss_name():
    name = secure_filename(request.args["name"])
    # ok: python.path-traversal
    return open(os.path.join("/srv/files", name)).read()


def near_miss_checked():
    path = (FOLDER / request.args["name"]).resolve()
    if not path.is_relative_to(FOLDER):
        return None
    # ok: python.path-traversal
    return send_file(path)


class Store:
    def read(self, name):
        # ruleid: python.path-traversal
        return open(os.path.join(self.folder, name)).read()

    def near_miss_given(self, path):
        # ok: python.path-traversal
        return open(path).read()

    def near_miss_given_folder(self, folder, name):
        # ok: python.path-traversal
        return open(os.path.join(folder, name)).read()

    def near_miss_without_climbing(self, name):
        if ".." in name or name.startswith("/"):
            raise ValueError(name)
        # ok: python.path-traversal
        return open(os.path.join(self.folder, name)).read()

    def near_miss_common(self, name):
        path = os.path.realpath(os.path.join(self.folder, name))
        if os.path.commonpath([self.folder, path]) != self.folder:
            raise ValueError(name)
        # ok: python.path-traversal
        return open(path).read()
