def login(response, token):
    # ruleid: python.cookie-flags
    response.set_cookie("session", token, secure=False)
    # ruleid: python.cookie-flags
    response.set_cookie("session", token, httponly=False, secure=True)


def near_misses(response, token, jar):
    # ok: python.cookie-flags
    response.set_cookie("session", token, secure=True, httponly=True)
    # ok: python.cookie-flags
    response.delete_cookie("session", secure=False)
    # ok: python.cookie-flags
    jar.set(token, secure=False)
