export function found(app, router) {
  app.post("/orders", requireAuth, createOrder);
  // ruleid: javascript.missing-auth
  app.delete("/orders/:id", removeOrder);
  router.put("/notes/:id", passport.authenticate("jwt"), changeNote);
  // ruleid: javascript.missing-auth
  router.post("/notes", createNote);
}

export function nearMisses(app) {
  app.post("/orders", requireAuth, createOrder);
  // ok: javascript.missing-auth
  app.delete("/orders/:id", requireAuth, removeOrder);
  // ok: javascript.missing-auth
  app.post("/login", login);
}

export function nowhere(app) {
  // ok: javascript.missing-auth
  app.post("/notes", createNote);
}
