import os
import stat


def found(file, path):
    # ruleid: python.world-writable
    os.chmod(file, stat.S_IRUSR | stat.S_IWOTH)
    # ruleid: python.world-writable
    path.chmod(0o777)
    # ruleid: python.world-writable
    os.chmod(file, stat.S_IRWXO)


def near_misses(file, path, mode):
    # ok: python.world-writable
    os.chmod(file, stat.S_IRUSR | stat.S_IWUSR)
    # ok: python.world-writable
    path.chmod(0o700)
    # ok: python.world-writable
    os.chmod(file, mode & ~stat.S_IWOTH)
