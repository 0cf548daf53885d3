import subprocess
from subprocess import check_output


def found(command, folder):
    # ruleid: python.shell-list
    subprocess.run(["sh", "-c", command])
    # ruleid: python.shell-list
    check_output(["/bin/bash", "-c", "ls " + folder])
    # ruleid: python.shell-list
    subprocess.Popen(["cmd", "/c", command], cwd=folder)


def near_misses(command, folder):
    # ok: python.shell-list
    subprocess.run(["sh", "-c", "ls | wc -l"])
    # ok: python.shell-list
    subprocess.run(["ls", "-c", folder])
    # ok: python.shell-list
    subprocess.run(["bash", "script.sh", folder])
