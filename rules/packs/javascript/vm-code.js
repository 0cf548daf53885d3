import vm from "node:vm";

export function found(text, context) {
  // ruleid: javascript.vm-code
  const a = vm.runInNewContext(text, context);
  // ruleid: javascript.vm-code
  const b = vm.runInThisContext(text);
  // ruleid: javascript.vm-code
  const c = new vm.Script(text);
  return [a, b, c];
}

export function nearMisses(text, machine) {
  // ok: javascript.vm-code
  const a = vm.runInNewContext("1 + 1");
  // ok: javascript.vm-code
  const b = machine.run(text);
  // ok: javascript.vm-code
  const c = vm.createContext({ text });
  return [a, b, c];
}
