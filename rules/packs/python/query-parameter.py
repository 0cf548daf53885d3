def order_users(cur, order):
    query = "SELECT id FROM users ORDER BY "
    query += order
    # ruleid: python.query-parameter
    cur.execute(query)


def delete_user(db, name):
    # ruleid: python.query-parameter
    db.executescript("DELETE FROM users WHERE name = '" + name + "';")


def near_miss(cur, name):
    # ok: python.query-parameter
    cur.execute("SELECT id FROM users WHERE name = %s", (name,))


def _near_miss_private(cur, order):
    # ok: python.query-parameter
    cur.execute("SELECT id FROM users ORDER BY " + order)
