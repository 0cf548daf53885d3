export function found(req, User) {
  // ruleid: javascript.nosql-body
  const a = User.find(req.query);
  // ruleid: javascript.nosql-body
  return [a, User.findOne({ name: req.body.name, password: req.body.password })];
}

export function nearMisses(req, User) {
  // ok: javascript.nosql-body
  const a = User.find({});
  // ok: javascript.nosql-body
  return [a, User.findOne({ name: String(req.body.name) })];
}
