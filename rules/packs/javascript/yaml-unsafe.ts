const yaml = require("js-yaml");
const { DEFAULT_FULL_SCHEMA } = require("js-yaml");

export function found(text) {
  // ruleid: javascript.yaml-unsafe
  const a = yaml.load(text, { schema: yaml.DEFAULT_FULL_SCHEMA });
  // ruleid: javascript.yaml-unsafe
  return [a, yaml.load(text, { json: true, schema: yaml.DEFAULT_SCHEMA.extend(unsafe) })];
}

export function nearMisses(text) {
  // ok: javascript.yaml-unsafe
  const a = yaml.load(text);
  // ok: javascript.yaml-unsafe
  return [a, yaml.load(text, { schema: yaml.JSON_SCHEMA })];
}
