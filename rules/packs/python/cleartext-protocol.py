import ftplib
from telnetlib import Telnet


def found(host):
    # ruleid: python.cleartext-protocol
    ftplib.FTP(host)
    # ruleid: python.cleartext-protocol
    Telnet(host, 23)


def near_misses(host):
    # ok: python.cleartext-protocol
    ftplib.FTP_TLS(host)
    # ok: python.cleartext-protocol
    host.Telnet(host, 23)
