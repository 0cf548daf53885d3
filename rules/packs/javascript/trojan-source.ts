export function found() {
  // ruleid: javascript.trojan-source
  const role = "user‮ ⁦// check only if admin⁩ ⁦";
  // ruleid: javascript.trojan-source
  const name = "admin​";
  // ruleid: javascript.trojan-source
  let is‌Admin = true;
  return [role, name];
}

export function nearMisses() {
  // ok: javascript.trojan-source
  const role = "user\u202e";
  // ok: javascript.trojan-source
  const name = "שלום";
  // ok: javascript.trojan-source
  const family = "👨‍👩‍👧";
  return [role, name, family];
}
