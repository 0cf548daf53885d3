import crypto, { generateKeyPairSync } from "crypto";

export function found(done) {
  // ruleid: javascript.small-key
  crypto.generateKeyPair("rsa", { modulusLength: 1024 }, done);
  // ruleid: javascript.small-key
  return generateKeyPairSync("rsa", { publicExponent: 65537, modulusLength: 512 });
}

export function nearMisses(done, bits) {
  // ok: javascript.small-key
  crypto.generateKeyPair("rsa", { modulusLength: 3072 }, done);
  // ok: javascript.small-key
  return generateKeyPairSync("rsa", { modulusLength: bits });
}
