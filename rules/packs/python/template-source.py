import jinja2
from flask import render_template_string


def found(name, env):
    # ruleid: python.template-source
    render_template_string("<h1>Hello " + name + "</h1>")
    # ruleid: python.template-source
    render_template_string(f"<h1>{name}</h1>")
    # ruleid: python.template-source
    env.from_string("Hello %s" % name)


def near_misses(name, env):
    # ok: python.template-source
    render_template_string("<h1>Hello {{ name }}</h1>", name=name)
    # ok: python.template-source
    env.from_string("Hello {{ name }}")
