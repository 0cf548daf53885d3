export function run(text: string): unknown[] {
  // ruleid: typescript.eval
  const a = eval("(" + text + ")");
  // ruleid: typescript.eval
  const b = new Function("x", text);
  return [a, b];
}

export function nearMisses(text: string, engine: { eval(s: string): number }): unknown[] {
  // ok: typescript.eval
  const a = JSON.parse(text) as object;
  // ok: typescript.eval
  const b = engine.eval(text);
  // ok: typescript.eval
  const c = eval("1 + 2");
  return [a, b, c];
}
