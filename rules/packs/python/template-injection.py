import jinja2
from flask import render_template_string, request


def greet():
    name = request.args["name"]
    source = "Hello " + name
    # ruleid: python.template-injection
    return render_template_string(source)


def render(source):
    # ruleid: python.template-injection
    return jinja2.Environment(autoescape=True).from_string(source).render()


def near_miss():
    name = request.args["name"]
    # ok: python.template-injection
    return render_template_string("Hello {{ name }}", name=name)


def near_miss_fixed(name):
    # ok: python.template-injection
    return jinja2.Environment(autoescape=True).from_string("Hello {{ name }}").render(name=name)
