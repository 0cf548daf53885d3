import requests


def found(url):
    session = requests.Session()
    # ruleid: python.certificate-session
    session.verify = False
    # ruleid: python.certificate-session
    session.get(url, verify=False)
    # ruleid: python.certificate-session
    session.post(url, json={}, verify=False)


def near_misses(url):
    session = requests.Session()
    # ok: python.certificate-session
    session.verify = True
    # ok: python.certificate-session
    session.get(url, verify="/etc/ca.pem")
    # ok: python.certificate-session
    session.post(url, stream=False)
