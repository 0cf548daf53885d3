function login(req, res) {
  // ruleid: javascript.open-redirect
  res.redirect(req.query.next);
}

function logout(req, res) {
  const target = req.body.next || "/";
  // ruleid: javascript.open-redirect
  res.redirect(target);
}

function nearMiss(req, res, pages) {
  // ok: javascript.open-redirect
  res.redirect("/pages/" + encodeURIComponent(req.query.page));
}

function nearMissFixed(req, res) {
  // ok: javascript.open-redirect
  res.redirect("/home");
}
