import jwt
from jwt import decode


def found(token, key):
    # ruleid: python.jwt-algorithms
    jwt.decode(token, key)
    # ruleid: python.jwt-algorithms
    decode(token, key, audience="us")


def near_misses(token, key, others):
    # ok: python.jwt-algorithms
    jwt.decode(token, key, algorithms=["HS256"])
    # ok: python.jwt-algorithms
    jwt.decode(token, key, ["RS256"])
    # ok: python.jwt-algorithms
    others.decode(token, key)
