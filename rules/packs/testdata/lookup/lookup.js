// Looks up what modules and globals offer by dotted names.
const names = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
const answer = { found: [], missing: [] };

function moduleOf(name) {
  for (let end = name.length; end > 0; end = name.lastIndexOf(".", end - 1)) {
    try {
      return [require(name.slice(0, end)), name.slice(end + 1)];
    } catch {
      continue;
    }
  }
  const first = name.split(".")[0];
  return first in globalThis ? [globalThis, name] : [null, name];
}

function has(thing, parts) {
  for (const part of parts) {
    const from = typeof thing === "function" && !(part in thing) && thing.prototype ? thing.prototype : thing;
    if (from === null || from === undefined || !(part in Object(from))) return false;
    try {
      thing = from[part];
    } catch {
      return true; // a property that only an instance has a value of
    }
  }
  return true;
}

for (const name of names) {
  if (name.includes(" ")) continue;
  const [module, rest] = moduleOf(name);
  if (module !== null) answer[has(module, rest ? rest.split(".") : []) ? "found" : "missing"].push(name);
}
console.log(JSON.stringify(answer));
