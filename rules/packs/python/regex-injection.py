import re
from flask import request


def search(lines):
    text = request.args["text"]
    # ruleid: python.regex-injection
    return [line for line in lines if re.search(text, line)]


def match(line):
    pattern = "^" + request.args["text"]
    # ruleid: python.regex-injection
    return re.match(pattern, line)


def near_misses(line):
    text = request.args["text"]
    # ok: python.regex-injection
    a = re.search(re.escape(text), line)
    # ok: python.regex-injection
    return a or re.search("^a", text)
