import tempfile
from tempfile import mktemp


def scratch():
    # ruleid: python.temporary-name
    a = tempfile.mktemp()
    # ruleid: python.temporary-name
    b = mktemp(suffix=".txt")
    return a, b


def near_misses(own):
    # ok: python.temporary-name
    handle, a = tempfile.mkstemp()
    # ok: python.temporary-name
    b = tempfile.NamedTemporaryFile(suffix=".txt")
    # ok: python.temporary-name
    c = own.mktemp()
    return handle, a, b, c
