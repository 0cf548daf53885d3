import crypto, { createHash } from "crypto";

export function found(password, user) {
  // ruleid: javascript.password-hash
  const a = crypto.createHash("sha256").update(password).digest("hex");
  // ruleid: javascript.password-hash
  return [a, createHash("sha512").update(user.password, "utf8").digest()];
}

export function nearMisses(password, data, salt) {
  // ok: javascript.password-hash
  const a = crypto.createHash("sha256").update(data).digest("hex");
  // ok: javascript.password-hash
  return [a, crypto.scryptSync(password, salt, 64)];
}
