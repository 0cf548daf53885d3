package match

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// find runs a rule's body over code and returns the lines on which matches start.
func find(t *testing.T, lang, rule, code string) string {
	t.Helper()
	p := pair{name: "test", rule: rule, program: code, lang: syntax.ByName(lang)}
	spans, err := p.ours(t)
	if err != nil {
		t.Fatalf("%s: %v", rule, err)
	}
	var lines []string
	for _, s := range spans {
		line, _, _ := strings.Cut(s, ":")
		lines = append(lines, line)
	}
	return strings.Join(lines, " ")
}

func TestPatterns(t *testing.T) {
	for _, test := range []struct{ lang, pattern, code, want string }{
		{"python", "os.system(...)", "import os as o\no.system(1)\nx.system(2)", "2"},
		{"go", "md5.New()", "package p\nimport m \"crypto/md5\"\nvar x = m.New()\nvar y = q.New()", "3"},
		{"javascript", "eval($X)", "eval(a)\neval(a, b)\nx.eval(a)", "1"},
		{"typescript", "$X.innerHTML = $Y", "a.innerHTML = b\na.inner = c", "1"},
		{"java", "$X.exec(...)", "class A { void m() {\n r.exec(1);\n exec(2);\n} }", "2"},
		{"c", "strcpy($D, $S)", "void f() {\n strcpy(a, b);\n strncpy(a, b, 1);\n}", "2"},
		{"cpp", "strcpy($D, $S)", "void f() {\n strcpy(a, b);\n strncpy(a, b, 1);\n}", "2"},
		{"python", "$X == $X", "a == a\na == b", "1"},
		{"python", `f("...")`, "f('a')\nf(a)\nf(f'{a}')", "1"},
		{"go", `f("=~/md5/")`, "package p\nvar x = f(\"hmac-md5\")\nvar y = f(\"sha\")", "2"},
		{"python", "f(<... g() ...>)", "f(1 + g())\nf(h)", "1"},
	} {
		rule := "pattern: |\n  " + strings.ReplaceAll(test.pattern, "\n", "\n  ")
		if got := find(t, test.lang, rule, test.code); got != test.want {
			t.Errorf("%s %s: lines %q, want %q", test.lang, test.pattern, got, test.want)
		}
	}
}

// TestDeepNesting checks that deep code neither overflows the stack nor is passed over in silence.
func TestDeepNesting(t *testing.T) {
	for _, lang := range syntax.Languages() {
		for _, bracket := range []string{"(", "["} {
			code := fmt.Sprintf("x = %s1", strings.Repeat(bracket, 100_000))
			tree, err := syntax.Parse(lang, code, 0)
			if err != nil {
				continue
			}
			f, err := ParseFormula(parseMapping(t, "pattern: foo(<... $X ...>)"))
			if err != nil {
				t.Fatal(err)
			}
			m, err := Compile(f, lang)
			if err != nil {
				t.Fatal(err)
			}
			_, undecided := NewIndex(lang, []*Matcher{m}).Run(tree, Options{})
			if tree.Form().TooDeep() != (len(undecided) > 0) {
				t.Errorf("%s: too deep: %v, undecided: %v", lang.Name, tree.Form().TooDeep(), undecided)
			}
		}
	}
}
