from django.utils.html import format_html
from django.utils.safestring import mark_safe
from markupsafe import Markup, escape


def found(name):
    # ruleid: python.trusted-markup
    mark_safe("<b>" + name + "</b>")
    # ruleid: python.trusted-markup
    Markup(f"<b>{name}</b>")
    # ruleid: python.trusted-markup
    Markup("<b>%s</b>" % name)


def near_misses(name):
    # ok: python.trusted-markup
    mark_safe("<b>fixed</b>")
    # ok: python.trusted-markup
    format_html("<b>{}</b>", name)
    # ok: python.trusted-markup
    Markup("<b>%s</b>") % name
    # ok: python.trusted-markup
    Markup("<b>" + escape(name) + "</b>")
