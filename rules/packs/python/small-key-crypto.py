import paramiko
from Crypto.PublicKey import RSA


def found():
    # ruleid: python.small-key-crypto
    a = RSA.generate(1024)
    # ruleid: python.small-key-crypto
    b = paramiko.RSAKey.generate(bits=1024)
    return a, b


def near_misses(Report):
    # ok: python.small-key-crypto
    a = RSA.generate(3072)
    # ok: python.small-key-crypto
    b = Report.generate(1024)
    return a, b
