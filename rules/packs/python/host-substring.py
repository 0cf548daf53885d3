from urllib.parse import urlsplit


def found(url, request):
    # ruleid: python.host-substring
    if "example.com" in url:
        return True
    # ruleid: python.host-substring
    return "example.org" in request.referrer


def near_misses(url, allowed, text):
    # ok: python.host-substring
    if urlsplit(url).hostname == "example.com":
        return True
    # ok: python.host-substring
    if "example.com" in text:
        return True
    # ok: python.host-substring
    return "example.com" in allowed
