export function found(sanitizer, text) {
  // ruleid: javascript.trusted-html
  const a = sanitizer.bypassSecurityTrustHtml(text);
  // ruleid: javascript.trusted-html
  return [a, sanitizer.bypassSecurityTrustUrl("https://" + text)];
}

export function nearMisses(sanitizer, text) {
  // ok: javascript.trusted-html
  const a = sanitizer.sanitize(1, text);
  // ok: javascript.trusted-html
  return [a, sanitizer.bypassSecurityTrustHtml("<br>")];
}
