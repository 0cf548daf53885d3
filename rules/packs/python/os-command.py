import os
import posix
import os as operating_system
from os import popen


def ping(host):
    # ruleid: python.os-command
    os.system("ping -c 1 " + host)
    # ruleid: python.os-command
    operating_system.system(host)
    # ruleid: python.os-command
    posix.system(host)
    # ruleid: python.os-command
    return popen(f"ping {host}").read()


def near_misses(host, os_system):
    # ok: python.os-command
    os.getenv("PATH")
    # ok: python.os-command
    os_system(host)
    # ok: python.os-command
    host.system("ping")
