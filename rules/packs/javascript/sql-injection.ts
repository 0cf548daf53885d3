import { Pool } from "pg";
import { Request, Response } from "express";

const pool: Pool = new Pool();

export async function show(r: Request, res: Response): Promise<void> {
  const id: string = r.query.id as string;
  // ruleid: javascript.sql-injection
  await pool.query("SELECT name FROM users WHERE id = " + id);
  // ok: javascript.sql-injection
  await pool.query("SELECT name FROM users WHERE id = $1", [id]);
  switch (id) {
    case "1":
      // ok: javascript.sql-injection
      await pool.query("SELECT name FROM users WHERE id = " + id);
      break;
    default:
      // ruleid: javascript.sql-injection
      await pool.query(`DELETE FROM users WHERE id = ${id}`);
  }
}
