import escapeHtml from "escape-html";

function greet(req, res) {
  const page = "<h1>Hello " + req.query.name + "</h1>";
  // ruleid: javascript.xss
  res.send(page);
}

function show(node) {
  const name = decodeURIComponent(location.hash.slice(1));
  // ruleid: javascript.xss
  node.innerHTML = name;
}

function nearMiss(req, res) {
  const page = "<h1>Hello " + escapeHtml(req.query.name) + "</h1>";
  // ok: javascript.xss
  res.send(page);
}

function nearMissText(node) {
  const name = decodeURIComponent(location.hash.slice(1));
  // ok: javascript.xss
  node.textContent = name;
}
