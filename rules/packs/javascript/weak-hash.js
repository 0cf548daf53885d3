import crypto, { createHash } from "node:crypto";

const NAME = "md5";

export function found(text) {
  // ruleid: javascript.weak-hash
  const a = crypto.createHash("md5").update(text);
  // ruleid: javascript.weak-hash
  const b = createHash("SHA1", {});
  // ruleid: javascript.weak-hash
  return [a, b, crypto.createHmac("sha1", text)];
}

export function nearMisses(text, name) {
  // ok: javascript.weak-hash
  const a = crypto.createHash("sha256").update(text);
  // ok: javascript.weak-hash
  const b = createHash(name);
  // ok: javascript.weak-hash
  return [a, b, crypto.getHashes("md5")];
}
