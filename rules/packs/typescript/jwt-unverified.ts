import jwt from "jsonwebtoken";

export function user(token, claims, key) {
  // ruleid: typescript.jwt-unverified
  const a = jwt.verify(token, key, { algorithms: ["HS256", "none"] });
  // ruleid: typescript.jwt-unverified
  const b = jwt.sign(claims, "", { algorithm: "none" });
  return [a, b];
}

export function nearMisses(token, claims, key) {
  // ok: typescript.jwt-unverified
  const a = jwt.verify(token, key, { algorithms: ["HS256"] });
  // ok: typescript.jwt-unverified
  const b = jwt.sign(claims, key, { algorithm: "HS256" });
  return [a, b];
}
