package syntax

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// errorsIn counts the errors and missing nodes of a tree.
func errorsIn(tree *Tree) (count int) {
	for n := range tree.Root().Subtree() {
		if n.IsError() || n.IsMissing() {
			count++
		}
	}
	return count
}

func mustParse(t testing.TB, l *Language, text string) *Tree {
	t.Helper()
	tree, err := Parse(l, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// A cut says what of a file's text stands before and after the cursor.
type cut struct {
	name string
	rest func(text string, at int) string
}

var cuts = []cut{
	{"all of the rest", func(text string, at int) string { return text[at:] }},
	{"the lines below", func(text string, at int) string {
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			return text[at+i:]
		}
		return ""
	}},
	{"nothing", func(string, int) string { return "" }},
}

// TestCloseRealFiles cuts real files at lexeme boundaries and counts how often what Close gives makes the
// text parse with no more errors than the whole file has.
func TestCloseRealFiles(t *testing.T) {
	floors := map[string][3]float64{}
	for _, l := range Languages() {
		t.Run(l.Name, func(t *testing.T) {
			for i, c := range cuts {
				good, all, bad := closeShare(t, l, c)
				share := 100 * float64(good) / float64(all)
				t.Logf("after the cursor %s: %.1f%% of %d cuts parse", c.name, share, all)
				for _, b := range bad[:min(len(bad), 12)] {
					t.Log(b)
				}
				if share < floors[l.Name][i] {
					t.Errorf("after the cursor %s: %.1f%% is below the floor of %.1f%%", c.name, share, floors[l.Name][i])
				}
			}
		})
	}
}

func closeShare(t *testing.T, l *Language, c cut) (good, all int, bad []string) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, s := range samples(t, l, 12) {
		if strings.Contains(strings.ToLower(s.name), "broken") || len(s.text) > 24<<10 {
			continue
		}
		had := errorsIn(mustParse(t, l, s.text))
		if had > 0 {
			continue
		}
		var ends []int
		for x := range l.Lex(s.text) {
			if x.Kind != LexSpace {
				ends = append(ends, x.Span.End)
			}
		}
		for range 25 {
			at := ends[random.IntN(len(ends))]
			before, after := s.text[:at], c.rest(s.text, at)
			closing := l.Close(before, after)
			all++
			if errorsIn(mustParse(t, l, before+closing.Placeholder+closing.Text+after)) == 0 {
				good++
				continue
			}
			bad = append(bad, fmt.Sprintf("…%q│ %q %q", before[max(0, len(before)-70):], closing.Placeholder, closing.Text))
		}
	}
	return good, all, bad
}
