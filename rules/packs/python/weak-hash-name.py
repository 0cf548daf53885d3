import hashlib
from hashlib import new


def fingerprints(data):
    # ruleid: python.weak-hash-name
    a = hashlib.new("md5", data)
    # ruleid: python.weak-hash-name
    b = new('SHA1')
    # ruleid: python.weak-hash-name
    c = hashlib.new(name="md5")
    return a, b, c


def near_misses(data, name):
    # ok: python.weak-hash-name
    a = hashlib.new("sha256", data)
    # ok: python.weak-hash-name
    b = hashlib.new(name, data)
    # ok: python.weak-hash-name
    c = hashlib.new("md5", data, usedforsecurity=False)
    return a, b, c
