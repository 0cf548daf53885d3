export function found(user) {
  // ruleid: javascript.weak-random
  const token = Math.random().toString(36).slice(2);
  // ruleid: javascript.weak-random
  user.password = "p" + Math.random();
  // ruleid: javascript.weak-random
  const sessionId = Date.now() + "-" + Math.floor(Math.random() * 1e9);
  return [token, sessionId];
}

export function nearMisses(user) {
  // ok: javascript.weak-random
  const token = crypto.randomUUID();
  // ok: javascript.weak-random
  const delay = Math.random() * 1000;
  // ok: javascript.weak-random
  user.color = "c" + Math.random();
  return [token, delay];
}

export function makeResetToken() {
  // ruleid: javascript.weak-random
  return Math.random().toString(36).slice(2);
}

export function pickColor() {
  // ok: javascript.weak-random
  return colors[Math.floor(Math.random() * colors.length)];
}
