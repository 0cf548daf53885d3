import vm from "vm";

function calculate(req, res) {
  const text = req.body.formula;
  // ruleid: javascript.code-injection
  return eval("(" + text + ")");
}

function run(req, res) {
  // ruleid: javascript.code-injection
  return vm.runInThisContext(req.query.code);
}

function nearMiss(req, res, operations) {
  const text = req.body.formula;
  // ok: javascript.code-injection
  return operations[text](JSON.parse(text));
}

function nearMissFixed(req, res) {
  // ok: javascript.code-injection
  return vm.runInThisContext("1 + 1", req.query.code);
}
