package constraint

import (
	"cmp"
	"slices"
)

// An item is a phrase that is under way: the node that comes next, and what has come of the argument
// list or operand that the node reads over.
type item struct {
	node  int16
	form  int16 // only, until: the node of the form that has begun; 0 for none
	depth int8  // of brackets within
	fresh bool  // an argument begins here; of an operand: nothing of it has come
}

const itemSize = 6

// Bounds of the phrases that are under way at once: of those whose next lexeme comes at once there are
// as many as begin alike, and nobody nests calls so that there are more of the others.
const (
	maxItems = 512
	maxLists = 24
)

func encode(items []item) string {
	if len(items) == 0 {
		return ""
	}
	slices.SortFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.form, b.form), cmp.Compare(a.depth, b.depth), compareBool(a.fresh, b.fresh))
	})
	items = slices.Compact(items)
	out := make([]byte, 0, len(items)*itemSize)
	for _, i := range items[:min(len(items), maxItems)] {
		fresh := byte(0)
		if i.fresh {
			fresh = 1
		}
		out = append(out, byte(i.node), byte(i.node>>8), byte(i.form), byte(i.form>>8), byte(i.depth), fresh)
	}
	return string(out)
}

func compareBool(a, b bool) int {
	if a == b {
		return 0
	}
	if b {
		return -1
	}
	return 1
}

// decode reads the first of a state's items.
func decode(s string) item {
	return item{int16(s[0]) | int16(s[1])<<8, int16(s[2]) | int16(s[3])<<8, int8(s[4]), s[5] != 0}
}

// A step is what one more lexeme makes of the items.
type step struct {
	m     *machine
	items []item
	room  [maxLists]item
	lists int
	hit   bool
}

// emit drives the phrases by one lexeme.
func (m *machine) emit(s state, t token, begin bool) (state, bool) {
	next := state{mode: inCode, hole: s.hole, last: t.lexeme}
	if !m.remembered[t.lexeme] {
		next.last = other
	}
	begin = begin && t.lexeme > quoted && !m.closed
	if s.items == "" && !begin {
		return next, false
	}
	p := step{m: m}
	p.items = p.room[:0]
	for rest := s.items; rest != ""; rest = rest[itemSize:] {
		p.advance(decode(rest), t)
	}
	if begin {
		for _, first := range m.starts[t.lexeme] {
			if !slices.Contains(first.notAfter, s.last) {
				p.enter(m.nodes[first.node].next)
			}
		}
	}
	next.items = encode(p.items)
	return next, p.hit
}

// enter takes up a node.
func (p *step) enter(at int16) {
	switch {
	case at == done:
		p.hit = true
	case p.m.nodes[at].kind == expect:
		p.items = append(p.items, item{node: at})
	case p.m.detail.opening && p.lists < maxLists:
		p.lists++
		p.items = append(p.items, item{node: at, fresh: true})
	}
}

// first returns the item of a node that nothing was read of.
func (p *step) first(at int16) item {
	return item{node: at, fresh: p.m.nodes[at].kind != expect}
}

// advance reads a token in an item.
func (p *step) advance(i item, t token) {
	n := &p.m.nodes[i.node]
	switch n.kind {
	case expect:
		if n.lexeme == t.lexeme || n.lexeme == quoted && p.m.isText(t.lexeme) {
			p.enter(n.next)
		}
	case rest:
		if i.depth == 0 && (i.fresh || t.nesting < 0) {
			p.advance(p.first(n.next), t)
		}
		p.over(i, t)
	case operand:
		if !i.fresh && i.depth == 0 {
			p.advance(p.first(n.next), t)
		}
		if i.depth > 0 || !t.comma {
			p.over(i, t)
		}
	case only:
		p.only(i, t)
	case until:
		p.until(i, t)
	}
}

// over reads over a token of an argument list, up to the bracket that ends it.
func (p *step) over(i item, t token) {
	if t.stops && i.depth == 0 {
		return
	}
	if i.depth += t.nesting; i.depth < 0 || i.depth > p.m.detail.depth {
		return
	}
	if p.lists++; p.lists > maxLists {
		return
	}
	i.form, i.fresh = 0, t.comma && i.depth == 0
	p.items = append(p.items, i)
}

// only reads a token of an operand that must be of a form.
func (p *step) only(i item, t token) {
	at := i.form
	if at == 0 {
		at = p.m.nodes[i.node].forms
	}
	next, ok := p.m.form(at, t.lexeme)
	switch {
	case ok:
		i.form, i.fresh = next, false
		p.items = append(p.items, i)
	case p.m.nodes[at].lexeme == quoted && p.m.isText(t.lexeme): // strings side by side are one
		p.items = append(p.items, i)
	case (t.comma || t.nesting < 0) && (i.form == 0 && !p.m.nodes[i.node].must || i.form != 0 && p.m.nodes[at].next == done):
	case p.m.nodes[i.node].loose && i.form == 0 && !t.hole:
	case p.m.nodes[i.node].statement && p.m.nodes[at].next == done && !t.joins:
	default:
		p.hit = true
	}
}

// until reads a token of an argument list in which an argument must come. One that is spread may bring it.
func (p *step) until(i item, t token) {
	n, at := &p.m.nodes[i.node], i.form
	if at == 0 && i.fresh && i.depth == 0 {
		if t.spreads || n.given && t.nesting >= 0 && !t.comma {
			return
		}
		at = n.forms
	}
	if next, ok := p.m.form(at, t.lexeme); ok && at != 0 {
		if p.m.nodes[next].next == done {
			return // it has come
		}
		q := i
		q.form, q.fresh = next, false
		q.depth += t.nesting
		p.items = append(p.items, q)
		return
	}
	if i.depth == 0 && t.nesting < 0 {
		p.hit = true
		return
	}
	if t.comma && i.depth == 0 && n.next != done {
		i.node = n.next
	}
	p.over(i, t)
}

// form returns the node of a trie of forms behind one more lexeme. AnyString stands for any string.
func (m *machine) form(at int16, l lexeme) (int16, bool) {
	if at == 0 {
		return 0, false
	}
	next, ok := m.follow[at][l]
	if !ok && m.isText(l) {
		next, ok = m.follow[at][quoted]
	}
	return next, ok
}

// isText reports whether a lexeme is a string.
func (m *machine) isText(l lexeme) bool { return l == quoted || l >= m.textLow && l < m.textHigh }
