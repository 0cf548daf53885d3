import os


def found(command):
    # ruleid: python.shell-exec
    os.execvp("sh", ["sh", "-c", command])


def found_spawn(command):
    # ruleid: python.shell-exec
    os.spawnl(os.P_WAIT, "/bin/sh", "sh", "-c", command)


def near_misses(path):
    # ok: python.shell-exec
    os.execvp("tar", ["tar", "-c", path])
    # ok: python.shell-exec
    os.execvp("sh", ["sh", "-c", "ls /srv"])
    # ok: python.shell-exec
    os.spawnl(os.P_WAIT, "/bin/ls", "ls", path)
