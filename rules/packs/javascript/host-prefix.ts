export function found(url, referer) {
  // ruleid: javascript.host-prefix
  const a = url.startsWith("https://example.com");
  // ruleid: javascript.host-prefix
  return a || referer.startsWith("http://www.example.org");
}

export function nearMisses(url) {
  // ok: javascript.host-prefix
  const a = url.startsWith("https://example.com/");
  // ok: javascript.host-prefix
  return a || url.startsWith("https://");
}
