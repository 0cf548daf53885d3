const crypto = require("crypto");

export function found(password, salt, done) {
  // ruleid: javascript.password-rounds
  const a = crypto.pbkdf2Sync(password, salt, 1000, 32, "sha256");
  // ruleid: javascript.password-rounds
  return [a, crypto.pbkdf2(password, salt, 10000, 64, "sha512", done)];
}

export function nearMisses(password, salt, rounds) {
  // ok: javascript.password-rounds
  const a = crypto.pbkdf2Sync(password, salt, 600000, 32, "sha256");
  // ok: javascript.password-rounds
  return [a, crypto.pbkdf2Sync(password, salt, rounds, 32, "sha256")];
}
