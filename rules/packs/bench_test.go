package packs

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := rules.Load(files, "."); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCheck runs a language's pack over all its fixtures, many times in one text: a text with far
// more findings than code has.
func BenchmarkCheck(b *testing.B) {
	set := rules.NewSet(Builtin())
	for _, lang := range []*syntax.Language{syntax.Python, syntax.Go, syntax.Java} {
		b.Run(lang.Name, func(b *testing.B) {
			text := strings.Repeat(fixtureText(b, lang), 10)
			tree, err := syntax.Parse(lang, text, 0)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if report := set.Check(tree, rules.CheckOptions{}); len(report.Findings) == 0 {
					b.Fatal("nothing was found")
				}
			}
		})
	}
}

func fixtureText(b testing.TB, lang *syntax.Language) string {
	entries, err := files.ReadDir(lang.Name)
	if err != nil {
		b.Fatal(err)
	}
	var all strings.Builder
	for _, e := range entries {
		if syntax.ByPath(e.Name()) == lang {
			text, err := files.ReadFile(lang.Name + "/" + e.Name())
			if err != nil {
				b.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.String()
}
