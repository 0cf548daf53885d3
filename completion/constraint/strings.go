package constraint

// enterString goes into a string. Its text is followed only while a phrase waits for one.
func (m *machine) enterString(s state, form int) (state, bool) {
	items, hit := m.filter(s.items, m.anyText())
	text, known := int16(-1), span{low: m.textLow, high: m.textHigh}
	if m.waiting(items, known) || m.mayStart(known, s.last) {
		text = 0
	}
	s = state{mode: inString, node: int16(form - 1), hole: s.hole, last: s.last, text: text, items: items}
	return m.plain(s), hit
}

// plain forgets that a string may have holes, and what stood before it, where that does not matter.
func (m *machine) plain(s state) state {
	if s.text < 0 && !m.detail.holes && m.sibling[s.node] != s.node && !m.picky(s.items) {
		s.node = m.sibling[s.node]
	}
	if s.text < 0 {
		s.last = other
	}
	return s
}

// picky reports whether an item asks for a string without code in it.
func (m *machine) picky(items string) bool {
	for rest := items; rest != ""; rest = rest[itemSize:] {
		if kind := m.nodes[decode(rest).node].kind; kind == only || kind == expect {
			return true
		}
	}
	return false
}

func (m *machine) readString(s state, b byte, begin bool) (state, bool) {
	f := &m.lexical.Strings[s.node]
	switch {
	case s.step == escaped:
		s.step = 0
		return m.readText(s, -1)
	case f.Escape != 0 && b == f.Escape:
		s.step = escaped
		return m.readText(s, -1)
	case b == '\n' && !f.Multiline:
		s.hole = 0
		return m.emit(s, token{}, begin)
	case f.Hole.Open != "" && b == f.Hole.Open[len(f.Hole.Open)-1]:
		return m.enterHole(s, begin)
	}
	if s.step = advance(f.Close, s.step, b); int(s.step) == len(f.Close) {
		return m.emit(s, token{lexeme: m.texts.text(s.text)}, begin)
	}
	if s.step > 0 { // it may be the end: texts of phrases hold no quotes
		return s, false
	}
	return m.readText(s, m.texts.below(s.text, lower(b)))
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

// readText moves to a node in the trie of texts, and forgets the phrases that wait for another.
func (m *machine) readText(s state, at int16) (state, bool) {
	if s.text < 0 {
		return s, false
	}
	s.text = at
	r := span{low: quoted, high: quoted + 1}
	if at >= 0 {
		r = span{low: m.texts.nodes[at].low, high: m.texts.nodes[at].high}
	}
	hit := false
	s.items, hit = m.filter(s.items, r)
	if at >= 0 && !m.waiting(s.items, r) && !m.mayStart(r, s.last) {
		s.text = -1
	}
	return m.plain(s), hit
}

// enterHole goes into the code within a string, which is a bracket around it.
func (m *machine) enterHole(s state, begin bool) (state, bool) {
	form := int8(s.node + 1)
	if !m.detail.holes {
		items, hit := m.spoil(s.items)
		s.items, s.text, s.step = items, -1, 0
		return s, hit
	}
	s, hit := m.emit(s, token{nesting: 1, hole: true}, begin)
	s.hole = form
	return s, hit
}

// leaveHole goes back into the string around a hole.
func (m *machine) leaveHole(s state, begin bool) (state, bool) {
	form := s.hole
	s, hit := m.emit(s, token{nesting: -1}, begin)
	return state{mode: inString, node: int16(form - 1), text: -1, items: s.items}, hit
}
