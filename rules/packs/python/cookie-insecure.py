def found(response, value):
    # ruleid: python.cookie-insecure
    response.set_cookie("id", value)
    # ruleid: python.cookie-insecure
    response.set_cookie("id", value, max_age=3600, httponly=True)


def near_misses(response, value, options):
    # ok: python.cookie-insecure
    response.set_cookie("id", value, secure=True, httponly=True, samesite="Lax")
    # ok: python.cookie-insecure
    response.set_cookie("id", value, **options)
    # ok: python.cookie-insecure
    response.delete_cookie("id")
    # ok: python.cookie-insecure
    jar.set_cookie(value)
