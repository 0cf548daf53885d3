import crypto, { createHash } from "node:crypto";

export function hashes(data: Buffer): unknown[] {
  // ruleid: javascript.weak-hash
  const a: string = crypto.createHash("md5").update(data).digest("hex");
  // ruleid: javascript.weak-hash
  const b = createHash('sha1');
  return [a, b];
}

export function nearMisses(data: Buffer, own: { createLabel(s: string): string }): unknown[] {
  // ok: javascript.weak-hash
  const a = crypto.createHash("sha256").update(data).digest("hex");
  // ok: javascript.weak-hash
  const b = own.createLabel("md5");
  return [a, b];
}
