package match

import (
	"errors"
	"strings"
	"testing"
)

// FuzzGeneric checks that no pattern and no text make the search run long or leave the text.
func FuzzGeneric(f *testing.F) {
	f.Add("<$TAG ...", "<a href='x'>\n  y")
	f.Add("... $X ... $X ...", "a b\n\n c b")
	f.Add("", "")
	f.Add("$X", "\xff$é")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		p := genericPlan{op: opPattern, parts: compileGeneric(pattern)}
		found, err := p.find(text)
		if err != nil && !errors.Is(err, errGenericSteps) {
			t.Fatal(err)
		}
		last := 0
		for _, s := range found {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("found %v in %q, behind %d", s, text, last)
			}
			last = s.End
		}
	})
}

// Many dots in a long line end at the bound on steps, and not later.
func TestGenericBound(t *testing.T) {
	g := genericSearch{parts: compileGeneric(strings.Repeat("... a ", 12) + "z"), words: words(strings.Repeat("a ", 5000))}
	if found, err := g.find(); len(found) != 0 || err == nil {
		t.Errorf("found %v, error %v", found, err)
	}
	if g.steps > genericSteps+2 {
		t.Errorf("%d steps", g.steps)
	}
}
