package match

import (
	"sort"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// isStatement reports whether a node stands in a block's list.
func (m *machine) isStatement(i int32) bool {
	n := m.form.Node(i)
	return n.Parent >= 0 && n.Slot == syntax.SlotNone && (m.form.Node(n.Parent).Role == syntax.RoleBlock || m.inCase(n))
}

// inCase reports whether a node stands in a branch of a switch, whose statements are in no block.
func (m *machine) inCase(n *syntax.FormNode) bool {
	return n.Flags&syntax.FormStatement != 0
}

// statements returns all statements of the form in order. What stands in nested blocks follows the
// statement that holds it, which is the order in which dots between statements skip them.
func (m *machine) statements() []int32 {
	if m.stmts == nil {
		m.stmts = []int32{}
		for i := int32(1); i < int32(m.form.Len()); i++ {
			if n := m.form.Node(i); m.isStatement(i) && n.Role != syntax.RoleBlock {
				m.stmts = append(m.stmts, i)
			}
		}
	}
	return m.stmts
}

// from returns the statements that follow start in its block, start among them: with those of nested
// blocks if flat.
func (m *machine) from(start int32, end int32, flat bool) []int32 {
	if !flat {
		var out []int32
		for i := start; i >= 0; i = m.form.Next(i) {
			if m.form.Node(i).Slot == syntax.SlotNone {
				out = append(out, i)
			}
		}
		return out
	}
	all := m.statements()
	lo := sort.Search(len(all), func(i int) bool { return all[i] >= start })
	hi := sort.Search(len(all), func(i int) bool { return all[i] >= end })
	return all[lo:hi]
}

// block matches a body: the pattern's statements are all of it, but for what dots stand for.
func (m *machine) block(p *pnode, c int32, k next) bool {
	if onlyDots(p.list) {
		return k()
	}
	first := m.form.First(c)
	if first < 0 {
		return len(p.list) == 0 && m.reached(c, k)
	}
	flat := hasDots(p.list)
	return m.inOrder(p.list, m.from(first, m.form.Node(c).After, flat), !flat, func(last int32) bool {
		if flat {
			return k()
		}
		return m.reached(c, k)
	})
}

// inOrder matches statements in order. With whole, nothing may follow. k gets the last statement that
// the match covers, -1 if there is none.
func (m *machine) inOrder(ps []*pnode, cs []int32, whole bool, k func(last int32) bool) bool {
	return m.statementsFrom(ps, cs, 0, -1, whole, k)
}

func (m *machine) statementsFrom(ps []*pnode, cs []int32, at int, last int32, whole bool, k func(last int32) bool) bool {
	if !m.spend() {
		return false
	}
	if len(ps) == 0 {
		return (!whole || at == len(cs)) && k(last)
	}
	p := ps[0]
	if p.pop == popDots || p.pop == popMetas {
		if whole && len(ps) == 1 {
			return m.bindRun(p, cs[at:], func() bool { return k(last) })
		}
		if m.context && len(ps) == 1 {
			at = len(cs)
			if at > 0 {
				last = cs[at-1]
			}
		}
		for i := at; i <= len(cs); i++ {
			covered := last
			if i > at {
				covered = cs[i-1]
			}
			if m.bindRun(p, cs[at:i], func() bool { return m.statementsFrom(ps[1:], cs, i, covered, whole, k) }) {
				return true
			}
		}
		return false
	}
	return at < len(cs) && m.statement(p, cs[at], func() bool { return m.statementsFrom(ps[1:], cs, at+1, cs[at], whole, k) })
}

func (m *machine) bindRun(p *pnode, cs []int32, k next) bool {
	if p.pop == popDots {
		return k()
	}
	return m.bind(p.variable, m.run(cs), k)
}

// statement matches one statement. An expression that stands as a statement in a pattern matches
// inside an expression statement or a return too.
func (m *machine) statement(p *pnode, c int32, k next) bool {
	if m.match(p, c, k) {
		return true
	}
	n := m.form.Node(c)
	if p.flags&syntax.FormStatement == 0 || p.pop == popMeta || n.Flags&syntax.FormStatement == 0 && n.Role != syntax.RoleReturn {
		return false
	}
	if n.Role == syntax.RoleImport {
		return false
	}
	for i := c + 1; i < n.After; i++ {
		if m.form.Node(i).Role == syntax.RoleBlock && m.form.Node(i).Flags&syntax.FormImplied == 0 {
			// What stands in a function's body are statements of their own.
			i = m.form.Node(i).After - 1
			continue
		}
		if m.why != "" || m.match(p, i, k) {
			return true
		}
	}
	return false
}
