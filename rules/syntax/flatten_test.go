package syntax

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	sitter "github.com/smacker/go-tree-sitter"
)

// slowNode is a node as the binding's own walk sees it.
type slowNode struct {
	kind, field                   string
	start, end, parent            int
	named, missing, extra, failed bool
}

func slowWalk(root *sitter.Node) (out []slowNode) {
	var walk func(n *sitter.Node, field string, parent int)
	walk = func(n *sitter.Node, field string, parent int) {
		self := len(out)
		out = append(out, slowNode{
			n.Type(), field, int(n.StartByte()), int(n.EndByte()), parent,
			n.IsNamed(), n.IsMissing(), n.IsExtra(), n.HasError(),
		})
		for i := range int(n.ChildCount()) {
			walk(n.Child(i), n.FieldNameForChild(i), self)
		}
	}
	walk(root, "", -1)
	return out
}

func fastWalk(tree *Tree) (out []slowNode) {
	names := map[Field]string{}
	for name, f := range tree.lang.fields {
		names[f] = name
	}
	for n := range tree.Root().Subtree() {
		parent := -1
		if p := n.Parent(); p.Valid() {
			parent = p.ID()
		}
		out = append(out, slowNode{
			n.KindName(), names[n.Field()], n.Start(), n.End(), parent,
			n.IsNamed(), n.IsMissing(), n.IsExtra(), n.HasError(),
		})
	}
	return out
}

func TestFlattenEqualsSlowWalk(t *testing.T) {
	for _, l := range Languages() {
		t.Run(l.Name, func(t *testing.T) {
			nodes, errors, missing := 0, 0, 0
			for _, s := range samples(t, l, 8) {
				parsed, err := l.parse(nil, s.text, 0)
				if err != nil {
					t.Fatal(err)
				}
				want, got := slowWalk(parsed.RootNode()), fastWalk(l.tree(parsed, s.text))
				parsed.Close()
				if len(got) != len(want) {
					t.Fatalf("%s: %d nodes, want %d", s.name, len(got), len(want))
				}
				for i := range got {
					if want[i].extra {
						// The binding gives a comment or error between a field's children that field,
						// though no rule of the grammar put it there. A tree's extras fill no field.
						want[i].field = ""
					}
					if got[i] != want[i] {
						t.Fatalf("%s: node %d\n got %+v\nwant %+v", s.name, i, got[i], want[i])
					}
					if want[i].kind == "ERROR" {
						errors++
					}
					if want[i].missing {
						missing++
					}
				}
				nodes += len(got)
			}
			t.Logf("%d nodes equal, %d of them errors and %d missing", nodes, errors, missing)
			if errors == 0 {
				t.Error("no file had an error")
			}
		})
	}
}

// checkTree is what must hold of the tree of any text.
func checkTree(t *testing.T, tree *Tree) {
	for i := range tree.Len() {
		n := tree.Node(i)
		if n.Start() < 0 || n.End() < n.Start() || n.End() > len(tree.Text()) {
			t.Fatalf("node %d %s spans %v of %d bytes", i, n.KindName(), n.Span(), len(tree.Text()))
		}
		_ = n.Text()
		if n.After() <= i || n.After() > tree.Len() {
			t.Fatalf("node %d ends at node %d of %d", i, n.After(), tree.Len())
		}
		if p := n.Parent(); p.Valid() != (i > 0) {
			t.Fatalf("node %d has parent %v", i, p)
		} else if p.Valid() && (!p.Span().Contains(n.Span()) || p.ID() >= i || n.After() > p.After()) {
			t.Fatalf("node %d %s %v is not inside its parent %d %s %v", i, n.KindName(), n.Span(), p.ID(), p.KindName(), p.Span())
		}
		at := n.ID() + 1
		for c := range n.Children() {
			if c.ID() != at || c.Parent() != n {
				t.Fatalf("child %d of node %d: want node %d", c.ID(), i, at)
			}
			at = c.After()
		}
		if at != n.After() {
			t.Fatalf("the children of node %d end at %d, not at %d", i, at, n.After())
		}
	}
}

