import urllib.parse
from http.server import BaseHTTPRequestHandler
from flask import request


def answer(handler: BaseHTTPRequestHandler):
    name = request.args["name"]
    # ruleid: python.header-injection
    handler.send_header("X-Name", name)
    # ruleid: python.header-injection
    handler.send_header("Location", "/users/" + name)


def near_misses(handler: BaseHTTPRequestHandler):
    name = request.args["name"]
    # ok: python.header-injection
    handler.send_header("X-Name", urllib.parse.quote(name))
    # ok: python.header-injection
    handler.send_header("X-Name", "fixed")
