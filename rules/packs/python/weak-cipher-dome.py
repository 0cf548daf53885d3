from Cryptodome.Cipher import AES, ARC4
from cryptography.hazmat.primitives.ciphers import algorithms


def found(key):
    # ruleid: python.weak-cipher-dome
    ARC4.new(key)
    # ruleid: python.weak-cipher-dome
    algorithms.CAST5(key)


def near_misses(key, Blowfish):
    # ok: python.weak-cipher-dome
    AES.new(key, AES.MODE_GCM)
    # ok: python.weak-cipher-dome
    algorithms.AES(key)
    # ok: python.weak-cipher-dome
    Blowfish.new(key)
