export function found(req, user) {
  // ruleid: javascript.prototype-merge
  _.merge(user, req.body);
  // ruleid: javascript.prototype-merge
  Object.assign(user, req.body);
}

export function nearMisses(req, user, defaults) {
  // ok: javascript.prototype-merge
  _.merge(user, defaults);
  // ok: javascript.prototype-merge
  Object.assign(user, { name: req.body.name });
}
