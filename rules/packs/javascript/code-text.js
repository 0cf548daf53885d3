import vm from "vm";

export function found(id, text) {
  // ruleid: javascript.code-text
  setTimeout("refresh(" + id + ")", 100);
  // ruleid: javascript.code-text
  window.setInterval(`tick('${id}')`, 1000);
  // ruleid: javascript.code-text
  vm.runInThisContext("run(" + text + ")");
}

export function nearMisses(id) {
  // ok: javascript.code-text
  setTimeout(() => refresh(id), 100);
  // ok: javascript.code-text
  window.setInterval(tick, 1000);
  // ok: javascript.code-text
  vm.runInThisContext("1 + 1");
}
