from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC


def found(salt):
    # ruleid: python.password-rounds-kdf
    PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=1000)
    # ruleid: python.password-rounds-kdf
    PBKDF2HMAC(hashes.SHA256(), 32, salt, 20000)


def near_misses(salt, count):
    # ok: python.password-rounds-kdf
    PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=600000)
    # ok: python.password-rounds-kdf
    PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=count)
