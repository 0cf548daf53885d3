package match

import (
	"math/rand"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestSettledStays extends findings that are settled by random code that parses: none may be lost.
// A finding is settled at an offset if its extent ends before it, or right there and is sealed.
func TestSettledStays(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	tried, settled := 0, 0
	for _, lang := range languages(t) {
		pairs := corpus(t, lang)
		for _, p := range pairs {
			f, err := ParseFormula(parseMapping(t, p.rule))
			if err != nil {
				continue
			}
			m, err := Compile(f, p.lang)
			if err != nil {
				continue
			}
			tree := parse(t, p.lang, p.program)
			if tree.Root().HasError() {
				continue
			}
			for _, found := range run(m, tree) {
				a, b := extend(t, random, pairs, p, m, found)
				tried, settled = tried+a, settled+b
			}
		}
	}
	t.Logf("%d extensions of findings, %d of settled ones parsed", tried, settled)
	if settled < 1000 {
		t.Errorf("only %d extensions were tried", settled)
	}
}

func parse(t testing.TB, lang *syntax.Language, text string) *syntax.Tree {
	t.Helper()
	tree, err := syntax.Parse(lang, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func run(m *Matcher, tree *syntax.Tree) []Match {
	found, _ := NewIndex(tree.Language(), []*Matcher{m}).Run(tree, Options{})
	return found
}

// extend inserts code at random offsets where the finding is settled, and keeps or drops what follows.
func extend(t *testing.T, random *rand.Rand, pairs []pair, p pair, m *Matcher, found Match) (tried, settled int) {
	for range 15 {
		at := found.Extent.End + random.Intn(len(p.program)-found.Extent.End+1)
		if at == found.Extent.End && !found.Sealed {
			continue
		}
		tried++
		text := p.program[:at] + fragment(random, pairs) + p.program[at:]
		if random.Intn(3) == 0 {
			text = p.program[:at] + fragment(random, pairs) + closing(p.program[:at])
		}
		tree := parse(t, p.lang, text)
		if tree.Root().HasError() {
			continue
		}
		settled++
		kept := false
		for _, f := range run(m, tree) {
			kept = kept || f.Span == found.Span
		}
		if !kept {
			t.Errorf("%s/%s: the finding at %v, extent %v, sealed %v, is lost in\n%s\n%s<<inserted at %d>>", p.lang.Name, p.name, found.Span, found.Extent, found.Sealed, p.rule, text, at)
			return tried, settled
		}
	}
	return tried, settled
}

// closing closes the braces and parentheses that a text leaves open, roughly.
func closing(text string) string {
	out := ""
	for _, c := range text {
		switch c {
		case '(', '{':
			out = string(map[rune]rune{'(': ')', '{': '}'}[c]) + out
		case ')', '}':
			if out != "" {
				out = out[1:]
			}
		}
	}
	return "\n" + out
}

// fragment is a piece of some program: a few of its lines, an expression, or an end of a chain.
func fragment(random *rand.Rand, pairs []pair) string {
	lines := strings.SplitAfter(pairs[random.Intn(len(pairs))].program, "\n")
	from := random.Intn(len(lines))
	piece := strings.Join(lines[from:min(from+1+random.Intn(3), len(lines))], "")
	return []string{piece, "\n" + piece, "\n    " + piece, ".b()", " + 1", "(x)", "\n", ";\n", " = 1", ", y", "[0]", ":\n    pass\n", " {}\n"}[random.Intn(13)]
}
