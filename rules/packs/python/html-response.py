import html
from django.http import HttpResponse
from flask import make_response


def found(name):
    # ruleid: python.html-response
    make_response("<h1>" + name + "</h1>")
    # ruleid: python.html-response
    HttpResponse(f"<p>Hello {name}</p>")
    # ruleid: python.html-response
    HttpResponse("<p>%s</p>" % name, status=200)


def near_misses(name, body):
    # ok: python.html-response
    make_response("<h1>" + html.escape(name) + "</h1>")
    # ok: python.html-response
    HttpResponse("<p>Hello</p>")
    # ok: python.html-response
    HttpResponse(body)
    # ok: python.html-response
    HttpResponse("%d < %d" % (1, name))
