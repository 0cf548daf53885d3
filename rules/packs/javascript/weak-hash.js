import crypto, { createHash } from "node:crypto";

export function hashes(data) {
  // ruleid: javascript.weak-hash
  const a = crypto.createHash("md5").update(data).digest("hex");
  // ruleid: javascript.weak-hash
  const b = createHash('sha1');
  return [a, b];
}

export function nearMisses(data, own) {
  // ok: javascript.weak-hash
  const a = crypto.createHash("sha256").update(data).digest("hex");
  // ok: javascript.weak-hash
  const b = own.createLabel("md5");
  return [a, b];
}
