import ast
from flask import request

OPERATIONS = {"add": lambda a, b: a + b}


def calculate(expression):
    text = expression.strip()
    # ruleid: python.code-injection
    return eval(text)


def check():
    rule = request.args["rule"]
    # ruleid: python.code-injection
    exec("result = " + rule)


def near_miss(expression):
    # ok: python.code-injection
    return ast.literal_eval(expression)


def near_miss_table():
    name = request.args["operation"]
    # ok: python.code-injection
    return OPERATIONS[name](1, 2)


def near_miss_fixed():
    # ok: python.code-injection
    return eval("1 + 1")
