package syntax

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
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
			compare := func(doc *Incremental, text string) {
				got, err := doc.Parse(text, 0)
				if err != nil {
					t.Fatal(err)
				}
				if got.Text() != text {
					t.Fatal("the tree is of another text")
				}
				if edits++; !slices.Equal(got.nodes, l.tree(doc.tree, text).nodes) {
					t.Fatal("what was taken from the version before is not what this one has")
				}
				want := mustParse(t, l, text)
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
				doc, text := NewIncremental(l), s.text
				defer doc.Close()
				for range 120 {
					span, replacement := randomEdit(random, text)
					edited := text[:span.Start] + replacement + text[span.End:]
					if random.IntN(4) > 0 { // else two edits come before one parse
						compare(doc, edited)
					}
					if random.IntN(3) > 0 || !strings.Contains(s.name, "roken") {
						compare(doc, text)
					} else {
						text = edited
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

func TestIncrementalAfterALimit(t *testing.T) {
	long := strings.Repeat("def f(x):\n    return [x, {1: 2}]\n", 20_000)
	doc := NewIncremental(Python)
	defer doc.Close()
	if _, err := doc.Parse(long, time.Microsecond); !errors.Is(err, ErrLimit) {
		t.Fatalf("parsing in a microsecond: %v", err)
	}
	tree, err := doc.Parse("x = 1", 0)
	if err != nil || tree.Root().End() != 5 {
		t.Fatalf("after a limit: %v, %v", tree, err)
	}
}

func TestIncrementalAfterClose(t *testing.T) {
	doc := NewIncremental(Go)
	for _, text := range []string{"package p\n", "package q\n"} {
		tree, err := doc.Parse(text, 0)
		if err != nil || tree.Text() != text {
			t.Fatalf("%q: %v", text, err)
		}
		doc.Close()
	}
}

func BenchmarkIncrementalLetter(b *testing.B) {
	for _, l := range []*Language{Python, Go} {
		b.Run(l.Name, func(b *testing.B) {
			text := longFile(b, l)
			doc := NewIncremental(l)
			defer doc.Close()
			if _, err := doc.Parse(text, 0); err != nil {
				b.Fatal(err)
			}
			at := strings.LastIndex(text[:len(text)/2], "return") + len("return ")
			versions := [2]string{text[:at] + "q" + text[at:], text}
			for i := 0; b.Loop(); i++ {
				if _, err := doc.Parse(versions[i%2], 0); err != nil {
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
