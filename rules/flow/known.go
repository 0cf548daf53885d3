package flow

import (
	"sort"

	"github.com/sluice-lsp/sluice/rules/match"
)

// constant returns what is known of the value of an expression, by the node of the tree's form: a string or
// number that it has on every way that leads to it.
func (a *Analysis) constant(node int32) (match.Known, bool) {
	m := a.file().memberAt(node)
	known, ok := m.known()[node-m.node]
	if !ok {
		return match.Known{}, false
	}
	return match.Known{Text: known.text, Number: known.kind == factNumber, Until: m.span.End}, true
}

// memberAt returns the innermost member that a node stands in.
func (f *file) memberAt(node int32) *member {
	i := sort.Search(len(f.members), func(i int) bool { return f.members[i].node > node }) - 1
	for i > 0 && f.form.Node(f.members[i].node).After <= node {
		i = f.members[i].parent
	}
	return &f.members[max(i, 0)]
}

// known returns the constants of a function by node, counted from the function's. A node that was lowered
// several times must be the same each time.
func (f *function) known() map[int32]fact {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byNode != nil {
		return f.byNode
	}
	f.byNode = map[int32]fact{}
	seen := map[int32]bool{}
	for i := range f.instrs {
		in := &f.instrs[i]
		if f.facts == nil || in.op == opSet || in.op == opPut || in.op == opParam || in.op == opReturn || f.dead[in.block] {
			continue
		}
		k := f.facts[i]
		if constant := k.kind == factString || k.kind == factNumber; constant && (!seen[in.at] || f.byNode[in.at] == k) {
			f.byNode[in.at] = k
		} else {
			delete(f.byNode, in.at)
		}
		seen[in.at] = true
	}
	return f.byNode
}
