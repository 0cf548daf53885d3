import sqlite3
from flask import Flask, request

app = Flask(__name__)
db = sqlite3.connect("users.db")
ALLOWED = ("name", "age")


@app.route("/user/<user>")
def show(user):
    cursor = db.cursor()
    # ruleid: python.sql-injection
    cursor.execute(f"SELECT name FROM users WHERE id = '{user}'")
    # ok: python.sql-injection
    cursor.execute("SELECT name FROM users WHERE id = ?", (user,))


def search():
    term = request.args.get("term")
    query = "SELECT name FROM users WHERE name LIKE '%" + term + "%'"
    # ruleid: python.sql-injection
    db.execute(query)
    number = int(request.args["number"])
    # ok: python.sql-injection
    db.execute("SELECT name FROM users LIMIT %d" % number)


def ordered():
    column = request.args["column"]
    if column not in ALLOWED:
        return None
    # ok: python.sql-injection
    return db.execute("SELECT name FROM users ORDER BY " + column)


def find(cursor, name):
    parts = ["SELECT id FROM users WHERE name = '"]
    parts.append(name)
    # ruleid: python.sql-injection
    cursor.execute("".join(parts) + "'")


def _run(text):
    # ruleid: python.sql-injection
    return db.execute(text)


def by_helper():
    return _run("SELECT * FROM t WHERE a = " + request.form["a"])


def pooled(pool: "concurrent.futures.Executor", executor):
    from concurrent.futures import ThreadPoolExecutor
    workers = ThreadPoolExecutor()
    # ok: python.sql-injection
    workers.execute(request.args["job"])
