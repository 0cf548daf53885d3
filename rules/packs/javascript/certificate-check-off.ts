import https from "node:https";

export function agents() {
  // ruleid: javascript.certificate-check-off
  const a = new https.Agent({ rejectUnauthorized: false });
  // ruleid: javascript.certificate-check-off
  const b = { host: "example.org", rejectUnauthorized: false, port: 443 };
  // ruleid: javascript.certificate-check-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  // ruleid: javascript.certificate-check-off
  a.options.rejectUnauthorized = false;
  return [a, b];
}

export function nearMisses(strict) {
  // ok: javascript.certificate-check-off
  const a = new https.Agent({ rejectUnauthorized: true });
  // ok: javascript.certificate-check-off
  const b = { host: "example.org", rejectUnauthorized: strict };
  // ok: javascript.certificate-check-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1";
  // ok: javascript.certificate-check-off
  a.options.rejectUnauthorized = true;
  return [a, b];
}
