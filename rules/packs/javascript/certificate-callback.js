import https from "https";

export function found(host, request) {
  // ruleid: javascript.certificate-callback
  https.request({ host, checkServerIdentity: () => undefined });
  // ruleid: javascript.certificate-callback
  request({ url: host, strictSSL: false });
}

export function nearMisses(host, request) {
  // ok: javascript.certificate-callback
  https.request({ host, checkServerIdentity: verify });
  // ok: javascript.certificate-callback
  request({ url: host, strictSSL: true });
}
