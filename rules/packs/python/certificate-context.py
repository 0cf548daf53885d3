import ssl
import urllib3


def found(context):
    # ruleid: python.certificate-context
    context.verify_mode = ssl.CERT_NONE
    # ruleid: python.certificate-context
    context.check_hostname = False
    # ruleid: python.certificate-context
    pool = urllib3.PoolManager(cert_reqs="CERT_NONE")
    return pool


def near_misses(context):
    # ok: python.certificate-context
    context.verify_mode = ssl.CERT_REQUIRED
    # ok: python.certificate-context
    context.check_hostname = True
    # ok: python.certificate-context
    pool = urllib3.PoolManager(cert_reqs="CERT_REQUIRED")
    return pool
