package match

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// formulas returns n formulas of a language from the corpus, over and over.
func formulas(b *testing.B, lang string, n int) []*Formula {
	b.Helper()
	var out []*Formula
	for len(out) < n {
		for _, p := range corpus(b, lang) {
			f, err := ParseFormula(parseMapping(b, p.rule))
			if err != nil {
				continue
			}
			if _, err := Compile(f, p.lang); err == nil && len(out) < n {
				out = append(out, f)
			}
		}
	}
	return out
}

// program is code of about so many lines, made of the corpus's programs.
func program(b *testing.B, lang string, lines int) string {
	b.Helper()
	var text strings.Builder
	for k, count := 0, 0; count < lines; k++ {
		for _, p := range corpus(b, lang) {
			body := strings.TrimPrefix(p.program, "package p\n")
			if lang == "go" && strings.Contains(body, "import") {
				continue
			}
			if lang == "python" {
				body = fmt.Sprintf("def g%d():\n    %s\n", k, strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n    "))
			}
			text.WriteString(body)
			count += strings.Count(body, "\n")
		}
	}
	return text.String()
}

func BenchmarkCompile100(b *testing.B) {
	for _, lang := range []string{"go", "python"} {
		b.Run(lang, func(b *testing.B) {
			all := formulas(b, lang, 100)
			b.ResetTimer()
			for range b.N {
				for _, f := range all {
					if _, err := Compile(f, syntax.ByName(lang)); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// banned are rules as packs have most of them: calls by name, some with a condition.
func banned(b *testing.B, n int) []*Formula {
	var out []*Formula
	for i := range n {
		rule := fmt.Sprintf("pattern: mod%d.call%d(...)", i, i)
		if i%4 == 0 {
			rule = fmt.Sprintf("patterns:\n- pattern: call%d($X, ...)\n- pattern-not: call%d(\"...\", ...)", i, i)
		}
		f, err := ParseFormula(parseMapping(b, rule))
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// BenchmarkRun100 runs 100 rules over 5,000 lines: those of the corpus, which all find something, and
// those of the kind that packs are made of.
func BenchmarkRun100(b *testing.B) {
	for _, lang := range []string{"go", "python"} {
		tree := parse(b, syntax.ByName(lang), program(b, lang, 5000))
		for name, all := range map[string][]*Formula{"corpus": formulas(b, lang, 100), "calls": banned(b, 100)} {
			var ms []*Matcher
			for _, f := range all {
				m, err := Compile(f, syntax.ByName(lang))
				if err != nil {
					b.Fatal(err)
				}
				ms = append(ms, m)
			}
			x := NewIndex(syntax.ByName(lang), ms)
			b.Run(lang+"/"+name, func(b *testing.B) {
				tree.Form()
				var found []Match
				for range b.N {
					found, _ = x.Run(tree, Options{})
				}
				b.ReportMetric(float64(tree.Form().Len()), "nodes")
				b.ReportMetric(float64(len(found)), "findings")
			})
		}
	}
}

// BenchmarkForm lowers a tree of 5,000 lines to its normal form; parsing is not counted.
func BenchmarkForm(b *testing.B) {
	for _, lang := range []string{"go", "python"} {
		b.Run(lang, func(b *testing.B) {
			text := program(b, lang, 5000)
			nodes := 0
			for range b.N {
				b.StopTimer()
				tree := parse(b, syntax.ByName(lang), text)
				b.StartTimer()
				nodes = tree.Form().Len()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(nodes), "ns/node")
		})
	}
}
