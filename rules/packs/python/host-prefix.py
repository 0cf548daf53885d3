from urllib.parse import urlsplit


def found(url, request):
    # ruleid: python.host-prefix
    if url.startswith("https://example.com"):
        return True
    # ruleid: python.host-prefix
    return request.referrer.startswith("http://www.example.org")


def near_misses(url):
    # ok: python.host-prefix
    if url.startswith("https://example.com/"):
        return True
    # ok: python.host-prefix
    if url.startswith("https://"):
        return True
    # ok: python.host-prefix
    return urlsplit(url).hostname == "example.com"
