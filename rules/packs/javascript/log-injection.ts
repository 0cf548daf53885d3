function login(req, res) {
  const name = req.body.name;
  // ruleid: javascript.log-injection
  console.log("login of " + name);
  // ruleid: javascript.log-injection
  console.warn("login of", name);
}

function nearMisses(req, res) {
  const name = req.body.name;
  // ok: javascript.log-injection
  console.log("login of " + JSON.stringify(name));
  // ok: javascript.log-injection
  console.warn("login");
}
