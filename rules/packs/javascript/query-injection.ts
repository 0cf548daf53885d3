function order(db, req) {
  const text = "SELECT id FROM users ORDER BY " + req.query.order;
  // ruleid: javascript.query-injection
  return db.query(text);
}

function find(prisma, req) {
  // ruleid: javascript.query-injection
  return prisma.$queryRawUnsafe("SELECT id FROM users WHERE name = '" + req.body.name + "'");
}

function nearMiss(db, req) {
  // ok: javascript.query-injection
  return db.query("SELECT id FROM users WHERE name = $1", [req.query.name]);
}

function nearMissNumber(db, req) {
  // ok: javascript.query-injection
  return db.query("SELECT id FROM users WHERE id = " + parseInt(req.query.id, 10));
}
