package match

import (
	"fmt"
	"slices"
)

// A Clause is one way in which a matcher can match: a pattern, and what must hold besides. A matcher
// matches where one of its clauses does. Constraints are derived from them.
type Clause struct {
	Pattern string            // code with holes, as the rule has it
	Not     []string          // patterns that must not match what Pattern matches
	Where   map[string]string // metavariable → regex that what it stands for must match from its start
	// Except says what else must not be so, for people; "" nothing. A clause without it matches more.
	Except string
	// Beyond says what else must be so, for people; "" nothing. Pattern alone says too little then.
	Beyond string
}

// maxClauses bounds what a formula is multiplied out to.
const maxClauses = 512

// Clauses returns the clauses of the matcher, or an error that says why it has none: a native form has
// none, and a formula that multiplies out to too many.
func (m *Matcher) Clauses() ([]Clause, error) {
	x := clauses{names: m.vars}
	out := x.of(m.plan)
	if x.err != nil {
		return nil, x.err
	}
	return out, nil
}

type clauses struct {
	names []string
	err   error
}

func (x *clauses) of(p *plan) []Clause {
	var out []Clause
	switch {
	case p.op == opPattern && p.inside:
		out = []Clause{{Beyond: "it looks at the code around"}}
	case p.op == opPattern:
		out = []Clause{{Pattern: p.pattern.source}}
	case p.op == opRegex:
		out = []Clause{{Beyond: "it searches text"}}
	case p.op == opOr:
		for _, kid := range p.kids {
			out = append(out, x.of(kid)...)
		}
	case p.op == opAnd:
		out = x.all(p)
	default:
		x.err = fmt.Errorf("the rule is no formula of patterns")
	}
	if p.inside && p.op != opPattern {
		out = []Clause{{Beyond: "it looks at the code around"}}
	}
	if len(out) > maxClauses {
		x.err = fmt.Errorf("the rule multiplies out to more than %d patterns", maxClauses)
		return nil
	}
	return x.conditions(p, out)
}

// all multiplies out a conjunction.
func (x *clauses) all(p *plan) []Clause {
	out := []Clause{{}}
	for _, kid := range p.kids {
		if kid.negated {
			for i := range out {
				x.exclude(&out[i], kid)
			}
			continue
		}
		var product []Clause
		for _, a := range out {
			for _, b := range x.of(kid) {
				product = append(product, join(a, b))
			}
		}
		if out = product; len(out) > maxClauses {
			x.err = fmt.Errorf("the rule multiplies out to more than %d patterns", maxClauses)
			return nil
		}
	}
	return out
}

// join makes one clause of two that must both hold.
func join(a, b Clause) Clause {
	c := Clause{Pattern: a.Pattern, Not: slices.Concat(a.Not, b.Not), Where: map[string]string{}, Except: first(a.Except, b.Except), Beyond: first(a.Beyond, b.Beyond)}
	for _, from := range []Clause{a, b} {
		for name, regex := range from.Where {
			c.Where[name] = regex
		}
	}
	if c.Pattern = first(a.Pattern, b.Pattern); a.Pattern != "" && b.Pattern != "" && a.Pattern != b.Pattern {
		c.Beyond = "it looks for two patterns in one place"
	}
	return c
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// exclude adds what a negated plan excludes.
func (x *clauses) exclude(c *Clause, p *plan) {
	switch {
	case p.inside || len(p.conds) > 0 || p.op == opRegex:
		c.Except = "some places are excluded"
	case p.op == opPattern:
		c.Not = append(slices.Clip(c.Not), p.pattern.source)
	case p.op == opOr || len(p.kids) == 1:
		for _, kid := range p.kids {
			x.exclude(c, kid)
		}
	default:
		c.Except = "some places are excluded"
	}
}

// conditions adds the conditions of a plan to its clauses.
func (x *clauses) conditions(p *plan, out []Clause) []Clause {
	for _, cond := range p.conds {
		for i := range out {
			if cond.key != "metavariable-regex" {
				out[i].Beyond = "it depends on " + cond.key
				continue
			}
			where := map[string]string{x.names[cond.slot]: cond.regex.source()}
			out[i] = join(out[i], Clause{Where: where})
		}
	}
	return out
}

// source returns the regex as it was compiled.
func (r *textRegex) source() string {
	if r.fast != nil {
		return r.fast.String()
	}
	return r.slow.String()
}
