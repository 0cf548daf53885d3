from flask import request


def order_users(cur):
    order = request.args.get("order")
    query = "SELECT id FROM users ORDER BY "
    query += order
    # ruleid: python.query-injection
    cur.execute(query)


def delete_user(db):
    name = request.form["name"]
    # ruleid: python.query-injection
    db.executescript("DELETE FROM users WHERE name = '" + name + "';")


def near_miss(cur):
    name = request.form["name"]
    # ok: python.query-injection
    cur.execute("SELECT id FROM users WHERE name = %s", (name,))


def near_miss_number(cur):
    limit = int(request.args["limit"])
    # ok: python.query-injection
    cur.execute("SELECT id FROM users LIMIT %s" % limit)
