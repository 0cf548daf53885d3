export function found(req, res) {
  const name = req.query.name;
  // ruleid: javascript.html-response
  res.send("<h1>" + name + "</h1>");
  // ruleid: javascript.html-response
  res.write(`<p>${name}</p>`);
}

export function nearMisses(req, res, socket) {
  const name = req.query.name;
  // ok: javascript.html-response
  res.send("<h1>" + escapeHtml(name) + "</h1>");
  // ok: javascript.html-response
  res.render("page", { name });
  // ok: javascript.html-response
  res.send(`${name} is here`);
}
