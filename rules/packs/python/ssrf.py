import requests
from flask import request

HOSTS = {"a": "https://a.example.com"}


def fetch():
    url = request.args["url"]
    # ruleid: python.ssrf
    return requests.get(url, timeout=5).text


def fetch_host():
    host = request.args["host"]
    # ruleid: python.ssrf
    return requests.get("https://" + host + "/items", timeout=5).text


def near_miss():
    name = request.args["name"]
    if name not in ("a", "b"):
        return None
    # ok: python.ssrf
    return requests.get("https://" + name + ".example.com/items", timeout=5).text


def near_miss_fixed():
    item = request.args["item"]
    # ok: python.ssrf
    return requests.get("https://a.example.com/items", params={"item": item}, timeout=5).text
