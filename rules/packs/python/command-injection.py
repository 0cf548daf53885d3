import os
import shlex
import subprocess
from flask import request


def archive(folder):
    command = f"tar cf out.tar {folder}"
    # ruleid: python.command-injection
    os.system(command)


def ping():
    host = request.form["host"]
    # ruleid: python.command-injection
    return subprocess.getoutput("ping -c 1 " + host)


def near_miss_list():
    host = request.form["host"]
    # ok: python.command-injection
    return subprocess.run(["ping", "-c", "1", host])


def near_miss(folder):
    command = f"tar cf out.tar {shlex.quote(folder)}"
    # ok: python.command-injection
    os.system(command)


def near_miss_fixed(folder):
    command = "tar cf out.tar ."
    # ok: python.command-injection
    os.system(command)
