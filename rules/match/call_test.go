package match

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestCall(t *testing.T) {
	for _, test := range []struct{ name, lang, rule, code, want string }{
		{"banned", "python", "call: {callee: [eval, os.system]}", "eval(a)\nfrom os import system as s\ns(b)\nx.eval(c)", "1 3"},
		{"forbid", "python", `call: {callee: subprocess.run, argument: {name: shell, forbid: "True"}}`,
			"import subprocess as p\np.run(a, shell=True)\np.run(a, shell=False)\np.run(a)\np.run(a, **k)", "2"},
		{"unless", "python", `call: {callee: subprocess.run, argument: {name: shell, forbid: "True"}, unless: {argument: 0, is: constant}}`,
			"subprocess.run(a, shell=True)\nsubprocess.run('ls', shell=True)\nx = 'ls'\nsubprocess.run(x, shell=True)\nsubprocess.run(['a', 'b'], shell=True)", "1"},
		{"require", "python", "call: {callee: jwt.decode, argument: {name: algorithms, require: true}}",
			"jwt.decode(a, b)\njwt.decode(a, algorithms=c)\njwt.decode(a, **k)", "1"},
		{"require value", "python", "call: {callee: f, argument: {name: loader, position: 1, require: [SafeLoader, yaml.CSafeLoader]}}",
			"f(a)\nf(a, SafeLoader)\nf(a, loader=Loader)\nfrom yaml import CSafeLoader as C\nf(a, loader=C)", "1 3"},
		{"allow", "python", "call: {callee: '*.execute', argument: {position: 0, allow: plain-string}}",
			"c.execute('a')\nc.execute('a' + b)\nc.execute(f'{b}')\nc.execute()\nq = 'lit'\nc.execute(q)", "2 3"},
		{"regex", "go", "call: {callee: f, argument: {position: 0, forbid: /(?i)des/}}", "package p\nvar a = f(\"DES\")\nvar b = f(\"AES\")\nvar c = f(des.X)", "2 4"},
		{"comparison", "java", `call: {callee: "*.initialize", argument: {position: 0, forbid: "< 2048"}}`, "class A { void m() {\nk.initialize(1024);\nk.initialize(4096);\n} }", "2"},
		{"package path", "go", "call: {callee: crypto/md5.New}", "package p\nimport m \"crypto/md5\"\nvar a = m.New()\nvar b = md5.New()\nvar c = other.New()", "3 4"},
		{"new", "java", "call: {callee: new java.util.Random}", "import java.util.Random;\nclass A { Object a =\nnew Random();\nObject b =\nnew Other(); }", "3"},
		{"key", "javascript", "call: {callee: jsonwebtoken.verify, argument: {position: 2, key: algorithms, require: true}}",
			"const jwt = require('jsonwebtoken');\njwt.verify(a, b);\njwt.verify(a, b, {algorithms: c});\njwt.verify(a, b, {x: 1});\njwt.verify(a, b, o);", "2 4"},
		{"boolean", "javascript", "call: {callee: f, argument: {position: 0, forbid: true}}", "f(true);\nf(false);", "1"},
		{"c", "c", "call: {callee: strcpy}", "void g() {\nstrcpy(a, b);\nx->strcpy(a);\n}", "2"},
		{"cpp", "cpp", "call: {callee: 'std::system'}", "void g() {\nstd::system(a);\nsystem(b);\n}", "2"},
		{"typescript", "typescript", "call: {callee: child_process.exec}", "import { exec } from 'child_process';\nexec(a);\nfoo.exec(a);", "2"},
	} {
		if got := find(t, test.lang, test.rule, test.code); got != test.want {
			t.Errorf("%s: lines %q, want %q", test.name, got, test.want)
		}
	}
}

func TestCallForm(t *testing.T) {
	f, err := ParseFormula(parseMapping(t, `call: {callee: [a.b, c], argument: {name: k, forbid: ["True", "< 3", /x/]}, unless: {argument: 0, is: constant}}`))
	if err != nil {
		t.Fatal(err)
	}
	m, err := Compile(f, syntax.Python)
	if err != nil {
		t.Fatal(err)
	}
	want := &CallForm{Callees: []string{"a.b", "c"},
		Argument: &Argument{Position: -1, Name: "k", Mode: Forbid, Values: []Value{{Literal, "True"}, {Comparing, "< 3"}, {Matching, "x"}}},
		Unless:   []Argument{{Position: 0, Mode: Is, Values: []Value{{Constant, ""}}}}}
	if diff := cmp.Diff(want, m.CallForm()); diff != "" {
		t.Error(diff)
	}
	if callees, exact := m.Phrases(); callees != nil || exact {
		t.Errorf("phrases of a call with conditions: %v %v", callees, exact)
	}
}

func TestUnsupported(t *testing.T) {
	for _, test := range []struct{ rule, operator string }{
		{"call: {callee: f, argument: {position: 0, forbid: tainted}}", "call: tainted"},
		{"mode: taint\npattern-sources: []", "mode: taint"},
		{"patterns:\n- pattern: a\n- semgrep-internal-x: b", "semgrep-internal-x"},
		{"match: {anywhere: a}", "match: anywhere"},
	} {
		_, err := ParseFormula(parseMapping(t, test.rule))
		var u *Unsupported
		if !errors.As(err, &u) || u.Operator != test.operator {
			t.Errorf("%s: error %v, want %q to be unsupported", test.rule, err, test.operator)
		}
	}
}

func TestMatchKey(t *testing.T) {
	for _, test := range []struct{ rule, code, want string }{
		{"match: foo($X)", "foo(1)\nbar(2)", "1"},
		{"match:\n  all:\n  - foo($X)\n  - not: foo(1)", "foo(1)\nfoo(2)", "2"},
		{"match:\n  any:\n  - foo(...)\n  - bar(...)", "foo(1)\nbar(2)\nbaz(3)", "1 2"},
		{"match:\n  all:\n  - foo($X)\n  - inside: |\n      def $F(...):\n          ...", "foo(1)\ndef f():\n    foo(2)", "3"},
		{"match:\n  all:\n  - foo($X)\n  - not:\n      inside: |\n        def $F(...):\n            ...", "foo(1)\ndef f():\n    foo(2)", "1"},
		{"match:\n  pattern: foo($X)\n  where:\n  - metavariable: $X\n    regex: a", "foo(a)\nfoo(b)", "1"},
		{"match:\n  pattern: foo($X)\n  where:\n  - metavariable: $X\n    any:\n    - bar(...)\n    - baz(...)", "foo(bar(1))\nfoo(b)", "1"},
		{"match:\n  pattern: foo($X)\n  where:\n  - comparison: $X > 3", "foo(1)\nfoo(5)", "2"},
	} {
		if got := find(t, "python", test.rule, test.code); got != test.want {
			t.Errorf("%s: lines %q, want %q", test.rule, got, test.want)
		}
	}
}
