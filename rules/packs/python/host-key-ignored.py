import paramiko
from paramiko import WarningPolicy


def found(client):
    # ruleid: python.host-key-ignored
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    # ruleid: python.host-key-ignored
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy)
    # ruleid: python.host-key-ignored
    client.set_missing_host_key_policy(WarningPolicy())


def near_misses(client, policy):
    # ok: python.host-key-ignored
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    # ok: python.host-key-ignored
    client.set_missing_host_key_policy(policy)
