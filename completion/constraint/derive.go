package constraint

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Derive evaluates a set's rules at a site. A rule that finds calls of certain functions leaves the
// phrases that name them, in every way in which the text around the hole can name them; of any other
// rule it says that nothing was derived.
func Derive(set *rules.Set, site Site) *Constraint {
	c := &Constraint{}
	for _, r := range set.For(site.Language) {
		callees, exact := phrases(r, site.Language)
		if len(callees) == 0 {
			c.NotDerived = append(c.NotDerived, NotDerived{r.ID, "what it finds depends on more than the name of what is called"})
			continue
		}
		for _, callee := range callees {
			c.forbid(site, r.ID, callee, exact)
		}
	}
	if len(c.Forbidden) > 0 {
		c.Automaton = NewAutomaton(site.Language, c.Forbidden, site.Before, site.After)
	}
	return c
}

// phrases returns the calls that a rule forbids, and whether that is exactly what it finds. A rule may ask
// for more than it finds (constrain: phrases), because there is a better way on than its exceptions, or
// for nothing (constrain: none).
func phrases(r *rules.Rule, l *syntax.Language) (callees []string, exact bool) {
	switch {
	case r.Constrain == "none" || r.Matcher(l) == nil:
		return nil, false
	case r.Constrain == "phrases":
		return slices.Compact(r.Matcher(l).Callees()), false
	}
	return r.Matcher(l).Phrases()
}

// Behind returns the constraint's automaton for a site that lies further on, with more phrases that are
// forbidden there; nil if nothing is.
func (c *Constraint) Behind(site Site, more []Phrase) *Automaton {
	phrases := slices.Concat(c.Forbidden, more)
	if len(phrases) == 0 {
		return nil
	}
	return NewAutomaton(site.Language, phrases, site.Before, site.After)
}

// forbid adds the phrases of a call.
func (c *Constraint) forbid(site Site, rule, callee string, exact bool) {
	for _, name := range spellings(site.Names, callee) {
		c.Forbidden = append(c.Forbidden, Phrase{Lexemes: lexemes(name), NotAfter: notCalled, Rule: rule, Exact: exact})
	}
}

// notCalled are the lexemes behind which a name with a bracket is a member of something else, or a
// definition.
var notCalled = []string{".", "?.", "->", "::", "def", "class", "func", "function", "fn"}

// spellings returns the ways to name a callee: in full, and through each import that holds a part.
func spellings(names map[string]string, callee string) []string {
	out := []string{callee}
	for local, path := range names {
		rest, ok := strings.CutPrefix(callee, path)
		if ok && local != path && (rest == "" || rest[0] == '.') {
			out = append(out, local+rest)
		}
	}
	slices.Sort(out[1:])
	return out
}

// lexemes splits a dotted name, and adds the bracket of its call.
func lexemes(name string) []string {
	var out []string
	for i, part := range strings.Split(name, ".") {
		if i > 0 {
			out = append(out, ".")
		}
		out = append(out, part)
	}
	return append(out, "(")
}
