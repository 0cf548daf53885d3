import base64
import json
import pickle
from flask import request


def restore():
    raw = base64.b64decode(request.get_data())
    # ruleid: python.unsafe-deserialise
    return pickle.loads(raw)


def session():
    cookie = request.cookies.get("session")
    # ruleid: python.unsafe-deserialise
    return pickle.loads(base64.b64decode(cookie))


def near_miss(data):
    raw = base64.b64decode(data)
    # ok: python.unsafe-deserialise
    return json.loads(raw)


def near_miss_fixed(data):
    # ok: python.unsafe-deserialise
    return pickle.loads(b"N.")
