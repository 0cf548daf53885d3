import os
import shlex
import subprocess
import sys

from flask import request


def listing():
    name = request.args["name"]
    # ruleid: python.shell-injection
    os.system("ls " + name)
    # ok: python.shell-injection
    os.system("ls " + shlex.quote(name))
    # ok: python.shell-injection
    subprocess.run(["ls", "--", name])


def main():
    command = "grep {} log.txt".format(sys.argv[1])
    # ruleid: python.shell-injection
    subprocess.getoutput(command)
    command = "uptime"
    # ok: python.shell-injection
    subprocess.getoutput(command)


def checked():
    name = request.args["name"]
    if name.isalnum():
        # ok: python.shell-injection
        os.popen("id " + name)
    else:
        # ruleid: python.shell-injection
        os.popen("echo bad name " + name)
