import { expressjwt } from "express-jwt";

export function found(app, secret) {
  // ruleid: javascript.jwt-algorithms
  app.use(expressjwt({ secret }));
  // ruleid: javascript.jwt-algorithms
  app.use(expressjwt({ secret, audience: "us" }));
}

export function nearMisses(app, secret, options) {
  // ok: javascript.jwt-algorithms
  app.use(expressjwt({ secret, algorithms: ["HS256"] }));
  // ok: javascript.jwt-algorithms
  app.use(expressjwt(options));
}
