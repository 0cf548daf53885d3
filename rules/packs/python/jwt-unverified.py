import jwt
from jwt import decode


def user(token, key):
    # ruleid: python.jwt-unverified
    a = jwt.decode(token, options={"verify_signature": False})
    # ruleid: python.jwt-unverified
    b = jwt.decode(token, key, verify=False)
    # ruleid: python.jwt-unverified
    c = decode(token, key, options={"verify_exp": True, "verify_signature": False})
    # ruleid: python.jwt-unverified
    d = jwt.encode({"user": a}, "", algorithm="none")
    return a, b, c, d


def near_misses(token, key, base64):
    # ok: python.jwt-unverified
    a = jwt.decode(token, key, algorithms=["HS256"])
    # ok: python.jwt-unverified
    b = jwt.decode(token, key, algorithms=["HS256"], options={"verify_signature": True})
    # ok: python.jwt-unverified
    c = base64.decode(token, verify=False)
    # ok: python.jwt-unverified
    d = jwt.encode({"user": a}, key, algorithm="HS256")
    return a, b, c, d
