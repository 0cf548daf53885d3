import hashlib
import os


def found(password):
    # ruleid: python.fixed-salt
    hashlib.pbkdf2_hmac("sha256", password, b"salt", 600000)
    # ruleid: python.fixed-salt
    hashlib.scrypt(password, salt=b"pepper", n=16384, r=8, p=1)


def near_misses(password, salt):
    # ok: python.fixed-salt
    hashlib.pbkdf2_hmac("sha256", password, os.urandom(16), 600000)
    # ok: python.fixed-salt
    hashlib.scrypt(password, salt=salt, n=16384, r=8, p=1)
