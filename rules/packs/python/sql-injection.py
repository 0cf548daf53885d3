import sqlite3
from flask import request

db = sqlite3.connect("app.db")


def find_user(name):
    query = "SELECT id FROM users WHERE name = '" + name + "'"
    # ruleid: python.sql-injection
    return db.execute(query).fetchone()


def order_users():
    cur = db.cursor()
    order = request.args.get("order")
    query = "SELECT id FROM users ORDER BY "
    query += order
    # ruleid: python.sql-injection
    cur.execute(query)


def near_miss(name):
    # ok: python.sql-injection
    return db.execute("SELECT id FROM users WHERE name = ?", (name,)).fetchone()


def near_miss_number(limit):
    query = "SELECT id FROM users LIMIT " + str(int(limit))
    # ok: python.sql-injection
    return db.execute(query).fetchall()


def near_miss_choice():
    cur = db.cursor()
    order = "id" if request.args.get("order") == "id" else "name"
    # ok: python.sql-injection
    cur.execute("SELECT id FROM users ORDER BY " + order)
