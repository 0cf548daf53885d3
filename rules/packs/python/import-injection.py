import importlib
from flask import request

PLUGINS = {}


def load():
    name = request.args["plugin"]
    # ruleid: python.import-injection
    return importlib.import_module("plugins." + name)


def load_old():
    # ruleid: python.import-injection
    return __import__(request.args["plugin"])


def near_miss():
    name = request.args["plugin"]
    # ok: python.import-injection
    return PLUGINS[name]


def near_miss_fixed():
    # ok: python.import-injection
    return importlib.import_module("plugins.csv")
