import asyncio

from flask import Flask
from werkzeug.serving import run_simple

app = Flask(__name__)


def serve():
    # ruleid: python.debug-server
    app.run(debug=True)
    # ruleid: python.debug-server
    app.run("127.0.0.1", 8000, debug=True, threaded=True)
    # ruleid: python.debug-server
    run_simple("127.0.0.1", 8000, app, use_debugger=True)


def near_misses(main, debugging):
    # ok: python.debug-server
    app.run(debug=False)
    # ok: python.debug-server
    app.run(debug=debugging)
    # ok: python.debug-server
    asyncio.run(main(), debug=True)
