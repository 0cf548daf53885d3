export function found(text) {
  // ruleid: javascript.slow-regex
  const a = new RegExp("^(a+)+$");
  // ruleid: javascript.slow-regex
  return [a, RegExp("([a-z]+)*!").test(text)];
}

export function nearMisses(text) {
  // ok: javascript.slow-regex
  const a = new RegExp("^(a+)$");
  // ok: javascript.slow-regex
  return [a, RegExp("[a-z]*!").test(text)];
}
