from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def found(nonce):
    # ruleid: python.fixed-aes-key
    AES.new(b"0123456789abcdef", AES.MODE_GCM, nonce=nonce)
    # ruleid: python.fixed-aes-key
    AESGCM(b"0123456789abcdef")


def near_misses(key, nonce):
    # ok: python.fixed-aes-key
    AES.new(key, AES.MODE_GCM, nonce=nonce)
    # ok: python.fixed-aes-key
    AESGCM(AESGCM.generate_key(bit_length=256))
