export function found(host) {
  // ruleid: javascript.host-suffix
  const a = host.endsWith("example.com");
  // ruleid: javascript.host-suffix
  return a || host.endsWith("internal.example.org");
}

export function nearMisses(host) {
  // ok: javascript.host-suffix
  const a = host.endsWith(".example.com");
  // ok: javascript.host-suffix
  return a || host.endsWith("example");
}
