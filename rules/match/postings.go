package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// postings are the nodes of a form by what a pattern can start on. One walk of the form makes them for
// all matchers.
type postings struct {
	facts  *facts
	roles  [syntax.RoleCount][]int32
	called map[string][]int32 // calls and instantiations by the last name of what is called
	all    []int32
}

func newPostings(x *facts) *postings {
	p := &postings{facts: x, called: map[string][]int32{}}
	for i := int32(1); i < int32(x.form.Len()); i++ {
		role := x.form.Node(i).Role
		p.roles[role] = append(p.roles[role], i)
		if callee := x.callee(i); callee >= 0 {
			p.call(i, callee)
		}
	}
	return p
}

// call files a call under the name that stands there and under the one that it was imported from.
func (p *postings) call(i, callee int32) {
	name := p.facts.lastName(callee)
	p.called[name] = append(p.called[name], i)
	filed := name
	for _, path := range p.facts.paths(callee) {
		if last := path[len(path)-1]; last != filed {
			p.called[last] = append(p.called[last], i)
			filed = last
		}
	}
}

// callee returns what a call or an instantiation calls, -1 of any other node.
func (x *facts) callee(i int32) int32 {
	if role := x.form.Node(i).Role; role != syntax.RoleCall && role != syntax.RoleNew {
		return -1
	}
	return x.form.Child(i, syntax.SlotCallee)
}

func (x *facts) lastName(callee int32) string {
	switch x.form.Node(callee).Role {
	case syntax.RoleName:
		return x.form.Text(callee)
	case syntax.RoleOther:
		if first := x.form.First(callee); first >= 0 && x.lang.KindName(x.form.Node(callee).Kind) == "generic_type" {
			return x.lastName(first)
		}
	case syntax.RoleMember:
		if name := x.form.Child(callee, syntax.SlotName); name >= 0 {
			return x.form.Text(name)
		}
	}
	return ""
}

// candidates returns the nodes that a pattern's root may match, in order.
func (p *postings) candidates(root *pnode) []int32 {
	switch root.pop {
	case popNode:
	case popAnyText, popTextMeta, popTextRE:
		return p.union(syntax.RoleString, syntax.RoleTemplate, syntax.RoleName, syntax.RoleBinary)
	default:
		return p.everything()
	}
	switch root.role {
	case syntax.RoleCall, syntax.RoleNew:
		if callee := root.place(syntax.SlotCallee); callee != nil {
			if name, ok := literalName(callee); ok {
				return p.called[name]
			}
		}
	case syntax.RoleDict:
		if onlyDots(root.list) {
			return p.union(syntax.RoleDict, syntax.RoleOther)
		}
	case syntax.RoleFunc:
		if isJS(p.facts.lang) {
			return p.union(syntax.RoleFunc, syntax.RolePair)
		}
	case syntax.RoleName, syntax.RoleMember:
		return p.union(syntax.RoleName, syntax.RoleMember)
	case syntax.RoleString, syntax.RoleNumber, syntax.RoleTemplate:
		return p.union(syntax.RoleString, syntax.RoleTemplate, syntax.RoleName, syntax.RoleBinary, syntax.RoleNumber)
	}
	return p.roles[root.role]
}

// literalName returns the last name of a callee if the pattern spells it.
func literalName(callee *pnode) (string, bool) {
	if callee.pop != popNode {
		return "", false
	}
	switch callee.role {
	case syntax.RoleName:
		return callee.text, true
	case syntax.RoleMember:
		if name := callee.place(syntax.SlotName); name != nil && name.pop == popNode {
			return name.text, true
		}
	}
	return "", false
}

func (p *postings) everything() []int32 {
	if p.all == nil {
		for i := int32(1); i < int32(p.facts.form.Len()); i++ {
			p.all = append(p.all, i)
		}
	}
	return p.all
}

func (p *postings) union(roles ...syntax.Role) []int32 {
	var out []int32
	for _, r := range roles {
		out = append(out, p.roles[r]...)
	}
	return out
}
