export function found(res, reply, id) {
  // ruleid: javascript.cookie-insecure
  res.cookie("id", id);
  // ruleid: javascript.cookie-insecure
  reply.setCookie("id", id, { httpOnly: true });
}

export function nearMisses(res, reply, id, options) {
  // ok: javascript.cookie-insecure
  res.cookie("id", id, { secure: true, httpOnly: true, sameSite: "lax" });
  // ok: javascript.cookie-insecure
  reply.setCookie("id", id, options);
  // ok: javascript.cookie-insecure
  res.clearCookie("id");
}
