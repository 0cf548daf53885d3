from cryptography.hazmat.primitives.asymmetric import ec


def found():
    # ruleid: python.weak-curve
    a = ec.generate_private_key(ec.SECP192R1())
    # ruleid: python.weak-curve
    b = ec.generate_private_key(ec.SECT163K1())
    return a, b


def near_misses(others):
    # ok: python.weak-curve
    a = ec.generate_private_key(ec.SECP256R1())
    # ok: python.weak-curve
    b = others.SECP192R1()
    return a, b
