import hashlib
from hashlib import pbkdf2_hmac

ROUNDS = 1000


def found(password, salt):
    # ruleid: python.password-rounds
    hashlib.pbkdf2_hmac("sha256", password, salt, 1000)
    # ruleid: python.password-rounds
    pbkdf2_hmac("sha512", password, salt, iterations=ROUNDS)


def near_misses(password, salt, rounds):
    # ok: python.password-rounds
    hashlib.pbkdf2_hmac("sha256", password, salt, 600000)
    # ok: python.password-rounds
    hashlib.pbkdf2_hmac("sha256", password, salt, rounds)
