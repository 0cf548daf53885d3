import ast
import builtins


def calculate(text, names):
    # ruleid: python.eval
    a = eval(text)
    # ruleid: python.eval
    b = eval("2 * " + text, {}, names)
    # ruleid: python.eval
    exec(text)
    # ruleid: python.eval
    builtins.exec(text)
    return a, b


def near_misses(text, frame):
    # ok: python.eval
    a = ast.literal_eval(text)
    # ok: python.eval
    b = frame.eval("a + b")
    # ok: python.eval
    c = eval("1 + 2")
    # ok: python.eval
    d = evaluate(text)
    return a, b, c, d


def evaluate(text):
    return int(text)
