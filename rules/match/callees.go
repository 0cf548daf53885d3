package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// Callees returns the calls that the matcher's positive patterns begin with, as dotted names, whatever
// they and the rest of the formula say of arguments and surroundings. To forbid them forbids more than
// the matcher finds: it is for rules whose author asked for that.
func (m *Matcher) Callees() []string { return m.plan.callees() }

func (p *plan) callees() (names []string) {
	if p.negated || p.inside {
		return nil
	}
	switch p.op {
	case opPattern:
		root := p.pattern.root
		if root == nil || root.pop != popNode || root.role != syntax.RoleCall {
			return nil
		}
		if callee := root.place(syntax.SlotCallee); callee != nil && callee.dotted != nil {
			return []string{dotted(callee.dotted)}
		}
	case opCall:
		return append(names, p.call.form.Callees...)
	case opOr:
		for _, kid := range p.kids {
			names = append(names, kid.callees()...)
		}
	case opAnd:
		// What all kids find is found by any of them.
		for _, kid := range p.kids {
			if names = kid.callees(); len(names) > 0 {
				return names
			}
		}
	}
	return names
}
