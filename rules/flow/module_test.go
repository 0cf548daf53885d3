package flow

import (
	"reflect"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// padded returns the text with a statement added at the start of each body of a named function.
func padded(form *syntax.Form) string {
	text := form.Tree().Text()
	for i := int32(form.Len()) - 1; i > 0; i-- {
		if !isBody(form, i) {
			continue
		}
		at := form.Span(i).Start
		if strings.HasPrefix(text[at:], "{") {
			text = text[:at+1] + " pad(1); " + text[at+1:]
		} else if line := strings.LastIndexByte(text[:at], '\n') + 1; strings.TrimSpace(text[line:at]) == "" {
			text = text[:at] + "pad(1)\n" + text[line:at] + text[at:]
		}
	}
	return text
}

// What was lowered of a file's own code, moved to where it stands after bodies of functions changed, is what lowering
// the changed file gives.
func TestModuleMoves(t *testing.T) {
	for _, name := range corpusLanguages(t) {
		lang, kept := syntax.ByName(name), 0
		for _, p := range pairsOf(t, name) {
			code := p.program + "\n" + strings.Replace(p.program, "(", "2(", 1) // functions that others follow
			before, err := syntax.Parse(lang, code, 0)
			if err != nil {
				t.Fatal(err)
			}
			changed := padded(before.Form())
			after, err := syntax.Parse(lang, changed, 0)
			if err != nil {
				t.Fatal(err)
			}
			if changed == code {
				continue
			}
			c := newCache(nil)
			c.module(before.Form())
			got, want := c.module(after.Form()).shape, lower(after.Form(), 0, nil).shape
			if len(c.modules.young) == 1 {
				kept++
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s/%s: moved code is not what lowering gives:\n%s", name, p.name, changed)
			}
		}
		if kept < 20 {
			t.Errorf("%s: the file's own code was kept in %d programs: too few to tell", name, kept)
		}
	}
}

// What stands outside of bodies is told apart.
func TestModuleChanges(t *testing.T) {
	texts := []string{
		"x = source()\ndef f(a=1):\n    return x\nsink(x)\n", "x = source()\ndef f(a=2):\n    return x\nsink(x)\n",
		"x = clean()\ndef f(a=1):\n    return x\nsink(x)\n", "x = source()\ndef f(a=1):\n    return x\n    sink(x)\n",
		"x = source()\n@d\ndef f(a=1):\n    return x\nsink(x)\n", "x = source()\nif x:\n    def f(a=1):\n        return x\nsink(x)\n",
		"x = source()\nclass C:\n    def f(a=1):\n        return x\nsink(x)\n", "x = source()\ng = lambda a: x\nsink(x)\n", "x = source()\ng = lambda a: 1\nsink(x)\n",
	}
	c := newCache(nil)
	for _, text := range texts {
		tree, err := syntax.Parse(syntax.Python, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		c.module(tree.Form())
	}
	if got := len(c.modules.young); got != len(texts) {
		t.Errorf("%d of %d texts are told apart", got, len(texts))
	}
}
