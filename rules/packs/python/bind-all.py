def found(server, app):
    # ruleid: python.bind-all
    server.bind(("0.0.0.0", 8080))
    # ruleid: python.bind-all
    app.run(host="0.0.0.0", port=80)


def near_misses(server, app):
    # ok: python.bind-all
    server.bind(("127.0.0.1", 8080))
    # ok: python.bind-all
    app.run(host="127.0.0.1")
