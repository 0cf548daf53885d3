package completion

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestBound: what is bound around a place is known though most of the file is not read with each keystroke.
func TestBound(t *testing.T) {
	for _, c := range []struct {
		lang      *syntax.Language
		text      string
		imports   map[string]string
		constants map[string]string // "" for none
	}{
		{syntax.Python, "import hashlib as h\nLIMIT = 'x'\nN = 3\ncount = 0\n\ndef inc():\n    global count\n    count = load()\n\ndef f(N):\n    local = 'y'\n    │\n    return 1\n",
			map[string]string{"h": "hashlib"}, map[string]string{"LIMIT": `"x"`, "local": `"y"`, "N": "", "count": ""}},
		{syntax.Python, "def f():\n    import ssl\n    │\n\nLATER = 'x'\n", map[string]string{"ssl": "ssl"}, map[string]string{"LATER": ""}},
		{syntax.Python, "A = 'x'\n│\nf()\n", nil, map[string]string{"A": `"x"`}},
		{syntax.Python, "A = 'x'\n\nclass C:\n    def g(self):\n        use(A)\n\n    def f(self):\n        │\n        return 1\n", nil, map[string]string{"A": `"x"`}},
		{syntax.Go, "package p\n\nimport \"crypto/md5\"\n\nconst limit = \"x\"\n\nfunc g() { use(limit) }\n\nfunc f(limits int) {\n\tn := 3\n\t│\n\treturn\n}\n",
			map[string]string{"md5": "md5"}, map[string]string{"limit": `"x"`, "n": "3"}},
		{syntax.JavaScript, "const fs = require('fs')\nconst LIMIT = 'x'\nlet n = 1\n\nfunction g() { n = load() }\n\nfunction f() {\n  const m = 2\n  │\n  return 1\n}\n",
			map[string]string{"fs": "fs"}, map[string]string{"LIMIT": `"x"`, "m": "2", "n": ""}},
	} {
		before, after, _ := strings.Cut(c.text, "│")
		doc := &Document{Path: "a", Language: c.lang, Text: before + after}
		place := builtinGate(t).Open(doc, syntax.Span{Start: len(before), End: len(before)})
		imports, constants := place.bound()
		for name, want := range c.imports {
			if imports[name] != want {
				t.Errorf("%q: the import %s is %q, want %q", c.text, name, imports[name], want)
			}
		}
		for name, want := range c.constants {
			if constants[name] != want {
				t.Errorf("%q: the constant %s is %q, want %q", c.text, name, constants[name], want)
			}
		}
	}
}
