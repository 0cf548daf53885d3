import re


def found(text):
    # ruleid: python.slow-regex
    re.match(r"^(a+)+$", text)
    # ruleid: python.slow-regex
    re.compile(r"^([a-z]+)*$")


def near_misses(text):
    # ok: python.slow-regex
    re.match(r"^(a+)$", text)
    # ok: python.slow-regex
    re.compile(r"^[a-z]*$")
