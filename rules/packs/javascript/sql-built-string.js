const TABLE = "users";

export async function found(db, knex, prisma, builder, id) {
  // ruleid: javascript.sql-built-string
  await db.query("SELECT name FROM users WHERE id = " + id);
  // ruleid: javascript.sql-built-string
  await db.query(`SELECT name FROM users WHERE id = '${id}'`);
  // ruleid: javascript.sql-built-string
  await knex.raw(`DELETE FROM users WHERE id = ${id}`);
  // ruleid: javascript.sql-built-string
  await prisma.$queryRawUnsafe(`SELECT * FROM users WHERE id = ${id}`);
  const sql = `UPDATE users SET name = '${id}'`;
  // ruleid: javascript.sql-built-string
  await db.execute(sql);
  // ruleid: javascript.sql-built-string
  builder.where(`user.id = ${id}`);
}

export async function nearMisses(db, knex, prisma, router, id) {
  // ok: javascript.sql-built-string
  await db.query("SELECT name FROM users WHERE id = $1", [id]);
  // ok: javascript.sql-built-string
  await db.query(`SELECT name FROM ${TABLE}`);
  // ok: javascript.sql-built-string
  await knex.raw("DELETE FROM users WHERE id = ?", [id]);
  // ok: javascript.sql-built-string
  await prisma.$queryRaw`SELECT * FROM users WHERE id = ${id}`;
  // ok: javascript.sql-built-string
  router.get(`/select/${id}`, next);
}
