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
		root := p.pattern.root
		if root == nil || root.pop != popNode || root.role != syntax.RoleCall && root.role != syntax.RoleNew {
			return nil, false
		}
		if callee := root.place(syntax.SlotCallee); callee != nil {
			if name, ok := literalName(callee); ok {
				return []string{name}, true
			}
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
