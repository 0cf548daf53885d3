export function mergeInto(target, fields) {
  for (const key in fields) {
    // ruleid: javascript.prototype-assign
    target[key] = fields[key];
  }
}

export function setValue(target, section, key, value) {
  // ruleid: javascript.prototype-assign
  target[section][key] = value;
}

export function mergeOwn(target, fields, key, value) {
  // ok: javascript.prototype-assign
  target["section"][key] = value;
  for (const name in fields) {
    if (Object.hasOwn(target, name)) {
      // ok: javascript.prototype-assign
      target[name] = fields[name];
    }
  }
}
