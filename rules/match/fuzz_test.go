package match

import (
	"slices"
	"testing"
	"time"

	"github.com/goccy/go-yaml/parser"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// seeds adds the corpus to a fuzz target.
func seeds(f *testing.F, add func(p pair)) {
	for _, lang := range languages(f) {
		for _, p := range corpus(f, lang) {
			add(p)
		}
	}
}

// FuzzFormula feeds any text to the reader of rule bodies.
func FuzzFormula(f *testing.F) {
	seeds(f, func(p pair) { f.Add(p.rule) })
	for _, s := range []string{"call: {callee: f, argument: {name: a, forbid: /x/}}", "match: {all: [a, {not: b}], where: [{focus: $X}]}", "patterns: 1", "pattern: {pattern: {pattern: a}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, err := parser.ParseBytes([]byte(text), 0)
		if err != nil || len(file.Docs) == 0 {
			return
		}
		m := asMapping(file.Docs[0].Body)
		if m == nil {
			return
		}
		if formula, err := ParseFormula(m); err == nil && len(text) < 2000 {
			_, _ = Compile(formula, syntax.Python)
		}
	})
}

// FuzzPattern feeds any text to the compiler of patterns, in every language.
func FuzzPattern(f *testing.F) {
	seeds(f, func(p pair) { f.Add(p.rule) })
	for _, s := range []string{"$X", "...", "<... $X ...>", "($X : int)", "(T $X).f()", "f($...A)", `"=~/a/"`, "{..., a: 1}", "`${...}`", "<... <... a", "((((", "$X = <... \"", "@$D\n$F"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 500 {
			return
		}
		for _, lang := range syntax.Languages() {
			_, _ = compilePattern(lang, text, &variables{})
		}
	})
}

// FuzzMatch runs any rule over any text in any language: it ends in bounded time, and every match lies
// in the text with its extent around it.
func FuzzMatch(f *testing.F) {
	seeds(f, func(p pair) { f.Add(uint8(slices.Index(syntax.Languages(), p.lang)), p.rule, p.program) })
	f.Add(uint8(3), "patterns:\n- pattern: $X\n- pattern-inside: |\n    ...\n    $Y\n    ...", "{ a; b; { c; d } }")
	f.Fuzz(func(t *testing.T, which uint8, rule, code string) {
		if len(rule) > 1000 || len(code) > 3000 {
			return
		}
		lang := syntax.Languages()[int(which)%len(syntax.Languages())]
		file, err := parser.ParseBytes([]byte(rule), 0)
		if err != nil || len(file.Docs) == 0 || asMapping(file.Docs[0].Body) == nil {
			return
		}
		formula, err := ParseFormula(asMapping(file.Docs[0].Body))
		if err != nil {
			return
		}
		m, err := Compile(formula, lang)
		if err != nil {
			return
		}
		tree, err := syntax.Parse(lang, code, time.Second)
		if err != nil {
			return
		}
		checkRun(t, lang, m, tree)
	})
}

func checkRun(t *testing.T, lang *syntax.Language, m *Matcher, tree *syntax.Tree) {
	start := time.Now()
	found, _ := NewIndex(lang, []*Matcher{m}).Run(tree, Options{Deadline: start.Add(2 * time.Second)})
	if d := time.Since(start); d > 8*time.Second {
		t.Errorf("a run took %v with a deadline of 2 s", d)
	}
	for _, f := range found {
		if f.Span.Start < 0 || f.Span.End > len(tree.Text()) || f.Span.Start > f.Span.End {
			t.Errorf("a match spans %v of %d bytes", f.Span, len(tree.Text()))
		}
		if f.Extent.Start > f.Span.Start || f.Extent.End < f.Span.End && m.plan.focus == nil {
			t.Errorf("the extent %v does not hold the span %v", f.Extent, f.Span)
		}
		for name, b := range f.Bindings {
			if b.Span.End > len(tree.Text()) || b.Span.Start > b.Span.End {
				t.Errorf("%s spans %v", name, b.Span)
			}
		}
	}
}
