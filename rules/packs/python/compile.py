import ast
import re


def prepare(text):
    # ruleid: python.compile
    rule = compile(text, "<rule>", "eval")
    # ruleid: python.compile
    body = compile("def f():\n" + text, "<body>", mode="exec")
    return rule, body


def near_misses(text):
    # ok: python.compile
    word = re.compile(text)
    # ok: python.compile
    fixed = compile("1 + 1", "<fixed>", "eval")
    # ok: python.compile
    tree = compile(text, "<tree>", "exec", ast.PyCF_ONLY_AST)
    return word, fixed, tree
