import ast
import code
import timeit

from flask import request

OPERATIONS = {"add": lambda a, b: a + b}


def measure(statement):
    text = statement.strip()
    # ruleid: python.code-injection
    return timeit.timeit(text)


def check(console: code.InteractiveInterpreter):
    rule = request.args["rule"]
    # ruleid: python.code-injection
    console.runsource("result = " + rule)


def near_miss(expression):
    # ok: python.code-injection
    return ast.literal_eval(expression)


def near_miss_table():
    name = request.args["operation"]
    # ok: python.code-injection
    return OPERATIONS[name](1, 2)


def near_miss_fixed():
    # ok: python.code-injection
    return timeit.timeit("1 + 1")
