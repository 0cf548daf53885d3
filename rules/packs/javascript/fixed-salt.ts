const crypto = require("crypto");

export function found(password, done) {
  // ruleid: javascript.fixed-salt
  const a = crypto.scryptSync(password, "salt", 64);
  // ruleid: javascript.fixed-salt
  return [a, crypto.pbkdf2(password, "pepper", 600000, 64, "sha512", done)];
}

export function nearMisses(password, salt) {
  // ok: javascript.fixed-salt
  const a = crypto.scryptSync(password, crypto.randomBytes(16), 64);
  // ok: javascript.fixed-salt
  return [a, crypto.scryptSync(password, salt, 64)];
}
