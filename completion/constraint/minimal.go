package constraint

import "slices"

// ladder is the details in which an automaton may be written out, from less to more, with what each
// leaves to the gate. A rung is tried where there is room for the states of the one below, grown as
// much as they mostly do.
var ladder = []struct {
	detail detail
	grows  int
	less   string
}{
	{detail{-1, false, false}, 1, "code in strings and the arguments of calls are not followed"},
	{detail{0, false, false}, 2, "code in strings and arguments behind another bracket are not followed"},
	{detail{2, false, false}, 2, "code in strings and the arguments of calls that begin in the hole are not followed"},
	{detail{2, true, false}, 4, "code in strings and arguments behind more than two brackets are not followed"},
	{detail{2, true, true}, 2, "arguments behind more than two brackets are not followed"},
	{full, 2, ""},
}

// Minimal makes all states of an automaton that can be reached from its start, at most limit, and
// merges those that accept the same texts. It follows as much as the limit has room for.
func (a *Automaton) Minimal(limit int) (*DFA, error) {
	var best *DFA
	var last *explored
	s := a.program.at(a.start)
	for _, rung := range ladder {
		m := a.program.machine
		grows := rung.grows
		if rung.detail.holes && last != nil && !last.machine.detail.holes {
			grows *= m.copies()
		}
		d := m.useful(rung.detail, s)
		if last != nil && d == last.machine.detail {
			best.Less = rung.less
			continue
		}
		if best != nil && best.States()*grows > limit {
			break
		}
		x := a.program.explored(d, limit, s)
		dfa := x.within(s, a.after, limit)
		if dfa == nil {
			break
		}
		best, last = dfa, x
		best.Classes, best.Less = a.program.classes, rung.less
	}
	if best == nil {
		return nil, &TooLarge{limit}
	}
	return best, nil
}

// within returns the automaton from a state on, nil if it has more states than the limit.
func (x *explored) within(s state, after string, limit int) *DFA {
	if x.over {
		return nil
	}
	if d := x.dfa(x.machine.clip(s), after); d.States() <= limit {
		return d
	}
	return nil
}

// spread is how many states are explored for each that may be left: minimising leaves few.
const spread = 5

// explored returns the states of a program in some detail, with those from one state on.
func (p *program) explored(d detail, limit int, from state) *explored {
	p.exploring.Lock()
	defer p.exploring.Unlock()
	x := p.whole[d]
	if x == nil || x.over && x.limit < spread*limit {
		m := *p.machine
		m.detail = d
		x = newExplored(&m, p.members, spread*limit)
		p.whole[d] = x
	}
	from = x.machine.clip(from)
	if _, ok := x.index[from]; ok || x.over {
		return x
	}
	for _, r := range x.beyond {
		if r.from == from {
			return r.all
		}
	}
	y := x.extended(from)
	x.beyond = append([]reached{{from, y}}, x.beyond[:min(len(x.beyond), maxReached-1)]...)
	return y
}

// maxReached is how many cursors are remembered for each detail.
const maxReached = 4

// copies is how often the states of code come where code in strings is followed: once for each form of
// strings that has some.
func (m *machine) copies() int {
	n := 1
	for _, f := range m.lexical.Strings {
		if f.Hole.Open != "" {
			n++
		}
	}
	return n
}

// useful returns the least detail in which the machine does the same from a state on.
func (m *machine) useful(d detail, s state) detail {
	begun := false
	for rest := s.items; rest != ""; rest = rest[itemSize:] {
		begun = begun || m.nodes[decode(rest).node].kind != expect
	}
	if lists := slices.ContainsFunc(m.nodes, func(n node) bool { return n.kind != expect && n.kind != form }); !lists {
		d.opening = false
	}
	if !d.opening && !begun {
		d.depth = -1
	}
	d.holes = d.holes && m.copies() > 1
	return d
}

// clip drops from a state what the machine does not follow.
func (m *machine) clip(s state) state {
	var kept []item
	for rest := s.items; rest != ""; rest = rest[itemSize:] {
		if i := decode(rest); m.nodes[i.node].kind == expect || i.depth <= m.detail.depth {
			kept = append(kept, i)
		}
	}
	if s.items = encode(kept); !m.detail.holes && s.hole > 0 {
		s.hole = 0
	}
	return s
}

// extended explores from one more state. What was explored already keeps its blocks.
func (x *explored) extended(s state) *explored {
	known := len(x.states)
	y := *x
	y.beyond = nil
	y.index = make(map[state]int32, known)
	for s, i := range x.index {
		y.index[s] = i
	}
	y.states, y.next = append([]state(nil), x.states...), append([]int32(nil), x.next...)
	y.block, y.table = append([]int32(nil), x.block...), append([]int32(nil), x.table...)
	y.from(s)
	if !y.over {
		y.minimize(known)
	}
	return &y
}

// dfa returns the blocks that can be reached from a state. A hole may end in a block if it may in all
// of its states.
func (x *explored) dfa(s state, after string) *DFA {
	ends := make([]bool, x.blocks)
	for i := range ends {
		ends[i] = true
	}
	for i := range x.states {
		if b := x.block[i]; ends[b] && !x.machine.mayEnd(x.states[i], after) {
			ends[b] = false
		}
	}
	d, columns := &DFA{Members: x.members}, len(x.members)
	number := make([]int32, x.blocks)
	for i := range number {
		number[i] = missing
	}
	order := []int32{x.block[x.index[s]]}
	number[order[0]] = 0
	for i := 0; i < len(order); i++ {
		row := x.table[int(order[i])*columns : (int(order[i])+1)*columns]
		for _, to := range row {
			if to >= 0 && number[to] == missing {
				number[to] = int32(len(order))
				order = append(order, to)
			}
			if to >= 0 {
				to = number[to]
			}
			d.next = append(d.next, to)
		}
		d.accept = append(d.accept, ends[order[i]])
	}
	return d
}
