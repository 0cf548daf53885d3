import https from "node:https";

export function agents() {
  // ruleid: typescript.certificate-check-off
  const a = new https.Agent({ rejectUnauthorized: false });
  // ruleid: typescript.certificate-check-off
  const b = { host: "example.org", rejectUnauthorized: false, port: 443 };
  // ruleid: typescript.certificate-check-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  return [a, b];
}

export function nearMisses(strict) {
  // ok: typescript.certificate-check-off
  const a = new https.Agent({ rejectUnauthorized: true });
  // ok: typescript.certificate-check-off
  const b = { host: "example.org", rejectUnauthorized: strict };
  // ok: typescript.certificate-check-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1";
  return [a, b];
}
