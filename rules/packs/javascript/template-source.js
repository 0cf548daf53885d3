import ejs from "ejs";
import pug from "pug";

export function found(name) {
  // ruleid: javascript.template-source
  ejs.render("<p>" + name + "</p>");
  // ruleid: javascript.template-source
  pug.compile(`p ${name}`);
}

export function nearMisses(name, report) {
  // ok: javascript.template-source
  ejs.render("<p><%= name %></p>", { name });
  // ok: javascript.template-source
  pug.compile("p= name");
  // ok: javascript.template-source
  report.render("<p>" + name + "</p>");
}
