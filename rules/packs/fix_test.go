package packs

import (
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A fix leaves code that parses and in which its rule finds one thing less.
func TestFixesCure(t *testing.T) {
	set, fixes := rules.NewSet(Builtin()), 0
	for _, result := range rules.Test(Builtin()).Results {
		data, err := files.ReadFile(result.File)
		if err != nil {
			t.Fatal(err)
		}
		text, lang := string(data), syntax.ByPath(result.File)
		only := rules.CheckOptions{Only: func(r *rules.Rule) bool { return r.ID == result.ID }}
		before := set.Check(parse(t, lang, text), only).Findings
		for _, f := range before {
			if f.Fix == nil {
				continue
			}
			fixes++
			fixed := parse(t, lang, text[:f.Fix.Span.Start]+f.Fix.Text+text[f.Fix.Span.End:])
			if fixed.Root().HasError() {
				t.Errorf("%s: the fix %q does not parse", result.ID, f.Fix.Text)
			}
			if after := len(set.Check(fixed, only).Findings); after != len(before)-1 {
				t.Errorf("%s: after the fix %q the rule finds %d, before it found %d", result.ID, f.Fix.Text, after, len(before))
			}
		}
	}
	if fixes == 0 {
		t.Error("no rule brought a fix")
	}
}

func parse(t *testing.T, lang *syntax.Language, text string) *syntax.Tree {
	t.Helper()
	tree, err := syntax.Parse(lang, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}
