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

export function checked(req, plans) {
  const plan = req.body.plan;
  if (!plans.includes(plan)) return;
  // ok: javascript.trust-boundary
  req.session.plan = plan;
}

export function indirect(req) {
  const { theme } = req.query;
  // ruleid: javascript.trust-boundary
  req.session["theme"] = theme;
}
