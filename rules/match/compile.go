package match

import (
	"fmt"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A plan is a term compiled for a language. It is immutable.
type plan struct {
	op      operator
	line    int
	inside  bool
	negated bool
	pattern *pattern
	regex   *textRegex
	kids    []*plan
	conds   []*check
	focus   [][]int
	call    *callPlan
}

type compiler struct {
	lang *syntax.Language
	vars *variables
}

func (c *compiler) term(t *term) (*plan, error) {
	p := &plan{op: t.op, line: t.line, inside: t.inside, negated: t.negated}
	var err error
	switch t.op {
	case opPattern:
		p.pattern, err = compilePattern(c.lang, t.text, c.vars)
	case opRegex:
		p.regex, err = compileRegex(t.text, true)
	case opCall:
		p.call, err = c.callForm(t.call)
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", t.line, err)
	}
	for _, kid := range t.kids {
		k, err := c.term(kid)
		if err != nil {
			return nil, err
		}
		p.kids = append(p.kids, k)
	}
	for _, cond := range t.conds {
		k, err := c.condition(cond)
		if err != nil {
			return nil, err
		}
		p.conds = append(p.conds, k)
	}
	return p, c.focusOf(t, p)
}

func (c *compiler) focusOf(t *term, p *plan) error {
	for _, names := range t.focus {
		var slots []int
		for _, name := range names {
			slot := c.vars.lookup(name)
			if slot < 0 {
				return fmt.Errorf("line %d: reading focus-metavariable: no pattern binds %s", t.line, name)
			}
			slots = append(slots, slot)
		}
		p.focus = append(p.focus, slots)
	}
	return nil
}
