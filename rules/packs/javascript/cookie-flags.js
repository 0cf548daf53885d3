export function found(res, app, id) {
  // ruleid: javascript.cookie-flags
  res.cookie("id", id, { httpOnly: false });
  // ruleid: javascript.cookie-flags
  app.use(session({ secret, cookie: { secure: false } }));
}

export function nearMisses(res, app, id) {
  // ok: javascript.cookie-flags
  res.cookie("id", id, { httpOnly: true, secure: true });
  // ok: javascript.cookie-flags
  connect({ host: id, secure: false });
  // ok: javascript.cookie-flags
  app.use(session({ secret, cookie: { secure: true } }));
}
