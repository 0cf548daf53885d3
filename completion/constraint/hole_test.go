package constraint

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestHoles(t *testing.T) {
	for _, c := range []struct {
		lang *syntax.Language
		text string
		want string
	}{
		{syntax.Python, "x = 1\n│\n", "statement"},
		{syntax.Python, "def f():\n    x = 1\n    │\n", "statement"},
		{syntax.Python, "x = 1\npri│\n", "statement"},
		{syntax.Python, "x = │\n", "expression"},
		{syntax.Python, "x = hashlib.│\n", "expression"},
		{syntax.Python, "if │:\n    pass\n", "expression"},
		{syntax.Python, "subprocess.run(│)\n", "argument 0 of subprocess.run"},
		{syntax.Python, "subprocess.run(cmd, │)\n", "argument 1 of subprocess.run"},
		{syntax.Python, "subprocess.run(cmd, │", "argument 1 of subprocess.run"},
		{syntax.Python, "subprocess.run(cmd, shell=│)\n", "value of shell of subprocess.run"},
		{syntax.Python, "f(g(a, │), b)\n", "argument 1 of g"},
		{syntax.Python, "s = \"│\"\n", "string"},
		{syntax.Python, "from hashlib import │\n", "import name"},
		{syntax.Python, "import has│\n", "import name"},
		{syntax.Python, "# │\n", "comment"},
		{syntax.Go, "package p\n\nfunc f() {\n\t│\n}\n", "statement"},
		{syntax.Go, "package p\n\nfunc f() {\n\tx := │\n}\n", "expression"},
		{syntax.Go, "package p\n\nfunc f() {\n\texec.Command(\"sh\", │)\n}\n", "argument 1 of exec.Command"},
		{syntax.JavaScript, "eval(│)\n", "argument 0 of eval"},
		{syntax.JavaScript, "const x = │;\n", "expression"},
		{syntax.JavaScript, "import { │ } from 'crypto'\n", "import name"},
		{syntax.JavaScript, "import { │ }\n", "import name"},
		{syntax.JavaScript, "import { a, │ } from 'crypto'\n", "import name"},
		{syntax.JavaScript, "import { cre│ } from 'crypto'\n", "import name"},
		{syntax.JavaScript, "import { a } from 'b'\n│\nf()\n", "statement"},
		{syntax.TypeScript, "import { │ } from 'crypto'\n", "import name"},
		{syntax.TypeScript, "new Function(│)\n", "argument 0 of Function"},
		{syntax.Java, "class A {\n  void f() {\n    new ObjectInputStream(│);\n  }\n}\n", "argument 0 of ObjectInputStream"},
		{syntax.C, "void f(void) {\n  printf(│);\n}\n", "argument 0 of printf"},
		{syntax.CPP, "void f() {\n  std::system(│);\n}\n", "argument 0 of std::system"},
	} {
		before, after, _ := strings.Cut(c.text, "│")
		closing := c.lang.Close(before, after)
		tree, err := syntax.Parse(c.lang, before+closing.Placeholder+closing.Text+after, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := HoleAt(tree, len(before), c.lang.ModeAt(before, len(before))).String(); got != c.want {
			t.Errorf("%s: %q: the hole is %q, want %q", c.lang.Name, c.text, got, c.want)
		}
	}
}
