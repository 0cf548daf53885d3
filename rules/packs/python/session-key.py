import os


def found(app):
    # ruleid: python.session-key
    app.secret_key = "8f42a73054b1749f8f58848be5e6502c"
    # ruleid: python.session-key
    app.config["SECRET_KEY"] = "not so secret"


def near_misses(app, other):
    # ok: python.session-key
    app.secret_key = os.environ["SECRET_KEY"]
    # ok: python.session-key
    app.config["SECRET_KEY"] = other.key
    # ok: python.session-key
    app.config["NAME"] = "not so secret"
