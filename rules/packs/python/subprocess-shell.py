import subprocess
import subprocess as sp
from subprocess import Popen


def archive(folder, command):
    # ruleid: python.subprocess-shell
    subprocess.run("tar cf out.tar " + folder, shell=True)
    # ruleid: python.subprocess-shell
    sp.check_output(command, stderr=sp.STDOUT, shell=True)
    # ruleid: python.subprocess-shell
    Popen(shell=True, args=command)
    # ruleid: python.subprocess-shell
    subprocess.getoutput(command)


def near_misses(folder, command):
    # ok: python.subprocess-shell
    subprocess.run(["tar", "cf", "out.tar", folder])
    # ok: python.subprocess-shell
    subprocess.run(command, shell=False)
    # ok: python.subprocess-shell
    subprocess.run("df -h | sort", shell=True)
    # ok: python.subprocess-shell
    folder.run(command, shell=True)


def number(command):
    # ruleid: python.subprocess-shell
    subprocess.call(command, shell=1)
    # ok: python.subprocess-shell
    subprocess.call(command, shell=0)
