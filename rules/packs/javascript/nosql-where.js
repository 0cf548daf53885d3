export function found(users, name) {
  // ruleid: javascript.nosql-where
  const a = users.find({ $where: "this.name == '" + name + "'" });
  // ruleid: javascript.nosql-where
  return [a, users.findOne({ active: true, $where: `this.age > ${name}` })];
}

export function nearMisses(users, name) {
  // ok: javascript.nosql-where
  const a = users.find({ $where: "this.a == this.b" });
  // ok: javascript.nosql-where
  return [a, users.find({ name: { $eq: name } })];
}
