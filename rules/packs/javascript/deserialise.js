import cryo from "cryo";
const serialize = require("node-serialize");

export function found(text) {
  // ruleid: javascript.deserialise
  const a = serialize.unserialize(text);
  // ruleid: javascript.deserialise
  return [a, cryo.parse(text)];
}

export function nearMisses(text, reader) {
  // ok: javascript.deserialise
  const a = JSON.parse(text);
  // ok: javascript.deserialise
  return [a, reader.unserialize(text)];
}
