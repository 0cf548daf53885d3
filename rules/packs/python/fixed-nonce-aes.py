import os
from Crypto.Cipher import AES


def found(key):
    # ruleid: python.fixed-nonce-aes
    AES.new(key, AES.MODE_CBC, b"0123456789abcdef")
    # ruleid: python.fixed-nonce-aes
    AES.new(key, AES.MODE_GCM, nonce=b"012345678901")


def near_misses(key, iv, hmac):
    # ok: python.fixed-nonce-aes
    AES.new(key, AES.MODE_CBC, iv)
    # ok: python.fixed-nonce-aes
    AES.new(key, AES.MODE_GCM, nonce=os.urandom(12))
    # ok: python.fixed-nonce-aes
    hmac.new(key, iv, "sha256")
