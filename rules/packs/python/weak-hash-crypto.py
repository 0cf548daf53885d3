from Crypto.Hash import MD5, SHA256
from Cryptodome.Hash import SHA1 as sha


def found(data):
    # ruleid: python.weak-hash-crypto
    MD5.new(data)
    # ruleid: python.weak-hash-crypto
    sha.new()


def near_misses(data, MD4):
    # ok: python.weak-hash-crypto
    SHA256.new(data)
    # ok: python.weak-hash-crypto
    MD4.new(data)
