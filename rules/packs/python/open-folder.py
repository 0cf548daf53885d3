import os


def found(folder):
    # ruleid: python.open-folder
    os.mkdir(folder, 0o777)
    # ruleid: python.open-folder
    os.makedirs(folder, mode=0o777, exist_ok=True)


def near_misses(folder):
    # ok: python.open-folder
    os.mkdir(folder, 0o700)
    # ok: python.open-folder
    os.makedirs(folder, exist_ok=True)
    # ok: python.open-folder
    os.mkdir(folder, 0o755)
