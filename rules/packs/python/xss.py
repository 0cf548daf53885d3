import html
from flask import make_response, request
from markupsafe import Markup


def greet():
    name = request.args.get("name", "")
    page = "<h1>Hello " + name + "</h1>"
    # ruleid: python.xss
    return make_response(page)


def badge():
    text = request.form["text"]
    # ruleid: python.xss
    return Markup(text)


def near_miss():
    name = html.escape(request.args.get("name", ""))
    page = "<h1>Hello " + name + "</h1>"
    # ok: python.xss
    return make_response(page)


def near_miss_fixed():
    name = request.args.get("name", "")
    page = "<h1>Hello</h1>"
    # ok: python.xss
    return make_response(page)
