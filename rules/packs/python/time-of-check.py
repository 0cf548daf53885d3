import os


def found(path):
    if os.access(path, os.R_OK):
        # ruleid: python.time-of-check
        return open(path).read()
    if os.access(path, os.W_OK):
        # ruleid: python.time-of-check
        open(path, "w").write("x")


def near_misses(path, other):
    if os.access(path, os.R_OK):
        # ok: python.time-of-check
        return open(other).read()
    # ok: python.time-of-check
    return open(path).read()
