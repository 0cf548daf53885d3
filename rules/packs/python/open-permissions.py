import os
from os import chmod


def publish(file):
    # ruleid: python.open-permissions
    os.chmod(file, 0o777)
    # ruleid: python.open-permissions
    chmod(file, 0o666)
    # ruleid: python.open-permissions
    os.umask(0)


def near_misses(file, tree):
    # ok: python.open-permissions
    os.chmod(file, 0o600)
    # ok: python.open-permissions
    os.umask(0o077)
    # ok: python.open-permissions
    tree.chmod(file, 0o777)
