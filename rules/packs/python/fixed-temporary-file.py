import tempfile


def found(text):
    # ruleid: python.fixed-temporary-file
    with open("/tmp/report.txt", "w") as f:
        f.write(text)
    # ruleid: python.fixed-temporary-file
    open("/var/tmp/out.bin", "wb").write(text)


def near_misses(text, folder):
    # ok: python.fixed-temporary-file
    with open("/tmp/report.txt", "r") as f:
        f.read()
    # ok: python.fixed-temporary-file
    with tempfile.NamedTemporaryFile("w") as f:
        f.write(text)
    # ok: python.fixed-temporary-file
    open("/srv/out.bin", "wb").write(text)
