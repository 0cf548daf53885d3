package syntax

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestOutlineNamesKindsOfTheGrammar(t *testing.T) {
	// These stand in a table that several grammars share, and not in each of them.
	shared := map[string]bool{"abstract_class_declaration": true, "interface_declaration": true, "internal_module": true, "module": true, "html_comment": true}
	for _, l := range Languages() {
		o := l.Outline
		for _, names := range [][]string{o.Functions, o.Closures, o.Containers, o.Imports, o.Blocks, o.Strings, o.Comments} {
			for _, name := range names {
				if l.NamedKind(name) == 0 && !shared[name] {
					t.Errorf("%s: the grammar has no %s", l.Name, name)
				}
			}
		}
		if l.Field(o.Body) == 0 {
			t.Errorf("%s: the grammar has no field %s", l.Name, o.Body)
		}
	}
}

// TestWindowKeepsTheMember cuts windows at random places of real files: the window must have no error
// that the file has not, and the member's subtree in it must be the file's.
func TestWindowKeepsTheMember(t *testing.T) {
	for _, l := range Languages() {
		t.Run(l.Name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(3, 4))
			windows, broken, inMember := 0, 0, 0
			for _, s := range samples(t, l, 15) {
				tree := mustParse(t, l, s.text)
				for range 12 {
					at := random.IntN(len(s.text))
					w := tree.Window(Span{at, at})
					windows++
					if w.Broken {
						broken++
					}
					if checkWindow(t, s.name, tree, w, at) {
						inMember++
					}
				}
			}
			t.Logf("%d windows, %d broken, %d in a member", windows, broken, inMember)
			if inMember == 0 {
				t.Error("no window was in a member")
			}
		})
	}
}

func checkWindow(t *testing.T, name string, tree *Tree, w *Window, at int) bool {
	t.Helper()
	cutTree := mustParse(t, tree.lang, w.Text)
	if errorsIn(cutTree) > errorsIn(tree) {
		t.Errorf("%s at %d: the window has %d errors, the file %d\n%s", name, at, errorsIn(cutTree), errorsIn(tree), w.Text)
	}
	to, ok := w.ToWindow(at)
	if !ok {
		return false // between members, in a comment
	}
	if back := w.FromWindow(to); back != at {
		t.Errorf("%s: offset %d went to %d and came back as %d", name, at, to, back)
	}
	member, twin := tree.Member(at), cutTree.Member(to)
	if !member.Valid() || w.Broken || member.HasError() {
		return false
	}
	if !twin.Valid() || !sameSubtree(member, twin) {
		t.Errorf("%s at %d: the member %s changed", name, at, member.KindName())
		return false
	}
	return true
}

// sameSubtree compares kinds, fields, flags and spans, these from the start of both nodes.
func sameSubtree(a, b Node) bool {
	if a.After()-a.ID() != b.After()-b.ID() {
		return false
	}
	for i := range a.After() - a.ID() {
		x, y := a.tree.nodes[a.ID()+i], b.tree.nodes[b.ID()+i]
		if x.kind != y.kind || x.field != y.field || x.flags != y.flags || int(x.start)-a.Start() != int(y.start)-b.Start() ||
			int(x.end)-a.Start() != int(y.end)-b.Start() {
			return false
		}
	}
	return true
}

func TestWindow(t *testing.T) {
	text := "import os\nLIMIT = 3\n\n# old\ndef a(x):\n    return x\n\nclass B:\n    n = 1\n    def c(self):\n        y = 1\n        return y\n    def d(self): pass\n"
	want := "import os\nLIMIT = 3\n\ndef a(x):\n    pass\n\nclass B:\n    n = 1\n    def c(self):\n        y = 1\n        return y\n    def d(self): pass\n"
	at := strings.Index(text, "y = 1")
	w := mustParse(t, Python, text).Window(Span{at, at})
	if w.Text != want {
		t.Errorf("window:\n%s\nwant:\n%s", w.Text, want)
	}
	if _, ok := w.ToWindow(strings.Index(text, "urn x")); ok {
		t.Error("an elided body has a place in the window")
	}
	if got := w.FromWindow(strings.Index(want, "pass") + 2); got != strings.Index(text, "return x") {
		t.Errorf("an elided body stands for offset %d", got)
	}
}

func TestMember(t *testing.T) {
	text := "def a():\n    def b():\n        return 1\n    return b\nx = 1\n"
	tree := mustParse(t, Python, text)
	for at, want := range map[string]string{"return 1": "b", "return b": "a", "x = 1": ""} {
		got := ""
		if m := tree.Member(strings.Index(text, at) + 1); m.Valid() {
			got = m.ChildByFieldName("name").Text()
		}
		if got != want {
			t.Errorf("the member at %q is %q, want %q", at, got, want)
		}
	}
}

func TestWindowOfBrokenOutline(t *testing.T) {
	for _, c := range []struct {
		lang *Language
		text string
		at   string
		want bool
	}{
		{Go, "package p\nfunc a() { x( }\nfunc b() { y() }\n", "y()", false}, // in another function's body
		{Go, "package p\n}}\nfunc b() { y() }\n", "y()", true},
		{Go, "package p\nfunc b() { y() }\n", "y()", false},
	} {
		at := strings.Index(c.text, c.at)
		if w := mustParse(t, c.lang, c.text).Window(Span{at, at}); w.Broken != c.want || c.want && w.Text != c.text {
			t.Errorf("%q: broken %v, want %v", c.text, w.Broken, c.want)
		}
	}
}

// longFile returns about 5,000 lines of real code, or what the testdata give repeated.
func longFile(b testing.TB, l *Language) string {
	if l == Go {
		text, err := os.ReadFile(filepath.Join(runtime.GOROOT(), "src/go/types/testdata/../../parser/parser.go"))
		if err == nil {
			more, _ := os.ReadFile(filepath.Join(runtime.GOROOT(), "src/go/printer/nodes.go"))
			_, rest, _ := strings.Cut(string(more), "\n)\n")
			return string(text) + rest
		}
	}
	var text strings.Builder
	for _, s := range samples(b, l, 200) {
		if errorsIn(mustParse(b, l, s.text)) == 0 && (l != Go || text.Len() == 0) && len(s.text) > 8<<10 {
			text.WriteString(s.text + "\n")
		}
		if strings.Count(text.String(), "\n") > 5000 {
			break
		}
	}
	return text.String()
}

func BenchmarkWindow(b *testing.B) {
	for _, l := range []*Language{Python, Go, Java} {
		b.Run(l.Name, func(b *testing.B) {
			text := longFile(b, l)
			tree := mustParse(b, l, text)
			var w *Window
			for b.Loop() {
				w = tree.Window(Span{len(text) / 2, len(text) / 2})
			}
			b.ReportMetric(float64(strings.Count(text, "\n")), "lines")
			b.ReportMetric(float64(strings.Count(w.Text, "\n")), "window-lines")
			b.ReportMetric(float64(len(w.Text)), "window-bytes")
		})
	}
}

func BenchmarkWindowParse(b *testing.B) {
	for _, l := range []*Language{Python, Go, Java} {
		b.Run(l.Name, func(b *testing.B) {
			text := longFile(b, l)
			w := mustParse(b, l, text).Window(Span{len(text) / 2, len(text) / 2})
			for b.Loop() {
				mustParse(b, l, w.Text)
			}
		})
	}
}
