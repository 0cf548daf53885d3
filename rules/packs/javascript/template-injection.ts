import ejs from "ejs";
import pug from "pug";

function greet(req, res) {
  const source = "<p>" + req.query.name + "</p>";
  // ruleid: javascript.template-injection
  return ejs.render(source);
}

export function render(source) {
  // ruleid: javascript.template-injection
  return pug.render(source.trim());
}

function nearMiss(req, res) {
  // ok: javascript.template-injection
  return ejs.render("<p><%= name %></p>", { name: req.query.name });
}

export function renderFixed(name) {
  // ok: javascript.template-injection
  return pug.render("p= name", { name });
}
