import hmac
import os

import jwt
from cryptography.fernet import Fernet


def sign(claims, data):
    # ruleid: python.fixed-key
    a = jwt.encode(claims, "correct horse", algorithm="HS256")
    # ruleid: python.fixed-key
    b = hmac.new(b"correct horse", data, "sha256")
    # ruleid: python.fixed-key
    c = Fernet("Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSEhISE=")
    return a, b, c


def near_misses(claims, data, json):
    # ok: python.fixed-key
    a = jwt.encode(claims, os.environ["JWT_KEY"], algorithm="HS256")
    # ok: python.fixed-key
    b = hmac.new(os.urandom(32), data, "sha256")
    # ok: python.fixed-key
    c = json.encode(claims, "utf-8")
    return a, b, c
