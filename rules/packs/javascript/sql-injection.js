import { Pool } from "pg";

const pool = new Pool();

export async function findUser(name) {
  let text = "SELECT id FROM users WHERE name = '";
  text += name + "'";
  // ruleid: javascript.sql-injection
  return await pool.query(text);
}

function handle(req, res) {
  const order = req.query.order;
  const text = "SELECT id FROM users ORDER BY " + order;
  // ruleid: javascript.sql-injection
  return pool.query(text);
}

export async function nearMiss(name) {
  // ok: javascript.sql-injection
  return await pool.query("SELECT id FROM users WHERE name = $1", [name]);
}

function nearMissNumber(req, res) {
  const id = Number(req.query.id);
  // ok: javascript.sql-injection
  return pool.query("SELECT id FROM users WHERE id = " + id);
}
