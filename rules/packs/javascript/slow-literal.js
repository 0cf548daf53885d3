// ruleid: javascript.slow-literal
const word = /^(a+)+$/;

export function found(text) {
  // ruleid: javascript.slow-literal
  return /^([a-z0-9]+)*@example\.org$/.test(text);
}

export function nearMisses(text) {
  // ok: javascript.slow-literal
  const once = /^[a-z]+$/;
  // ok: javascript.slow-literal
  const separated = /^([a-z]+-)+$/;
  return once.test(text) && separated.test(text);
}
