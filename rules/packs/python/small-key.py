from cryptography.hazmat.primitives.asymmetric import dsa, rsa

BITS = 1024


def found():
    # ruleid: python.small-key
    a = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    # ruleid: python.small-key
    b = rsa.generate_private_key(65537, 512)
    # ruleid: python.small-key
    c = dsa.generate_private_key(key_size=BITS)
    return a, b, c


def near_misses():
    # ok: python.small-key
    a = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    # ok: python.small-key
    b = dsa.generate_private_key(key_size=2048)
    return a, b
