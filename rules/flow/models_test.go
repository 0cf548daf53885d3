package flow

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml/parser"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func parseModels(t testing.TB, text string) (*Models, []*RowError) {
	t.Helper()
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		t.Fatal(err)
	}
	return ParseModels(file.Docs[0].Body)
}

func TestWrongRows(t *testing.T) {
	_, errs := parseModels(t, `sources:
  - {kind: remote}
  - {kind: remote, callee: f, access: g}
  - {callee: f}
  - {kind: remote, assign: a.b}
  - {kind: remote, callee: f, port: nowhere}
  - {kind: parameter, of: everything}
sinks:
  - {kind: sql, callee: f, port: return}
  - {kind: sql, callee: f, unresolved: maybe}
types:
  - {callee: f}
wells: []
steps:
  - {callee: f, from: receiver, to: return, key: argument text}
`)
	want := []struct {
		line int
		text string
	}{
		{2, "it needs one of"}, {3, "both access"}, {4, "needs a kind"}, {5, "assign has no meaning"}, {6, "no port"}, {7, "public-function or main"},
		{9, "no place where data goes in"}, {10, "name or skip"}, {12, "needs returns"}, {13, "no section wells"}, {15, "key names arguments"},
	}
	if len(errs) != len(want) {
		t.Fatalf("%d errors, want %d: %v", len(errs), len(want), errs)
	}
	for i, w := range want {
		if errs[i].Line != w.line || !strings.Contains(errs[i].Error(), w.text) {
			t.Errorf("line %d: %v; want line %d: %s", errs[i].Line, errs[i], w.line, w.text)
		}
	}
}

// native runs a rule of the native form with models.
func native(t *testing.T, lang *syntax.Language, models, rule, code string) {
	t.Helper()
	m, errs := parseModels(t, models)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	tree, err := syntax.Parse(lang, code, 0)
	if err != nil {
		t.Fatal(err)
	}
	found, _ := NewIndex(lang, []*Rule{compileRule(t, lang, rule)}, m).Run(tree, Options{})
	lines := map[int]bool{}
	for _, f := range found {
		lines[strings.Count(code[:f.Span.Start], "\n")] = true
	}
	for i, l := range strings.Split(code, "\n") {
		if want := strings.HasSuffix(l, "!!"); want != lines[i] {
			t.Errorf("line %d: found %v, want %v: %s", i+1, lines[i], want, l)
		}
	}
}

func TestRowForms(t *testing.T) {
	native(t, syntax.Python, `
sources:
  - {kind: remote, access: web.request.args}
  - {kind: remote, callee: web.read}
  - {kind: remote, callee: web.into, port: out 0}
  - {kind: remote, annotation: web.handler}
  - {kind: other, callee: web.other}
sinks:
  - {kind: sql, callee: db.Cursor.run, port: argument 0}
  - {kind: sql, callee: db.Cursor.named, port: argument text}
  - {kind: sql, callee: db.Cursor.loose, unresolved: name}
  - {kind: sql, callee: run, port: argument 1}
  - {kind: html, assign: Page.body, unresolved: name}
sanitizers:
  - {kind: html, callee: escape}
  - {callee: number}
guards:
  - {kind: sql, callee: is_safe, holds: true}
  - {kind: sql, callee: is_bad, holds: false}
steps:
  - {callee: pick, from: argument 0, to: return}
  - {callee: Bag.put, from: argument 0, to: receiver, unresolved: name}
types:
  - {callee: db.open, returns: db.Cursor}
`, `flow: {from: remote, to: sql}`, `
from web import request, read, handler
import web as w
import db

c = db.open()
run(1, request.args) # !!
run(request.args, 1)
c.run(read()) # !!
c.run("a", read())
c.named(text=read()) # !!
c.named(other=read())
x.run(read())
x.loose(read()) # !!
c.run(w.other())
c.run(escape(read())) # !!
c.run(number(read()))

def f(buf, y):
    w.into(buf)
    c.run(buf) # !!
    c.run(pick(y, read()))
    c.run(pick(read(), y)) # !!
    bag.put(read())
    c.run(bag) # !!

@handler
def g(a):
    c.run(a) # !!
    if is_safe(a):
        c.run(a)
    elif is_bad(a):
        c.run(a) # !!
    else:
        c.run(a)

def h():
    a = read()
    if a == "x" or a == "y":
        c.run(a)
    if a in ("p", "q"):
        c.run(a)
    if a in read():
        c.run(a) # !!
    if not is_safe(a):
        return
    c.run(a)
    page.body = a
`)
	native(t, syntax.JavaScript, `
sources: [{kind: remote, access: req.query}]
sinks: [{kind: html, assign: Element.innerHTML, unresolved: name}]
`, `flow: {from: [remote], to: [html]}`, `
function f(req, el) {
  el.innerHTML = req.query.x; // !!
  el.title = req.query.x;
  el.innerHTML = "x";
}
`)
}

func TestPublicFunctions(t *testing.T) {
	models := `
sources: [{kind: parameter, of: public-function}]
sinks: [{kind: sql, callee: run}]
`
	rule := `flow: {from: parameter, to: sql}`
	native(t, syntax.Python, models, rule, `
def f(a):
    run(a) # !!
def _g(a):
    run(a)
class C:
    def m(self, b):
        run(b) # !!
        run(self)
    def _n(self, b):
        run(b)
`)
	native(t, syntax.Go, models, rule, "package p\nfunc F(a string) { run(a) } // !!\nfunc f(a string) { run(a) }\n")
	native(t, syntax.Java, models, rule, "class A {\n  public void f(String a) { run(a); } // !!\n  void g(String a) { run(a); }\n}\n")
	native(t, syntax.C, models, rule, "void f(char *a) { run(a); } // !!\nstatic void g(char *a) { run(a); }\n")
	native(t, syntax.JavaScript, models, rule, "export function f(a) { run(a); } // !!\nfunction g(a) { run(a); }\n")
}
