import tls from "tls";

export function found() {
  // ruleid: javascript.old-tls
  const a = tls.createServer({ minVersion: "TLSv1" });
  // ruleid: javascript.old-tls
  return [a, tls.connect({ port: 443, minVersion: "TLSv1.1" })];
}

export function nearMisses() {
  // ok: javascript.old-tls
  const a = tls.createServer({ minVersion: "TLSv1.2" });
  // ok: javascript.old-tls
  return [a, tls.connect({ port: 443, maxVersion: "TLSv1.3" })];
}
