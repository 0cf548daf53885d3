package match

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// compileRule compiles a rule's body.
func compileRule(t testing.TB, lang *syntax.Language, rule string) *Matcher {
	t.Helper()
	f, err := ParseFormula(parseMapping(t, rule))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Compile(f, lang)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestHostile runs rules that ask for much over texts that offer much. Each run ends, and one that
// gives up says why.
func TestHostile(t *testing.T) {
	for name, test := range map[string]struct{ rule, code string }{
		"dots in arguments":  {"pattern: f(..., $A, ..., $B, ..., $A, ..., $B, ..., 7)", "f(" + strings.Repeat("a, ", 2000) + "8)"},
		"dots in statements": {"pattern: |\n  a()\n  ...\n  b()\n  ...\n  a()\n  ...\n  c()", strings.Repeat("a()\nb()\n", 3000)},
		"deep in deep":       {"pattern: f(<... g(<... h(<... $X + $X ...>) ...>) ...>)", "f(" + strings.Repeat("g(h(", 400) + "1" + strings.Repeat("))", 400) + ")"},
		"everything inside everything": {"patterns:\n- pattern: $X\n- pattern-inside: $Y\n- pattern-inside: $Z\n- pattern-not-inside: |\n    ...\n    $Q\n    ...",
			strings.Repeat("x = [a, b, (c, d)]\n", 500)},
		"dictionary":     {"pattern: '{$A: $B, $B: $C, $C: $D, $D: $E, ...}'", "{" + strings.Repeat("a: b, ", 500) + "}"},
		"huge literal":   {"pattern: f(\"=~/(a+)+$/\")", "f(\"" + strings.Repeat("a", 1<<20) + "b\")"},
		"slow regex":     {"pattern-regex: (?=(a+)+$)b", strings.Repeat("a", 40) + "!"},
		"invalid UTF-8":  {"pattern: f($X)", "f(\"\xff\xfe\")\nf(\xff)"},
		"deep nesting":   {"pattern: $X == $X", strings.Repeat("(", 50_000) + "a == a" + strings.Repeat(")", 50_000)},
		"deep lists":     {"pattern: f(<... $X ...>)", "f(" + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + ")"},
		"long chain":     {"pattern: a. ... .b(...)", "a" + strings.Repeat(".c()", 3000)},
		"long operation": {"pattern: $X + ... + $Y", "x = a" + strings.Repeat(" + a", 3000)},
	} {
		t.Run(name, func(t *testing.T) {
			m := compileRule(t, syntax.Python, test.rule)
			tree := parse(t, syntax.Python, test.code)
			_, undecided := NewIndex(syntax.Python, []*Matcher{m}).Run(tree, Options{Deadline: time.Now().Add(time.Minute)})
			for _, u := range undecided {
				if u.Reason == "" || strings.Contains(u.Reason, "deadline") {
					t.Errorf("undecided: %q; the limit on steps should have come first", u.Reason)
				}
			}
		})
	}
}

func TestDeadline(t *testing.T) {
	m := compileRule(t, syntax.Python, "pattern: f(..., $A, ..., $B, ..., 7)")
	tree := parse(t, syntax.Python, "f("+strings.Repeat("a, ", 3000)+"8)")
	_, undecided := NewIndex(syntax.Python, []*Matcher{m}).Run(tree, Options{Deadline: time.Unix(1, 0)})
	if len(undecided) != 1 || !strings.Contains(undecided[0].Reason, "deadline") {
		t.Errorf("undecided: %v", undecided)
	}
}

// TestBrokenCode checks that what stands is found, and that what does not is bound by nothing.
func TestBrokenCode(t *testing.T) {
	for _, test := range []struct{ lang, rule, code, want string }{
		{"python", "pattern: eval(...)", "def f(:\n    eval(a)\nx = (\n", "2"},
		{"go", "pattern: exec.Command(...)", "package p\nfunc f() {\n\tif x {\n\texec.Command(a)\n", "4"},
		{"javascript", "pattern: eval(...)", "function f() {\n eval(a);\n if (\n", "2"},
		{"java", "pattern: $X.exec(...)", "class A { void m() {\n r.exec(1);\n if (", "2"},
		{"c", "pattern: gets(...)", "int main( {\n gets(a);\n", "2"},
		{"cpp", "pattern: gets(...)", "int main() {\n gets(a);\n if (", "2"},
		{"typescript", "pattern: eval(...)", "class A { m() {\n eval(a);\n x = [\n", "2"},
	} {
		if got := find(t, test.lang, test.rule, test.code); got != test.want {
			t.Errorf("%s: lines %q, want %q in\n%s", test.lang, got, test.want, test.code)
		}
	}
	for _, lang := range syntax.Languages() {
		m := compileRule(t, lang, "pattern: $X")
		tree := parse(t, lang, "f(@@@ ###\n")
		for _, found := range run(m, tree) {
			for i := range tree.Len() {
				if n := tree.Node(i); n.IsError() && n.Span() == found.Span && n.Start() > 0 {
					t.Errorf("%s: $X stands for the error at %v", lang.Name, found.Span)
				}
			}
		}
	}
}

func TestScope(t *testing.T) {
	for _, test := range []struct {
		rule string
		want Scope
	}{
		{"pattern: eval(...)", ScopeNode},
		{"pattern: eval($X + $Y)", ScopeNode},
		{`pattern: eval("...")`, ScopeMember},
		{"pattern: |\n  a()\n  ...\n  b()", ScopeMember},
		{"patterns:\n- pattern: a()\n- pattern-inside: |\n    def $F(...):\n        ...", ScopeMember},
		{"patterns:\n- pattern: a()\n- pattern-inside: |\n    class $C:\n        ...", ScopeFile},
		{"patterns:\n- pattern: a()\n- pattern-inside: |\n    import b\n    ...", ScopeFile},
		{"pattern-regex: a", ScopeFile},
		{"call: {callee: eval}", ScopeNode},
		{"call: {callee: eval, argument: {position: 0, forbid: constant}}", ScopeMember},
	} {
		if got := compileRule(t, syntax.Python, test.rule).Scope(); got != test.want {
			t.Errorf("%s: scope %d, want %d", test.rule, got, test.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	for _, test := range []struct{ rule, want string }{
		{"pattern: hashlib.md5(...)", "[hashlib.md5] true"},
		{"pattern-either:\n- pattern: eval(...)\n- pattern: os.system(...)", "[eval os.system] true"},
		{"pattern-either:\n- pattern: eval(...)\n- pattern: f($X)", "[eval] false"},
		{"patterns:\n- pattern: eval(...)\n- pattern-not: eval(1)", "[] false"},
		{"pattern: $X.system(...)", "[] false"},
		{"call: {callee: [eval, exec]}", "[eval exec] true"},
	} {
		callees, exact := compileRule(t, syntax.Python, test.rule).Phrases()
		if got := fmt.Sprint(callees, exact); got != test.want {
			t.Errorf("%s: phrases %s, want %s", test.rule, got, test.want)
		}
	}
}
