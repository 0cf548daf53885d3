package flow

import (
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/sluice-lsp/sluice/rules/prefilter"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A program that a rule finds something in meets the rule's need.
func TestNeedIsMet(t *testing.T) {
	found, telling := 0, 0
	for _, lang := range corpusLanguages(t) {
		for _, p := range pairsOf(t, lang) {
			places, err := p.places(t, syntax.ByName(lang))
			if err != nil || len(places) == 0 {
				continue
			}
			found++
			file, _ := parser.ParseBytes([]byte(p.rule), 0)
			spec, _ := Parse(file.Docs[0].Body.(*ast.MappingNode))
			rule, err := Compile(spec, syntax.ByName(lang))
			if err != nil {
				t.Fatal(err)
			}
			if need := rule.Need(syntax.ByName(lang), nil); need.Nothing() {
				continue
			} else if !prefilter.NewIndex([]prefilter.Need{need}).Scan(p.program)[0] {
				t.Errorf("%s/%s finds something in a text that has not %s", lang, p.name, need)
			}
			telling++
		}
	}
	if telling < found/2 {
		t.Errorf("only %d of %d needs say anything", telling, found)
	}
}
