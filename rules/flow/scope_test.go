package flow

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestSinksAround: in a sink, the variables that hold data from outside, by what happened to them before it.
func TestSinksAround(t *testing.T) {
	const models = `
sources:
  - {kind: remote, access: web.request.args}
sinks:
  - {kind: sql, callee: db.execute, port: "argument 0"}
sanitizers:
  - {kind: sql, callee: web.escape}
guards:
  - {kind: sql, callee: web.allowed, port: "argument 0", holds: true}
`
	const rule = `flow: {from: remote, to: sql}`
	m, errs := parseModels(t, models)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	for code, want := range map[string]string{
		"x = web.request.args\n    y = 'a'\n    db.other(│)":                                         "",
		"x = web.request.args\n    db.execute('a', │)":                                               "",
		"x = web.request.args\n    db.execute(str(│))":                                               "",
		"x = web.request.args\n    y = 'a'\n    db.execute(│)":                                       "x",
		"x = web.request.args\n    y = x + 'b'\n    db.execute(│)":                                   "x y",
		"x = web.request.args\n    x = 'a'\n    db.execute(│)":                                       "",
		"x = web.request.args\n    x = web.escape(x)\n    db.execute(│)":                             "",
		"x = web.request.args\n    if not web.allowed(x):\n        return\n    db.execute(│)":        "",
		"x = web.request.args\n    if x in ('a', 'b'):\n        db.execute(│)":                       "",
		"x = web.request.args\n    if x in ('a', 'b'):\n        pass\n    db.execute(│)":             "x",
		"x = 'a'\n    if y:\n        x = web.request.args\n    z = db.execute(│)":                    "x",
		"x = web.request.args\n    s = 'a'\n    for c in x:\n        s += c\n        db.execute(s│)": "c s x",
		"x = helper(web.request.args)\n    db.execute(│)":                                            "x",
		"x = other(web.request.args)\n    db.execute(│)":                                             "",
		"o.x = web.request.args\n    db.execute(│)":                                                  "",
		"db.execute(│)\n    x = web.request.args":                                                    "",
		"x = web.request.args\n    return db.execute('a' + │)":                                       "x",
	} {
		text := "import web, db\ndef helper(a):\n    return a.strip()\ndef other(a):\n    return 'b'\ndef f(y, o):\n    " + code + "\n"
		before, after, _ := strings.Cut(text, "│")
		closing := syntax.Python.Close(before, after)
		tree, err := syntax.Parse(syntax.Python, before+closing.Placeholder+closing.Text+after, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, found := range NewIndex(syntax.Python, []*Rule{compileRule(t, syntax.Python, rule)}, m).Open(tree, true).SinksAround(len(before), Options{}) {
			for _, v := range found.Variables {
				got = append(got, v.Name)
			}
		}
		if diff := cmp.Diff(want, strings.Join(slices.Sorted(slices.Values(got)), " ")); diff != "" {
			t.Errorf("%s\n(-want +got):\n%s", code, diff)
		}
	}
}
