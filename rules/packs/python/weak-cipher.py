from Crypto.Cipher import AES, ARC4, DES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def encrypt(key, data):
    # ruleid: python.weak-cipher
    a = AES.new(key, AES.MODE_ECB)
    # ruleid: python.weak-cipher
    b = DES.new(key, DES.MODE_CBC)
    # ruleid: python.weak-cipher
    c = ARC4.new(key)
    # ruleid: python.weak-cipher
    d = Cipher(algorithms.AES(key), modes.ECB())
    return a, b, c, d


def near_misses(key, nonce, data, own):
    # ok: python.weak-cipher
    a = AES.new(key, AES.MODE_GCM, nonce=nonce)
    # ok: python.weak-cipher
    b = AESGCM(key).encrypt(nonce, data, None)
    # ok: python.weak-cipher
    c = Cipher(algorithms.AES(key), modes.GCM(nonce))
    # ok: python.weak-cipher
    d = own.ECB(key)
    return a, b, c, d