func FuzzParse(f *testing.F) {
	for i, l := range Languages() {
		for _, s := range readDir(f, l) {
			f.Add(uint8(i), s.text, uint16(len(s.text)/2))
		}
		f.Add(uint8(i), "\xff\xfe(\x00{\"", uint16(3))
	}
	f.Fuzz(func(t *testing.T, i uint8, text string, at uint16) {
		l := Languages()[int(i)%len(Languages())]
		tree, err := Parse(l, text, 0)
		if errors.Is(err, ErrLimit) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkTree(t, tree)
		offset := min(int(at), len(text))
		tree.Member(offset)
		tree.At(Span{offset, offset})
		w := tree.Window(Span{offset, offset})
		if to, ok := w.ToWindow(offset); ok && w.FromWindow(to) != offset {
			t.Fatalf("offset %d went to %d and came back as %d", offset, to, w.FromWindow(to))
		}
		l.Close(text[:offset], text[offset:])
	})
}

func TestReadersShareATree(t *testing.T) {
	tree := mustParse(t, Go, readDir(t, Go)[1].text)
	want := fmt.Sprint(fastWalk(tree))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				if fmt.Sprint(fastWalk(tree)) != want {
					t.Error("two readers saw different trees")
				}
				tree.Window(Span{100, 120})
			}
		})
	}
	wait.Wait()
}

func TestHostileTexts(t *testing.T) {
	for _, l := range Languages() {
		for name, text := range map[string]string{
			"nested brackets": strings.Repeat("(", 100_000),
			"balanced":        strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000),
			"long line":       "x = " + strings.Repeat("a + ", 1<<18) + "a",
			"long name":       strings.Repeat("a", 1<<20),
			"no text":         "",
			"other closers":   strings.Repeat("(", 50_000) + strings.Repeat("]", 50_000),
			"holes":           strings.Repeat("`${", 50_000) + strings.Repeat("f'''{", 50_000),
			"words":           strings.Repeat("lambda if for ? ", 30_000),
			"elements":        strings.Repeat("<a>", 30_000) + strings.Repeat("<a b={", 30_000),
			"directives":      strings.Repeat("#if x\n", 30_000),
			"blocks":          strings.Repeat("if x {\n", 30_000),
		} {
			tree, err := Parse(l, text, 200*time.Millisecond)
			if err == nil {
				checkTree(t, tree)
			} else if !errors.Is(err, ErrLimit) {
				t.Errorf("%s, %s: %v", l.Name, name, err)
			}
			l.Close(text, "")
			l.Close("", text)
			l.Close(text, strings.Repeat(")", 1000))
		}
	}
}

func TestCutParseLeavesNothingBehind(t *testing.T) {
	long := strings.Repeat("def f(x):\n    return [x, {1: 2}]\n", 20_000)
	for range 20 {
		if _, err := Parse(Python, long, time.Microsecond); !errors.Is(err, ErrLimit) {
			t.Fatalf("parsing in a microsecond: %v", err)
		}
		tree := mustParse(t, Python, "x = 1")
		if got := tree.Root().End(); got != 5 || tree.Root().HasError() {
			t.Fatalf("the next parse ends at %d", got)
		}
	}
}

func TestTextTooLarge(t *testing.T) {
	if _, err := Parse(Go, strings.Repeat(" ", MaxText+1), 0); err == nil {
		t.Error("a text beyond MaxText was parsed")
	}
}

func BenchmarkFlatten(b *testing.B) {
	for _, l := range []*Language{Python, Go} {
		b.Run(l.Name, func(b *testing.B) {
			text := longFile(b, l)
			parser := sitter.NewParser()
			defer parser.Close()
			parser.SetLanguage(l.grammar)
			parsed, err := parser.ParseCtx(context.Background(), nil, []byte(text))
			if err != nil {
				b.Fatal(err)
			}
			defer parsed.Close()
			count := 0
			for b.Loop() {
				count = l.tree(parsed, text).Len()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(count), "ns/node")
			b.ReportMetric(float64(count), "nodes")
		})
	}
}
