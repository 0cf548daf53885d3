package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// Words returns names one of which stands in every text in which the matcher finds something, unless it
// is disguised. It is false if no such names are known: the pattern may find anything.
func (m *Matcher) Words() ([]string, bool) { return m.plan.words() }

func (p *plan) words() ([]string, bool) {
	if p.negated {
		return nil, false
	}
	switch p.op {
	case opPattern:
		if name, ok := p.pattern.root.word(); ok {
			return []string{name}, true
		}
	case opOr:
		var all []string
		for _, kid := range p.kids {
			words, ok := kid.words()
			if !ok {
				return nil, false
			}
			all = append(all, words...)
		}
		return all, len(all) > 0
	case opAnd:
		for _, kid := range p.kids {
			if words, ok := kid.words(); ok {
				return words, true
			}
		}
	}
	return nil, false
}

// word returns a name that stands in whatever the pattern matches: of what is called, read or written.
func (p *pnode) word() (string, bool) {
	if p == nil || p.pop != popNode {
		return "", false
	}
	of := p
	switch p.role {
	case syntax.RoleCall, syntax.RoleNew:
		of = p.place(syntax.SlotCallee)
	case syntax.RoleIndex:
		of = p.place(syntax.SlotObject)
	case syntax.RoleAssign:
		of = p.place(syntax.SlotTarget)
	}
	if of == nil {
		return "", false
	}
	if name, ok := literalName(of); ok {
		return name, true
	}
	if of != p {
		return of.word()
	}
	return "", false
}
