const bcrypt = require("bcrypt");

const ROUNDS = 5;

export function found(password) {
  // ruleid: javascript.bcrypt-rounds
  const a = bcrypt.hashSync(password, 4);
  // ruleid: javascript.bcrypt-rounds
  return [a, bcrypt.hash(password, ROUNDS)];
}

export function nearMisses(password, salt) {
  // ok: javascript.bcrypt-rounds
  const a = bcrypt.hashSync(password, 12);
  // ok: javascript.bcrypt-rounds
  return [a, bcrypt.hash(password, salt)];
}
