package syntax

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestIncrementalEqualsFresh edits documents at random and compares each tree with one that is parsed
// from nothing.
func TestIncrementalEqualsFresh(t *testing.T) {
	for _, l := range Languages() {
		t.Run(l.Name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(5, 6))
			edits, clean, differ := 0, 0, 0
			compare := func(doc *Incremental) {
				got, err := doc.Tree(0)
				if err != nil {
					t.Fatal(err)
				}
				if got.Text() != doc.Text() {
					t.Fatal("the tree is of another text")
				}
				edits++
				want := mustParse(t, l, doc.Text())
				same := sameSubtree(got.Root(), want.Root()) && got.Root().Span() == want.Root().Span()
				if !want.Root().HasError() {
					clean++
					// Go's grammar takes the newline at the end of a file as a token or not.
					if !same && !cmp.Equal(namedNodes(got), namedNodes(want)) {
						t.Fatalf("a text without errors has another tree: %s", cmp.Diff(namedNodes(want), namedNodes(got)))
					}
				} else if !same {
					differ++
				}
			}
			for _, s := range readDir(t, l) {
				doc := NewIncremental(l, s.text)
				defer doc.Close()
				for range 120 {
					before := doc.Text()
					span, replacement := randomEdit(random, before)
					doc.Edit(span, replacement)
					if random.IntN(4) > 0 { // else two edits come before one parse
						compare(doc)
					}
					if random.IntN(3) > 0 || !strings.Contains(s.name, "roken") {
						doc.Edit(Span{span.Start, span.Start + len(replacement)}, before[span.Start:span.End])
						if doc.Text() != before {
							t.Fatal("undoing an edit gave another text")
						}
						compare(doc)
					}
				}
			}
			t.Logf("%d trees, %d without errors, all of these with equal named nodes; of the others %d differ", edits, clean, differ)
		})
	}
}

func randomEdit(random *rand.Rand, text string) (Span, string) {
	start := random.IntN(len(text) + 1)
	end := min(len(text), start+random.IntN(6))
	switch random.IntN(4) {
	case 0:
		end = start
	case 1:
		from := random.IntN(len(text) + 1)
		return Span{start, start}, text[from:min(len(text), from+random.IntN(30))]
	}
	return Span{start, end}, []string{"", "a", "x ", "\n", "(", ")", "\"", "{", "}", "\n    y = 1\n", "é", ";", ".", "#", "//"}[random.IntN(15)]
}

func TestIncrementalBeyondTheText(t *testing.T) {
	doc := NewIncremental(Go, "package p\n")
	defer doc.Close()
	for _, s := range []Span{{-5, 3}, {100, 200}, {8, 2}} {
		doc.Edit(s, "x")
		tree, err := doc.Tree(0)
		if err != nil || tree.Text() != doc.Text() {
			t.Fatalf("%v: %v", s, err)
		}
	}
}

func TestIncrementalAfterALimit(t *testing.T) {
	long := strings.Repeat("def f(x):\n    return [x, {1: 2}]\n", 20_000)
	doc := NewIncremental(Python, long)
	defer doc.Close()
	if _, err := doc.Tree(time.Microsecond); !errors.Is(err, ErrLimit) {
		t.Fatalf("parsing in a microsecond: %v", err)
	}
	doc.Edit(Span{0, len(long)}, "x = 1")
	tree, err := doc.Tree(0)
	if err != nil || tree.Root().End() != 5 {
		t.Fatalf("after a limit: %v, %v", tree, err)
	}
}

func BenchmarkIncrementalLetter(b *testing.B) {
	for _, l := range []*Language{Python, Go} {
		b.Run(l.Name, func(b *testing.B) {
			text := longFile(b, l)
			doc := NewIncremental(l, text)
			defer doc.Close()
			if _, err := doc.Tree(0); err != nil {
				b.Fatal(err)
			}
			at := strings.LastIndex(text[:len(text)/2], "return") + len("return ")
			for i := 0; b.Loop(); i++ {
				if i%2 == 0 {
					doc.Edit(Span{at, at}, "q")
				} else {
					doc.Edit(Span{at, at + 1}, "")
				}
				if _, err := doc.Tree(0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func namedNodes(tree *Tree) (out []string) {
	for n := range tree.Root().Subtree() {
		if n.IsNamed() {
			out = append(out, fmt.Sprint(n.KindName(), n.Field(), n.Span(), n.IsExtra()))
		}
	}
	return out
}
