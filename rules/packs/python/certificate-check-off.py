import ssl

import httpx
import requests
from requests import post


def fetch(url):
    # ruleid: python.certificate-check-off
    a = requests.get(url, verify=False)
    # ruleid: python.certificate-check-off
    b = post(url, verify=False, timeout=3)
    # ruleid: python.certificate-check-off
    c = httpx.Client(http2=True, verify=False)
    # ruleid: python.certificate-check-off
    d = ssl._create_unverified_context()
    return a, b, c, d


def near_misses(url, mail):
    # ok: python.certificate-check-off
    a = requests.get(url)
    # ok: python.certificate-check-off
    b = requests.get(url, verify="/etc/ssl/own.pem")
    # ok: python.certificate-check-off
    c = mail.get(url, verify=False)
    # ok: python.certificate-check-off
    d = ssl.create_default_context()
    return a, b, c, d
