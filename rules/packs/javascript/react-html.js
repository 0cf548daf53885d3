export function found(text, create) {
  // ruleid: javascript.react-html
  create("div", { dangerouslySetInnerHTML: { __html: text } });
  // ruleid: javascript.react-html
  return { __html: "<p>" + text + "</p>" };
}

export function nearMisses(text, create) {
  // ok: javascript.react-html
  create("div", { dangerouslySetInnerHTML: { __html: DOMPurify.sanitize(text) } });
  // ok: javascript.react-html
  create("div", { children: { html: text } });
  // ok: javascript.react-html
  return { __html: "<br>" };
}
