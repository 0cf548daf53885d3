from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric import rsa


def keys():
    # ruleid: python.small-key
    a = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    # ruleid: python.small-key
    b = RSA.generate(1024)
    return a, b


def near_misses(lottery):
    # ok: python.small-key
    a = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    # ok: python.small-key
    b = RSA.generate(4096)
    # ok: python.small-key
    c = lottery.generate(1024)
    return a, b, c
