package flow

import (
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// FuzzRun runs the standard rule on any text in any language: it must end, and what it finds must lie in the
// text, with a source first and the sink last.
func FuzzRun(f *testing.F) {
	for i := range syntax.Languages() {
		f.Add(i, "def f(a):\n    x = source()\n    try:\n        sink(x)\n    finally:\n        return\n")
		f.Add(i, "function f({a, b: [c = source()]}, ...d) { l: for (;;) { sink(c); continue l } switch (a) { case 1: default: } }")
		f.Add(i, "package p\nfunc (r *T) f() (x string, err error) { x, err = source(); defer sink(x); goto a; a: select { case v := <-c: } }")
		f.Add(i, "class A { int f() { int x = switch (q) { case 1 -> source(); default -> { yield 2; } }; sink(x); } }")
		f.Add(i, "int f(char *p) { *p = source(); p->x[1].y = 2; sink(p")
	}
	f.Fuzz(func(t *testing.T, i int, code string) {
		all := syntax.Languages()
		lang := all[((i%len(all))+len(all))%len(all)]
		tree, err := syntax.Parse(lang, code, 0)
		if err != nil {
			return
		}
		models, _ := ParseModels(fuzzModels)
		rules := []*Rule{compileRule(t, lang, standard), compileRule(t, lang, "flow: {from: [remote, parameter], to: sql}")}
		found, _ := NewIndex(lang, rules, models).Run(tree, Options{Calls: true})
		for _, x := range found {
			if x.Span.Start < 0 || x.Span.End > len(code) || x.Span.Start > x.Span.End || x.Extent.End > len(code) {
				t.Errorf("the finding %v with extent %v is not in %d bytes", x.Span, x.Extent, len(code))
			}
			if n := len(x.Trace); n < 2 || x.Trace[0].Kind != StepSource || x.Trace[n-1].Kind != StepSink {
				t.Errorf("the trace %v does not lead from a source to a sink", x.Trace)
			}
		}
	})
}

var fuzzModels = mustParse(`
sources: [{kind: remote, callee: source}, {kind: parameter, of: public-function}]
sinks: [{kind: sql, callee: sink}, {kind: sql, assign: T.y, unresolved: name}]
steps: [{callee: T.a, from: arguments, to: [receiver, return], unresolved: name}]
guards: [{kind: sql, callee: ok}]
types: [{callee: new, returns: T}]
`)

func mustParse(text string) ast.Node {
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		panic(err)
	}
	return file.Docs[0].Body
}

// FuzzParse reads any text as a taint rule and as models: they are read, or there is an error.
func FuzzParse(f *testing.F) {
	f.Add(standard)
	f.Add("flow: {from: [a], to: b}")
	f.Add("mode: taint\npattern-sources: [{pattern: a, label: A, requires: (B and not C) or D}]\npattern-sinks: [{pattern: b, by-side-effect: only}]")
	f.Add("sources: [{kind: a, callee: b, port: out 1}]\nsteps: [{callee: a, from: [argument x, receiver], to: return}]")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := parser.ParseBytes([]byte(text), 0)
		if err != nil || len(file.Docs) == 0 || file.Docs[0].Body == nil {
			return
		}
		ParseModels(file.Docs[0].Body)
		m, ok := file.Docs[0].Body.(*ast.MappingNode)
		if !ok || !IsTaint(m) {
			return
		}
		if spec, err := Parse(m); err == nil {
			_, _ = Compile(spec, syntax.Python)
		}
	})
}
