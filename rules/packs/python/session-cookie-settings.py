# ruleid: python.session-cookie-settings
SESSION_COOKIE_SECURE = False

# ruleid: python.session-cookie-settings
SESSION_COOKIE_HTTPONLY = False


def found(app):
    # ruleid: python.session-cookie-settings
    app.config["SESSION_COOKIE_SECURE"] = False


def near_misses(app):
    # ok: python.session-cookie-settings
    app.config["SESSION_COOKIE_SECURE"] = True
    # ok: python.session-cookie-settings
    app.config["SESSION_COOKIE_NAME"] = False
