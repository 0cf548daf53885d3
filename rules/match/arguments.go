package match

import "github.com/sluice-lsp/sluice/rules/syntax"

func hasMetas(ps []*pnode) bool {
	for _, p := range ps {
		if p.pop == popMetas {
			return true
		}
	}
	return false
}

func onlyDots(ps []*pnode) bool { return len(ps) == 1 && ps[0].pop == popDots }

// sequence matches patterns against nodes in order; dots stand for any number of nodes.
func (m *machine) sequence(ps []*pnode, cs []int32, k next) bool {
	if !m.spend() {
		return false
	}
	if len(ps) == 0 {
		return len(cs) == 0 && k()
	}
	p := ps[0]
	switch p.pop {
	case popDots:
		if len(ps) == 1 {
			return k()
		}
		for i := 0; i <= len(cs); i++ {
			if m.sequence(ps[1:], cs[i:], k) {
				return true
			}
		}
		return false
	case popMetas:
		for i := 0; i <= len(cs); i++ {
			if m.bind(p.variable, m.run(cs[:i]), func() bool { return m.sequence(ps[1:], cs[i:], k) }) {
				return true
			}
		}
		return false
	}
	return len(cs) > 0 && m.match(p, cs[0], func() bool { return m.sequence(ps[1:], cs[1:], k) })
}

// run is the meaning of $...X.
func (m *machine) run(cs []int32) bound {
	if len(cs) == 0 {
		return bound{first: -1, last: -1}
	}
	return bound{first: cs[0], last: cs[len(cs)-1], span: syntax.Span{Start: m.form.Span(cs[0]).Start, End: m.form.Span(cs[len(cs)-1]).End}}
}

// arguments matches the arguments of a call: those with keywords in any order.
func (m *machine) arguments(ps []*pnode, cs []int32, k next) bool {
	keyed := false
	for _, p := range ps {
		keyed = keyed || p.role == syntax.RoleKeyword && p.pop == popNode
	}
	if !keyed {
		return m.withoutKeywords(ps, cs, k)
	}
	var plain, keywords []*pnode
	for _, p := range ps {
		if p.role == syntax.RoleKeyword && p.pop == popNode {
			keywords = append(keywords, p)
		} else {
			plain = append(plain, p)
		}
	}
	return m.keywords(keywords, cs, func(rest []int32) bool { return m.withoutKeywords(plain, rest, k) })
}

// keywords matches each keyword of a pattern with one of the call's and hands on what is left.
func (m *machine) keywords(ps []*pnode, cs []int32, k func([]int32) bool) bool {
	if len(ps) == 0 {
		return k(cs)
	}
	for i, c := range cs {
		if m.form.Node(c).Role != syntax.RoleKeyword {
			continue
		}
		rest := append(append([]int32(nil), cs[:i]...), cs[i+1:]...)
		if m.match(ps[0], c, func() bool { return m.keywords(ps[1:], rest, k) }) {
			return true
		}
	}
	return false
}

// withoutKeywords matches positional arguments. Only dots stand for a keyword argument.
func (m *machine) withoutKeywords(ps []*pnode, cs []int32, k next) bool {
	for _, c := range cs {
		if n := m.form.Node(c); n.Role == syntax.RoleKeyword && !hasDots(ps) {
			return false
		}
	}
	return m.positional(ps, cs, k)
}

func hasDots(ps []*pnode) bool {
	for _, p := range ps {
		if p.pop == popDots || p.pop == popMetas {
			return true
		}
	}
	return false
}

func (m *machine) positional(ps []*pnode, cs []int32, k next) bool {
	if !m.spend() {
		return false
	}
	if len(ps) == 0 {
		return len(cs) == 0 && k()
	}
	p := ps[0]
	if p.pop == popDots || p.pop == popMetas {
		for i := 0; i <= len(cs); i++ {
			rest := func() bool { return m.positional(ps[1:], cs[i:], k) }
			if len(ps) == 1 {
				i = len(cs)
				rest = k
			}
			if p.pop == popDots && rest() || p.pop == popMetas && m.bind(p.variable, m.run(cs[:i]), rest) {
				return true
			}
		}
		return false
	}
	if len(cs) == 0 || m.form.Node(cs[0]).Role == syntax.RoleKeyword {
		return false
	}
	return m.match(p, cs[0], func() bool { return m.positional(ps[1:], cs[1:], k) })
}

// unordered matches the entries of a dictionary in any order; what is left needs dots.
func (m *machine) unordered(ps []*pnode, cs []int32, more bool, k next) bool {
	var wanted []*pnode
	for _, p := range ps {
		if p.pop != popDots {
			wanted = append(wanted, p)
		}
	}
	if len(wanted) > len(cs) || len(wanted) < len(cs) && len(wanted) == len(ps) && !more {
		return false
	}
	return m.anyOrder(wanted, cs, 0, k)
}

func (m *machine) anyOrder(ps []*pnode, cs []int32, used uint64, k next) bool {
	if len(ps) == 0 {
		return k()
	}
	for i, c := range cs {
		if i < 64 && used&(1<<i) != 0 {
			continue
		}
		if m.match(ps[0], c, func() bool { return m.anyOrder(ps[1:], cs, used|1<<min(i, 63), k) }) {
			return true
		}
	}
	return false
}
