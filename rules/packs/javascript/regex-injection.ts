import _ from "lodash";

function search(req, res) {
  // ruleid: javascript.regex-injection
  return new RegExp(req.query.text);
}

function begin(req, res) {
  const text = "^" + req.query.text;
  // ruleid: javascript.regex-injection
  return new RegExp(text, "i");
}

function nearMisses(req, res) {
  // ok: javascript.regex-injection
  const a = new RegExp(_.escapeRegExp(req.query.text));
  // ok: javascript.regex-injection
  return [a, new RegExp("^a")];
}
