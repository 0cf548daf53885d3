def found(host, parts):
    # ruleid: python.host-suffix
    if host.endswith("example.com"):
        return True
    # ruleid: python.host-suffix
    return parts.netloc.endswith("internal.example.org")


def near_misses(host):
    # ok: python.host-suffix
    if host.endswith(".example.com"):
        return True
    # ok: python.host-suffix
    return host == "example.com"
