package local

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestLayout(t *testing.T) {
	const text = "def f(a,\n      b):\n    if a:\n        return 1\n\n    # a remark\n    return 2\nx = 'a b'\n"
	names := map[token]string{lineSame: "=", lineIn: ">", lineOut: "<", blankOut: "_<"}
	var got []string
	l := newVocabulary().lexicon()
	newReader(syntax.Python).read(text, l.token, func(s symbol) {
		if s.token.isLine() {
			got = append(got, names[s.token])
			return
		}
		got = append(got, l.text(s.token))
	})
	want := "def f ( a , > b ) : < if a : > return 1 _< return 2 < x = 'a b'"
	if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
		t.Error(diff)
	}
}

func TestImportsAreModules(t *testing.T) {
	for _, x := range []struct {
		lang *syntax.Language
		text string
		want []string
	}{
		{syntax.Python, "import os\nfrom a.b import c\nx = d\n", []string{"os", "a", "b", "c"}},
		{syntax.Go, "package p\n\nimport (\n\t\"fmt\"\n\t\"net/http\"\n)\n\nvar x = \"y\"\n", []string{"fmt", "http"}},
		{syntax.JavaScript, "import { a } from \"b\";\nlet c = 1;\n", []string{"a"}},
	} {
		l := newVocabulary().lexicon()
		var got []string
		newReader(x.lang).read(x.text, l.token, func(s symbol) {
			if s.imports != boundary {
				got = append(got, l.text(s.imports))
			}
		})
		if diff := cmp.Diff(x.want, got); diff != "" {
			t.Errorf("%s: %s", x.lang.Name, diff)
		}
	}
}
