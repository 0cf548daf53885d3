import os


def found(path):
    # ruleid: python.open-descriptor
    os.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
    # ruleid: python.open-descriptor
    os.open(path, os.O_RDWR | os.O_CREAT, mode=0o777)


def near_misses(path):
    # ok: python.open-descriptor
    os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    # ok: python.open-descriptor
    os.open(path, os.O_RDONLY)
