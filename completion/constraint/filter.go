package constraint

import "slices"

// A span is what the lexeme that is being read can still become: those of phrases in [low, high), or
// one that ends an operand or a statement, or a string.
type span struct {
	low, high lexeme
	ends      bool
	parts     bool
	opens     bool
	mark      bool // it is no name, number or string
}

func (r span) has(l lexeme) bool { return l >= r.low && l < r.high }

// filter drops the items that wait for what the lexeme cannot become, and forgets in the others what
// it no longer matters for. It is a hit where an operand can no longer be of an allowed form.
func (m *machine) filter(items string, r span) (kept string, hit bool) {
	if items == "" {
		return "", false
	}
	var room [maxLists]item
	out := room[:0]
	for rest := items; rest != ""; rest = rest[itemSize:] {
		i := decode(rest)
		wanted := m.wants(i, r) || r.opens && m.wants(i, m.anyText())
		switch kind := m.nodes[i.node].kind; {
		case kind == expect && !wanted:
			continue
		case kind == only && !wanted:
			hit = hit || !m.nodes[i.node].loose || i.form != 0
			continue
		case kind == until && !wanted && r.mark:
			i.form = 0
		case kind == until && !wanted:
			i.form, i.fresh = 0, false
		case !wanted:
			i.fresh = false
		}
		out = append(out, i)
	}
	return encode(out), hit
}

// anyText is what a string that begins can become.
func (m *machine) anyText() span { return span{low: quoted, high: max(m.textHigh, quoted+1)} }

// wants reports whether one of the lexemes would take an item further.
func (m *machine) wants(i item, r span) bool {
	n := &m.nodes[i.node]
	switch n.kind {
	case expect:
		return r.has(n.lexeme) || n.lexeme == quoted && m.isText(r.low)
	case rest, operand:
		if n.kind == rest && m.nodes[n.next].kind != expect {
			return i.fresh && i.depth == 0
		}
		return i.depth == 0 && i.fresh == (n.kind == rest) && m.wants(item{node: n.next}, r)
	case only:
		if i.form == 0 {
			return r.ends && !n.must || m.wantsForm(n.forms, r)
		}
		f := &m.nodes[i.form]
		return m.wantsForm(i.form, r) || f.next == done && (r.ends || n.statement && r.parts) || f.lexeme == quoted && m.isText(r.low)
	case until:
		if i.form == 0 {
			return i.fresh && i.depth == 0 && (n.given || m.wantsForm(n.forms, r))
		}
		return m.wantsForm(i.form, r)
	}
	return false
}

func (m *machine) wantsForm(at int16, r span) bool {
	for l := range m.follow[at] {
		if r.has(l) || l == quoted && m.isText(r.low) {
			return true
		}
	}
	return false
}

// waiting reports whether an item waits for one of the lexemes.
func (m *machine) waiting(items string, r span) bool {
	for rest := items; rest != ""; rest = rest[itemSize:] {
		if m.wants(decode(rest), r) {
			return true
		}
	}
	return false
}

// mayStart reports whether a phrase may begin with one of the lexemes, behind last.
func (m *machine) mayStart(r span, last lexeme) bool {
	for l := r.low; l < r.high; l++ {
		for _, first := range m.starts[l] {
			if !slices.Contains(first.notAfter, last) {
				return true
			}
		}
	}
	return false
}

// spoil drops what waits for a string, for the one that is being read has code in it.
func (m *machine) spoil(items string) (kept string, hit bool) {
	return m.filter(items, span{low: other, high: other})
}
