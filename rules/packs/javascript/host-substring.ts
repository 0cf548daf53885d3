export function found(url, location) {
  // ruleid: javascript.host-substring
  const a = url.includes("example.com");
  // ruleid: javascript.host-substring
  return a || location.hostname.indexOf("example.org") >= 0;
}

export function nearMisses(url, allowed) {
  // ok: javascript.host-substring
  const a = new URL(url).hostname === "example.com";
  // ok: javascript.host-substring
  return a || allowed.includes("example.com");
}
