export function found(req, res) {
  // ruleid: javascript.header-injection
  res.setHeader("X-Name", req.query.name);
  // ruleid: javascript.header-injection
  res.setHeader("X-Mail", "mail " + req.body.mail);
}

export function nearMisses(req, res) {
  // ok: javascript.header-injection
  res.setHeader("X-Name", encodeURIComponent(req.query.name));
  // ok: javascript.header-injection
  res.setHeader("X-Frame-Options", "DENY");
}
