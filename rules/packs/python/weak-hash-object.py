from cryptography.hazmat.primitives import hashes


def found(key, data):
    # ruleid: python.weak-hash-object
    digest = hashes.Hash(hashes.MD5())
    # ruleid: python.weak-hash-object
    key.sign(data, hashes.SHA1())
    return digest


def near_misses(key, data, others):
    # ok: python.weak-hash-object
    digest = hashes.Hash(hashes.SHA256())
    # ok: python.weak-hash-object
    key.sign(data, others.SHA1())
    return digest
