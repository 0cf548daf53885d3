export function found(req) {
  // ruleid: javascript.trust-boundary
  req.session.user = req.body.user;
  // ruleid: javascript.trust-boundary
  req.session.role = req.query.role;
}

export function nearMisses(req, user) {
  // ok: javascript.trust-boundary
  req.session.user = user.id;
  // ok: javascript.trust-boundary
  req.locals.user = req.body.user;
}
