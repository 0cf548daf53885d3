package packs

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A set that has seen the texts before an edit finds what a new one finds.
func TestEditsInOrder(t *testing.T) {
	pack := Builtin()
	seen := rules.NewSet(pack)
	rounds := 12
	if testing.Short() {
		rounds = 2
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range entries {
		lang := syntax.ByName(dir.Name())
		if lang == nil {
			continue
		}
		random := rand.New(rand.NewPCG(1, uint64(len(dir.Name()))))
		text := strings.SplitAfter(fixtureText(t, lang), "\n")
		text = text[:min(len(text), 400)]
		for round := range rounds {
			text = edited(random, text)
			code := strings.Join(text, "")
			if got, want := foundBy(t, seen, lang, code), foundBy(t, rules.NewSet(pack), lang, code); !slices.Equal(got, want) {
				t.Fatalf("%s, round %d: the set that saw the text before finds\n%q, a new one\n%q\nin\n%s", lang.Name, round, got, want, code)
			}
		}
	}
}

// edited returns lines after some were dropped, doubled or swapped.
func edited(random *rand.Rand, lines []string) []string {
	lines = slices.Clone(lines)
	for range 1 + random.IntN(3) {
		i, j := random.IntN(len(lines)), random.IntN(len(lines))
		switch random.IntN(3) {
		case 0:
			lines = slices.Delete(lines, i, i+1)
		case 1:
			lines = slices.Insert(lines, i, lines[j])
		default:
			lines[i], lines[j] = lines[j], lines[i]
		}
	}
	return lines
}

func foundBy(t *testing.T, set *rules.Set, lang *syntax.Language, code string) (out []string) {
	t.Helper()
	tree, err := syntax.Parse(lang, code, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, unmask := range []bool{false, true} {
		for _, f := range set.Check(tree, rules.CheckOptions{Unmask: unmask}).Findings {
			out = append(out, fmt.Sprint(unmask, f.Rule.ID, f.Span, f.Trace))
		}
	}
	return out
}
