const crypto = require("crypto");

export function found(done) {
  // ruleid: javascript.pseudo-random
  const a = crypto.pseudoRandomBytes(16);
  // ruleid: javascript.pseudo-random
  return [a, crypto.pseudoRandomBytes(16, done)];
}

export function nearMisses(done, others) {
  // ok: javascript.pseudo-random
  const a = crypto.randomBytes(16);
  // ok: javascript.pseudo-random
  return [a, others.pseudoRandomBytes(16, done)];
}
