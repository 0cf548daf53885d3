import ssl
from ssl import PROTOCOL_TLSv1, SSLContext


def context(socket):
    # ruleid: python.old-tls
    a = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    # ruleid: python.old-tls
    b = SSLContext(PROTOCOL_TLSv1)
    # ruleid: python.old-tls
    c = ssl.wrap_socket(socket)
    return a, b, c


def near_misses(socket):
    # ok: python.old-tls
    a = ssl.create_default_context()
    # ok: python.old-tls
    b = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # ok: python.old-tls
    c = a.wrap_socket(socket)
    return a, b, c
