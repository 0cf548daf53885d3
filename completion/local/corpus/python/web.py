"""Requests, handlers, passwords, tokens and databases."""

import hashlib
import hmac
import html
import json
import os
import secrets
import sqlite3
import ssl
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone

import requests
from flask import Flask, abort, jsonify, render_template, request

app = Flask(__name__)
TIMEOUT = 10


def digest(data):
    return hashlib.sha256(data).hexdigest()


def file_digest(path):
    h = hashlib.sha256()
    with open(path, "rb") as f:
        for chunk in iter(lambda: f.read(65536), b""):
            h.update(chunk)
    return h.hexdigest()


def hash_password(password, salt=None):
    salt = salt or os.urandom(16)
    key = hashlib.scrypt(password.encode("utf-8"), salt=salt, n=16384, r=8, p=1)
    return salt + key


def check_password(password, stored):
    salt = stored[:16]
    return hmac.compare_digest(hash_password(password, salt), stored)


def sign(key, message):
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def verify(key, message, signature):
    return hmac.compare_digest(sign(key, message), signature)


def new_token():
    return secrets.token_urlsafe(32)


def new_code():
    return secrets.randbelow(1000000)


def fetch_json(url, params=None):
    response = requests.get(url, params=params, timeout=TIMEOUT)
    response.raise_for_status()
    return response.json()


def post_json(url, data, token):
    headers = {"Authorization": "Bearer " + token}
    response = requests.post(url, json=data, headers=headers, timeout=TIMEOUT)
    if response.status_code != 200:
        raise RuntimeError("request failed")
    return response.json()


def fetch(url):
    context = ssl.create_default_context()
    with urllib.request.urlopen(url, timeout=TIMEOUT, context=context) as response:
        return response.read().decode("utf-8")


def host(url):
    parts = urllib.parse.urlparse(url)
    return parts.hostname


def query(values):
    return urllib.parse.urlencode(values)


def connect(path):
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection


def create_table(connection):
    connection.execute("CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, name TEXT)")
    connection.commit()


def find_user(connection, user_id):
    cursor = connection.cursor()
    cursor.execute("SELECT id, name FROM users WHERE id = ?", (user_id,))
    return cursor.fetchone()


def find_users(connection, name):
    cursor = connection.cursor()
    cursor.execute("SELECT id, name FROM users WHERE name = ?", (name,))
    rows = cursor.fetchall()
    return [dict(row) for row in rows]


def add_user(connection, name):
    with connection:
        cursor = connection.execute("INSERT INTO users (name) VALUES (?)", (name,))
    return cursor.lastrowid


def delete_user(connection, user_id):
    with connection:
        connection.execute("DELETE FROM users WHERE id = ?", (user_id,))


@app.route("/")
def index():
    return render_template("index.html")


@app.route("/users/<int:user_id>", methods=["GET"])
def get_user(user_id):
    with connect("users.db") as connection:
        user = find_user(connection, user_id)
    if user is None:
        abort(404)
    return jsonify(dict(user))


@app.route("/users", methods=["POST"])
def create_user():
    data = request.get_json()
    name = data.get("name")
    if not name:
        return jsonify({"error": "name is missing"}), 400
    with connect("users.db") as connection:
        user_id = add_user(connection, name)
    return jsonify({"id": user_id}), 201


@app.route("/search")
def search():
    name = request.args.get("name", "")
    with connect("users.db") as connection:
        users = find_users(connection, name)
    return render_template("search.html", users=users)


def greeting(name):
    return "<p>" + html.escape(name) + "</p>"


def now():
    return datetime.now(timezone.utc)


def expires(hours=1):
    return now() + timedelta(hours=hours)


def timestamp():
    return now().isoformat()


def parse(body):
    try:
        return json.loads(body)
    except json.JSONDecodeError as e:
        raise ValueError("invalid JSON") from e


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=8000)
