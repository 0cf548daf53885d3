package flow

import (
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// The ways in which a JavaScript module offers a function to others.
func TestExportedFunctions(t *testing.T) {
	models := `
sources: [{kind: parameter, of: public-function}]
sinks: [{kind: sql, callee: run}]
`
	for _, code := range []string{
		"exports.f = function (a) { run(a); }; // !!",
		"module.exports.f = (a) => run(a); // !!",
		"module.exports = function (a) { run(a); }; // !!",
		"module.exports = {f(a) { run(a); }}; // !!",
		"module.exports = {f: (a) => run(a)}; // !!",
		"function f(a) { run(a); } // !!\nmodule.exports = {f};",
		"const f = (a) => run(a); // !!\nmodule.exports = f;",
		"const f = (a) => run(a); // !!\nexport {f as g};",
		"function f(a) { run(a); } // !!\nexport default f;",
		"export const f = (a) => run(a); // !!",
		"class C { m(a) { run(a); } } // !!\nmodule.exports = C;",
		"export class C { m(a) { run(a); } } // !!",
		"function C() {}\nexports.C = C;\nC.prototype.m = function (a) { run(a); }; // !!",
		"class C { m(a) { run(a); } #n(a) { run(a); } } // !!\nexport default C;",
		"class C { #n(a) { run(a); } }\nexport default C;",
		"class C { m(a) { run(a); } }",
		"const f = (a) => run(a);",
		"other.f = (a) => run(a);",
		"function g() { const f = (a) => run(a); }\nmodule.exports = {f: 1};",
	} {
		native(t, syntax.JavaScript, models, `flow: {from: parameter, to: sql}`, code+"\n")
	}
}

// What a module is imported for is found by the names that rows know.
func TestTypesOfWholeModules(t *testing.T) {
	native(t, syntax.Java, `
sources: [{kind: remote, callee: web.Request.value}]
sinks: [{kind: path, callee: java.io.Reader}, {kind: shell, callee: java.lang.Runtime.exec}]
types: [{callee: java.lang.Runtime.getRuntime, returns: java.lang.Runtime}]
`, `flow: {from: remote, to: [path, shell]}`, `
import java.util.*;
import web.*;
class C {
  void f(Request r) {
    new java.io.Reader(r.value("a")); // !!
    Runtime.getRuntime().exec(r.value("a")); // !!
    new Reader(r.value("a"));
    String r = "";
  }
}
`)
}

func TestTypesOfWhatIsMade(t *testing.T) {
	models := `
sources: [{kind: remote, callee: source}]
sinks: [{kind: sql, callee: lib.Client.Get}]
`
	native(t, syntax.Go, models, `flow: {from: remote, to: sql}`, `package p
import "lib"
var shared = &lib.Client{}
func f() {
	shared.Get(source()) // !!
	own := lib.Client{Timeout: 3}
	own.Get(source()) // !!
	other := Server{}
	other.Get(source())
}
`)
	native(t, syntax.TypeScript, models, `flow: {from: remote, to: sql}`, `import { Client } from "lib";
class C {
  constructor(private readonly client: Client, other: Client) {}
  m() {
    this.client.Get(source()); // !!
    this.other.Get(source());
  }
}
`)
}
