import hashlib
import hashlib as h
from hashlib import sha1


def fingerprints(data):
    # ruleid: python.weak-hash
    a = hashlib.md5(data).hexdigest()
    # ruleid: python.weak-hash
    b = h.md5()
    # ruleid: python.weak-hash
    c = sha1(data)
    return a, b, c


def near_misses(data, md5):
    # ok: python.weak-hash
    a = hashlib.sha256(data).hexdigest()
    # ok: python.weak-hash
    b = hashlib.md5(data, usedforsecurity=False)
    # ok: python.weak-hash
    c = hashlib.new("md5", data)  # python.weak-hash-name finds this
    # ok: python.weak-hash
    d = md5.check(data)
    return a, b, c, d
