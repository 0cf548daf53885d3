const { Pool } = require("pg");
const express = require("express");

const pool = new Pool();
const app = express();
const COLUMNS = ["name", "age"];

app.get("/user", async (req, res) => {
  // ruleid: javascript.sql-injection
  await pool.query(`SELECT name FROM users WHERE id = '${req.query.id}'`);
  // ok: javascript.sql-injection
  await pool.query("SELECT name FROM users WHERE id = $1", [req.query.id]);
  const { limit, name } = req.query;
  // ok: javascript.sql-injection
  await pool.query("SELECT name FROM users LIMIT " + Number(limit));
  const parts = ["SELECT id FROM users WHERE name = '"];
  parts.push(name);
  // ruleid: javascript.sql-injection
  await pool.query(parts.join("") + "'");
});

function ordered(req) {
  const column = req.params.column;
  if (!COLUMNS.includes(column)) return null;
  // ok: javascript.sql-injection
  return pool.query("SELECT name FROM users ORDER BY " + column);
}

function run(text) {
  // ruleid: javascript.sql-injection
  return pool.query(text);
}

app.post("/find", (req, res) => run("SELECT * FROM t WHERE a = " + req.body.a));
