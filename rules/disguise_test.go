package rules

import (
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestDisguised(t *testing.T) {
	for _, c := range []struct {
		lang *syntax.Language
		text string
		want bool
	}{
		{syntax.Python, "e = eval\ne(x)", false},
		{syntax.Python, `getattr(os, "sys" + "tem")(x)`, true},
		{syntax.Python, "ｅｖａｌ(x)", true},
		{syntax.Python, "# ｅｖａｌ\nx = 'ü\\n'", false},
		{syntax.Python, `hashlib.new("\x6dd5")`, true},
		{syntax.Python, `from sys import modules`, true},
		{syntax.Python, `x = rows["a" + "b"]`, false},
		{syntax.JavaScript, `const [a, b] = [f, g]; x[0] = rows["key"]; f(xs[1])`, false},
		{syntax.JavaScript, `globalThis["ev" + "al"](x)`, true},
		{syntax.JavaScript, `globalThis?.["ev" + "al"](x)`, true},
		{syntax.JavaScript, `const k = "ev" + "al"; globalThis[k](x)`, true},
		{syntax.JavaScript, "globalThis[`ev${'al'}`](x)", true},
		{syntax.JavaScript, `require("child_" + "process")`, true},
		{syntax.JavaScript, `require("child_process").exec(x)`, false},
		{syntax.JavaScript, `import(name)`, true},
		{syntax.JavaScript, `\u0065val(x)`, true},
		{syntax.JavaScript, `globalThis[`, true},
		{syntax.C, "sys\\\ntem(x);", true},
		{syntax.C, "#define A(x) \\\n\tx\n", false},
		{syntax.Go, `rows["a"+"b"]`, false},
	} {
		if got := disguised(c.lang, c.text); got != c.want {
			t.Errorf("%s: %s: %v, want %v", c.lang.Name, c.text, got, c.want)
		}
	}
}
