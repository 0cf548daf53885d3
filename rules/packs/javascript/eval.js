export function run(text) {
  // ruleid: javascript.eval
  const a = eval("(" + text + ")");
  // ruleid: javascript.eval
  const b = new Function("x", text);
  // ruleid: javascript.eval
  Function(text)();
  return [a, b];
}

export function nearMisses(text, engine) {
  // ok: javascript.eval
  const a = JSON.parse(text);
  // ok: javascript.eval
  const b = engine.eval(text);
  // ok: javascript.eval
  const c = eval("1 + 2");
  return [a, b, c];
}
