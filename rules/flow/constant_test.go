package flow

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// known lists what is known of the arguments of use(), "?" where nothing is.
func known(t *testing.T, lang *syntax.Language, code string) string {
	t.Helper()
	tree, err := syntax.Parse(lang, code, 0)
	if err != nil {
		t.Fatal(err)
	}
	form := tree.Form()
	constants := NewIndex(lang, nil, nil).Open(tree, false).constant
	var out []string
	for i := int32(0); i < int32(form.Len()); i++ {
		callee := form.Child(i, syntax.SlotCallee)
		if form.Node(i).Role != syntax.RoleCall || callee < 0 || form.Text(callee) != "use" {
			continue
		}
		text := "?"
		if c, ok := constants(form.List(nil, i)[0]); ok {
			text = c.Text
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestConstants(t *testing.T) {
	for _, c := range []struct {
		lang       *syntax.Language
		code, want string
	}{
		{syntax.Python, "x = 'a'\nuse(x)\nx = x + 'b'\nuse(x)\nuse(f'{x}c')", "a ab abc"},
		{syntax.Python, "def f(p):\n    x = 'a'\n    if p:\n        x = 'b'\n    use(x)\n    use(p)", "? ?"},
		{syntax.Python, "def f(p):\n    if p:\n        x = 'a'\n    else:\n        x = 'a'\n    use(x)\n    use(2 * 3 + 1)", "a 7"},
		{syntax.Python, "def f(p):\n    x = 'a'\n    while p:\n        use(x)\n        x = 'b'\n    y = 1\n    for i in p:\n        use(y)", "? 1"},
		{syntax.Python, "K = 'a'\ndef f():\n    use(K)\ndef g():\n    global L\n    L = 'b'\nL = 'c'\nuse(L)", "a ?"},
		{syntax.Python, "def f():\n    x = 'a'\n    def g():\n        nonlocal x\n        x = 'b'\n    g()\n    use(x)", "?"},
		{syntax.Python, "d = {'a': 'x', 'b': y}\nuse(d['a'])\nuse(d['b'])\ne = d\ne['a'] = z\nuse(d['a'])", "? ? ?"},
		{syntax.Python, "d = {'a': 'x', 'b': y}\nuse(d['a'])\nd['a'] = 'z'\nuse(d['a'])\nd[k] = 1\nuse(d['a'])", "x z ?"},
		{syntax.Python, "def f(self):\n    self.x = 'a'\n    use(self.x)\n    g()\n    use(self.x)", "a ?"},
		{syntax.JavaScript, "let x = 'a'; if (1 > 2) { x = 'b'; } use(x); const f = () => { x = 'c'; }; use(x)", "? ?"},
		{syntax.JavaScript, "const x = 'a'; { const x = 'b'; use(x); } use(x); use(`${x}-${x}`); use(true ? 'p' : 'q')", "b a a-a p"},
		{syntax.Go, "package p\nconst K = \"a\"\nfunc f() { x := K; use(x); x += \"b\"; use(x); p := &x; g(p); use(x) }", "? ? ?"},
		{syntax.Java, "class A { void f() { final String x = \"a\"; int n = 3; n++; use(x + \"b\"); use(n); } }", "ab ?"},
		{syntax.C, "void f(int n) { int x = 1; switch (n) { case 1: x = 2; } use(x); x = 5 % 3; use(x); g(&x); use(x); }", "? 2 ?"},
	} {
		if got := known(t, c.lang, c.code); got != c.want {
			t.Errorf("%s\nknown: %s, want %s", c.code, got, c.want)
		}
	}
}
