const crypto = require("crypto");

export function found(key) {
  // ruleid: javascript.cipher-without-iv
  const a = crypto.createCipher("aes192", key);
  // ruleid: javascript.cipher-without-iv
  return [a, crypto.createDecipher("aes192", key)];
}

export function nearMisses(key, iv, others) {
  // ok: javascript.cipher-without-iv
  const a = crypto.createCipheriv("aes-256-gcm", key, iv);
  // ok: javascript.cipher-without-iv
  return [a, others.createCipher("aes192", key)];
}
