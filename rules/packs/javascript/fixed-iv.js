import crypto from "crypto";

export function found(key) {
  // ruleid: javascript.fixed-iv
  const a = crypto.createCipheriv("aes-256-cbc", key, "0123456789abcdef");
  // ruleid: javascript.fixed-iv
  const b = crypto.createCipheriv("aes-256-gcm", key, Buffer.alloc(12));
  // ruleid: javascript.fixed-iv
  return [a, b, crypto.createCipheriv("aes-256-cbc", key, Buffer.from("0123456789abcdef"))];
}

export function nearMisses(key, iv) {
  // ok: javascript.fixed-iv
  const a = crypto.createCipheriv("aes-256-gcm", key, crypto.randomBytes(12));
  // ok: javascript.fixed-iv
  return [a, crypto.createCipheriv("aes-256-cbc", key, iv)];
}
