package match

import (
	"strings"
	"testing"
)

func TestBuiltString(t *testing.T) {
	const rule = "call: {callee: '*.q', argument: {position: 0, forbid: 'built-string /(?i)select/'}}"
	for _, test := range []struct {
		lang, before string
		built, safe  []string
		after        string
	}{
		{"python", "", []string{
			`c.q("select " + x)`, `c.q("select %s" % x)`, `c.q(f"select {x}")`, `c.q("select {}".format(x))`,
			`c.q("select (%s)" % (x, 3))`, `c.q("select" + ("a" if x else y))`, `c.q("select" + str(x))`,
			"T1 = {'a': x}\nc.q('select ' + T1[y])", "T1 = {'a': 'b'}\nc.q('select ' + T1.get(x, y))",
			"c.q('select ' + T1[y])", "t1 = {'a': 'b'}\nc.q('select ' + t1[y])", "c.q('select ' + r.GET['x'])",
			"s = 'select ' + x\nc.q(s)", `c.q("select" "a" f"{x}")`, `c.q("select %s %d" % (x, y))`,
		}, []string{
			`c.q("select")`, `c.q(x)`, `c.q("other " + x)`, `c.q("select " + TABLE)`, `c.q(f"select {m.TABLE}")`, `c.q("select %d" % x)`,
			`c.q("select (%s)" % ",".join("?" * n))`, `c.q("select" + ("a" if x else "b"))`, `c.q("select" + quote_name(x))`,
			"p = ', '.join(['?'] * 3)\nc.q(f'select {p}')", `c.q("select" + str(int(x)))`, `c.q("select %(a)s", x)`,
			"T1 = {'a': 'b'}\ndef f(x):\n    c.q('select ' + T1[x])", "T1 = {'a': 'b'}\ns = T1.get(x, 'a')\nc.q('select ' + s)",
		}, ""},
		{"go", "package p\nfunc f() {\n", []string{`c.q("select " + x)`, `c.q(fmt.Sprintf("select %s", x))`, "s := \"select \" + x\nc.q(s)"},
			[]string{`c.q("select")`, `c.q(fmt.Sprintf("select %d", x))`, `c.q("select " + pq.QuoteIdentifier(x))`, `c.q(x + y)`}, "\n}"},
		{"java", "class A { void f() {\n", []string{`c.q("select " + x);`, `c.q(String.format("select %s", x));`, `c.q("select %s".formatted(x));`},
			[]string{`c.q("select");`, `c.q("select " + TABLE);`, `c.q(String.format("select %d", x));`}, "\n} }"},
		{"javascript", "", []string{"c.q(`select ${x}`)", `c.q("select " + x)`, `c.q("select ".concat(x))`},
			[]string{"const T1 = {a: 'b'}; c.q(`select ${T1[x]}`)", "c.q(`select`)", "c.q(`select ${LIMIT}`)", `c.q("select " + escape(x))`, "c.q(sql`select ${x}`)"}, ""},
	} {
		for _, code := range test.built {
			if find(t, test.lang, rule, test.before+code+test.after) == "" {
				t.Errorf("%s: %q is not found", test.lang, code)
			}
		}
		for _, code := range test.safe {
			if got := find(t, test.lang, rule, test.before+code+test.after); got != "" {
				t.Errorf("%s: %q is found", test.lang, code)
			}
		}
	}
}

// A value's metavariables have no place to stand in: such a value is compared as text.
func TestValueWithMetavariables(t *testing.T) {
	if got := find(t, "python", "call: {callee: f, argument: {position: 0, forbid: $A + $B}}", "f(a + b)"); got != "" {
		t.Errorf("lines %q", got)
	}
}

// A deep concatenation is looked into only so far.
func TestBuiltStringIsBounded(t *testing.T) {
	code := "c.q('select'" + strings.Repeat(" + x", 5000) + ")"
	find(t, "python", "call: {callee: '*.q', argument: {position: 0, forbid: built-string}}", code)
}
