import shlex


def found(client, folder):
    # ruleid: python.remote-command
    client.exec_command("ls " + folder)
    # ruleid: python.remote-command
    client.exec_command(f"tar cf out.tar {folder}")


def near_misses(client, folder):
    # ok: python.remote-command
    client.exec_command("ls -- " + shlex.quote(folder))
    # ok: python.remote-command
    client.exec_command("df -h")
