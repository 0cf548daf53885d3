import pandas
import sqlite3
from sqlalchemy import text

TABLE = "users"


def found(cur, conn, name, table):
    # ruleid: python.sql-built-string
    cur.execute("SELECT id FROM users WHERE name = '" + name + "'")
    # ruleid: python.sql-built-string
    cur.execute("SELECT id FROM users WHERE name = '%s'" % name)
    # ruleid: python.sql-built-string
    cur.execute(f"DELETE FROM users WHERE name = '{name}'")
    # ruleid: python.sql-built-string
    cur.execute("SELECT id FROM {} WHERE id = 1".format(table))
    # ruleid: python.sql-built-string
    conn.execute(text(f"UPDATE users SET name = '{name}'"))
    query = "SELECT id FROM users WHERE name = " + name
    # ruleid: python.sql-built-string
    cur.executemany(query, [()])
    # ruleid: python.sql-built-string
    pandas.read_sql(f"SELECT * FROM users WHERE name = '{name}'", conn)


def near_misses(cur, conn, name, ids, limit):
    # ok: python.sql-built-string
    cur.execute("SELECT id FROM users WHERE name = %s", (name,))
    # ok: python.sql-built-string
    cur.execute("SELECT id FROM " + TABLE + " WHERE id = 1")
    # ok: python.sql-built-string
    cur.execute("SELECT id FROM users LIMIT %d" % limit)
    # ok: python.sql-built-string
    cur.execute("SELECT id FROM users WHERE id IN (%s)" % ",".join("?" * len(ids)), ids)
    # ok: python.sql-built-string
    conn.execute(text("UPDATE users SET name = :name"), {"name": name})
    # ok: python.sql-built-string
    pool.execute("job-" + name)
    # ok: python.sql-built-string
    pandas.read_sql("SELECT * FROM users WHERE name = %s", conn, params=(name,))
