package constraint

// explored is a machine with all states that can be reached from the start of a text, in blocks of
// those that forbid the same texts. It is immutable once made, and extended by copying.
type explored struct {
	machine *machine
	members [][]byte
	limit   int // of states

	index  map[state]int32
	states []state
	next   []int32 // state*len(members) + class → state, Dead
	over   bool    // there would be more than limit
	beyond []reached

	block  []int32 // state → block
	blocks int
	table  []int32 // block*len(members) + class → block, Dead
}

// reached is what was explored from one more state.
type reached struct {
	from state
	all  *explored
}

const missing = -2 // of a row that was not made yet

// newExplored explores from the start of a text, up to a limit of states.
func newExplored(m *machine, members [][]byte, limit int) *explored {
	x := &explored{machine: m, members: members, limit: limit, index: map[state]int32{}}
	x.from(state{})
	if !x.over {
		x.minimize(0)
	}
	return x
}

// from explores from a state on.
func (x *explored) from(s state) {
	x.at(s)
	for i := 0; i < len(x.states) && !x.over; i++ {
		x.fill(int32(i))
	}
}

// at returns the number of a state, with an empty row if it is new.
func (x *explored) at(s state) int32 {
	if i, ok := x.index[s]; ok {
		return i
	}
	if len(x.states) >= x.limit {
		x.over = true
		return 0
	}
	i := int32(len(x.states))
	x.index[s] = i
	x.states = append(x.states, s)
	for range x.members {
		x.next = append(x.next, missing)
	}
	return i
}

func (x *explored) row(i int32) []int32 {
	return x.next[int(i)*len(x.members) : (int(i)+1)*len(x.members)]
}

// set makes one transition by reading.
func (x *explored) set(i int32, class int) int32 {
	to, hit := x.machine.read(x.states[i], x.members[class][0], true)
	n := int32(Dead)
	if !hit {
		n = x.at(to)
	}
	x.row(i)[class] = n
	return n
}

// fill makes a state's row. Most bytes do in a state what they do in another, or what other bytes do:
// behind a name comes what comes behind any lexeme that leaves the same items.
func (x *explored) fill(i int32) {
	if x.row(i)[0] != missing {
		return
	}
	switch s := x.states[i]; s.mode {
	case inCode:
		for c := range x.members {
			x.set(i, c)
		}
	case inWord, inNumber:
		x.fillWord(i, s)
	case inMark:
		x.fillMark(i, s)
	default:
		x.fillText(i, s)
	}
}

// fillBehind fills a row with what comes behind the lexeme that ends here.
func (x *explored) fillBehind(i int32, s state, t token) {
	behind, hit := x.machine.emit(s, t, true)
	if hit {
		for c := range x.row(i) {
			x.row(i)[c] = int32(Dead)
		}
		return
	}
	b := x.at(behind)
	x.fill(b)
	copy(x.row(i), x.row(b))
}

func (x *explored) fillWord(i int32, s state) {
	x.fillBehind(i, s, token{lexeme: x.machine.words.lexeme(s.node)})
	m, unknown := x.machine, int32(missing)
	opens := s.node >= 0 && m.words.nodes[s.node].prefix
	for c, members := range x.members {
		switch b := members[0]; {
		case !m.goesOn(&s, b):
			if opens && m.marks.child(m.words.nodes[s.node].from, b) > 0 {
				x.set(i, c)
			}
		case m.words.child(s.node, b) >= 0 || unknown == missing:
			n := x.set(i, c)
			if m.words.child(s.node, b) < 0 {
				unknown = n
			}
		default:
			x.row(i)[c] = unknown
		}
	}
}

func (x *explored) fillMark(i int32, s state) {
	m := x.machine
	if m.marks.nodes[s.node].form == 0 {
		x.fillBehind(i, s, m.marks.token(s.node))
	}
	for c, members := range x.members {
		if m.marks.nodes[s.node].form > 0 || m.marks.child(s.node, members[0]) > 0 {
			x.set(i, c)
		}
	}
}

// fillText fills the row of a state within a comment or string.
func (x *explored) fillText(i int32, s state) {
	usual := int32(missing)
	for c, members := range x.members {
		switch {
		case x.machine.stands(&s, members[0]):
			x.set(i, c)
		case usual == missing:
			usual = x.set(i, c)
		default:
			x.row(i)[c] = usual
		}
	}
}

// stands reports whether a byte may mean something by itself in a comment or string.
func (m *machine) stands(s *state, b byte) bool {
	switch {
	case b == '\n' || b == '\r' || b == '\\':
		return true
	case s.mode == inLine:
		return false
	case s.mode == inBlock:
		c := m.lexical.BlockComments[s.node].Close
		return b == c[0] || b == c[len(c)-1]
	}
	f := &m.lexical.Strings[s.node]
	return b == f.Close[0] || b == f.Escape || f.Hole.Open != "" && b == f.Hole.Open[len(f.Hole.Open)-1] ||
		s.text >= 0 && m.texts.below(s.text, lower(b)) >= 0
}
