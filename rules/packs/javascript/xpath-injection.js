import xpath from "xpath";

export function found(req, res) {
  // ruleid: javascript.xpath-injection
  res.json(xpath.select("//user[name='" + req.query.name + "']", users));
}

export function foundNamed(name) {
  // ruleid: javascript.xpath-injection
  return xpath.select1(`//user[name='${name}']`, users);
}

export function nearMiss(req, res) {
  // ok: javascript.xpath-injection
  res.json(xpath.select("//user", users));
}

export function nearMissNumber(req, res) {
  // ok: javascript.xpath-injection
  res.json(xpath.select("//user[@id=" + Number(req.query.id) + "]", users));
}
