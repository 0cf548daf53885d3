const libxmljs = require("libxmljs");

export function found(text) {
  // ruleid: javascript.xml-entities
  const a = libxmljs.parseXml(text, { noent: true });
  // ruleid: javascript.xml-entities
  return [a, libxmljs.parseXmlString(text, { noblanks: true, noent: true })];
}

export function nearMisses(text) {
  // ok: javascript.xml-entities
  const a = libxmljs.parseXml(text);
  // ok: javascript.xml-entities
  return [a, libxmljs.parseXml(text, { noent: false })];
}
