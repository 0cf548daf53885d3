package completion

import (
	"testing"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestAhead shows that the line behind an accepted item is there before the user asks for it, and that it went through the
// gate like any other.
func TestAhead(t *testing.T) {
	for _, c := range []struct{ name, second, want string }{
		{"a line", "return total", "return total"},
		{"a violation", "os.system(total)", ""},
	} {
		m := &scripted{texts: []string{"total = 1", c.second}}
		e := &Engine{Gate: builtinGate(t), Model: m, Settings: settings.Default().Completion, Ahead: true}
		text := "import os\n\ndef f():\n    "
		at := func(before string) Response {
			doc := &Document{URI: "file:///a.py", Path: "a.py", Language: syntax.Python, Text: before + "\n"}
			r := e.Complete(t.Context(), Request{Document: doc, Offset: len(before)})
			e.ahead.done.Wait()
			return r
		}
		if got := inserts(at(text)); got != "total = 1" {
			t.Fatalf("%s: first %q", c.name, got)
		}
		asked := len(m.requests)
		if asked < 2 {
			t.Fatalf("%s: nothing was asked for ahead", c.name)
		}
		accepted := text + "total = 1\n    "
		r := at(accepted)
		if got := inserts(r); got != c.want {
			t.Errorf("%s: the next line is %q, want %q", c.name, got, c.want)
		}
		if c.want != "" && r.Items[0].Verdict.Strategy != "reuse" {
			t.Errorf("%s: strategy %q", c.name, r.Items[0].Verdict.Strategy)
		}
	}
}

func TestIndentBehind(t *testing.T) {
	for _, c := range []struct {
		lang         *syntax.Language
		before, want string
	}{
		{syntax.Python, "def f():", "    "},
		{syntax.Python, "def f():\n    x = 1", "    "},
		{syntax.Go, "func f() {", "\t"},
		{syntax.Go, "func f() {\n\tx := 1", "\t"},
		{syntax.JavaScript, "{\n  if (x) {", "    "},
		{syntax.JavaScript, "{\n    if (x) {", "        "},
	} {
		if got := indentBehind(c.lang, c.before); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang.Name, c.before, got, c.want)
		}
	}
}
