import os
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

IV = b"0123456789abcdef"


def found(key):
    # ruleid: python.fixed-nonce
    Cipher(algorithms.AES(key), modes.CBC(b"0123456789abcdef"))
    # ruleid: python.fixed-nonce
    Cipher(algorithms.AES(key), modes.CTR(b"\x00" * 16))
    # ruleid: python.fixed-nonce
    Cipher(algorithms.AES(key), modes.CBC(IV))


def near_misses(key, iv):
    # ok: python.fixed-nonce
    Cipher(algorithms.AES(key), modes.CBC(os.urandom(16)))
    # ok: python.fixed-nonce
    Cipher(algorithms.AES(key), modes.CTR(iv))
