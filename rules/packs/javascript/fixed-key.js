const jwt = require("jsonwebtoken");
const session = require("express-session");

export function found(app, claims, crypto) {
  // ruleid: javascript.fixed-key
  const a = jwt.sign(claims, "not so secret");
  // ruleid: javascript.fixed-key
  app.use(session({ secret: "keyboard cat", resave: false }));
  // ruleid: javascript.fixed-key
  return [a, crypto.createHmac("sha256", "pepper")];
}

export function nearMisses(app, claims, key, crypto) {
  // ok: javascript.fixed-key
  const a = jwt.sign(claims, process.env.TOKEN_KEY);
  // ok: javascript.fixed-key
  app.use(session({ secret: process.env.SESSION_KEY, resave: false }));
  // ok: javascript.fixed-key
  return [a, crypto.createHmac("sha256", key)];
}
