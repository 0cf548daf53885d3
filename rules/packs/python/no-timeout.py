import requests


def found(url):
    # ruleid: python.no-timeout
    requests.get(url)
    # ruleid: python.no-timeout
    requests.post(url, json={})


def near_misses(url, options):
    # ok: python.no-timeout
    requests.get(url, timeout=10)
    # ok: python.no-timeout
    requests.post(url, **options)
