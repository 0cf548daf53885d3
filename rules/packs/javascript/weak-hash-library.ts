const CryptoJS = require("crypto-js");

export function found(text) {
  // ruleid: javascript.weak-hash-library
  const a = CryptoJS.MD5(text);
  // ruleid: javascript.weak-hash-library
  return [a, CryptoJS.SHA1(text)];
}

export function nearMisses(text, report) {
  // ok: javascript.weak-hash-library
  const a = CryptoJS.SHA256(text);
  // ok: javascript.weak-hash-library
  return [a, report.MD5(text)];
}
