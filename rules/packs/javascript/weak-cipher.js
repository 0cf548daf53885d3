import crypto, { createCipheriv } from "crypto";

export function found(key, iv) {
  // ruleid: javascript.weak-cipher
  const a = crypto.createCipheriv("des-ede3-cbc", key, iv);
  // ruleid: javascript.weak-cipher
  return [a, createCipheriv("aes-128-ecb", key, null)];
}

export function nearMisses(key, iv, name) {
  // ok: javascript.weak-cipher
  const a = crypto.createCipheriv("aes-256-gcm", key, iv);
  // ok: javascript.weak-cipher
  return [a, createCipheriv(name, key, iv)];
}
