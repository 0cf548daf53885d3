import jinja2
from jinja2 import Environment, select_autoescape


def page(loader, text):
    # ruleid: python.template-autoescape
    a = jinja2.Environment(loader=loader)
    # ruleid: python.template-autoescape
    b = Environment(autoescape=False, loader=loader)
    # ruleid: python.template-autoescape
    c = jinja2.Template(text)
    return a, b, c


def near_misses(loader, text, conda):
    # ok: python.template-autoescape
    a = Environment(loader=loader, autoescape=select_autoescape())
    # ok: python.template-autoescape
    b = jinja2.Environment(autoescape=True)
    # ok: python.template-autoescape
    c = jinja2.Template(text, autoescape=True)
    # ok: python.template-autoescape
    d = conda.Environment(loader=loader)
    return a, b, c, d
