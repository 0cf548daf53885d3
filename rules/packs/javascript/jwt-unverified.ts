import jwt from "jsonwebtoken";

export function user(token, claims, key) {
  // ruleid: javascript.jwt-unverified
  const a = jwt.verify(token, key, { algorithms: ["HS256", "none"] });
  // ruleid: javascript.jwt-unverified
  const b = jwt.sign(claims, "", { algorithm: "none" });
  return [a, b];
}

export function nearMisses(token, claims, key) {
  // ok: javascript.jwt-unverified
  const a = jwt.verify(token, key, { algorithms: ["HS256"] });
  // ok: javascript.jwt-unverified
  const b = jwt.sign(claims, key, { algorithm: "HS256" });
  return [a, b];
}
