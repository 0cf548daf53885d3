package constraint

import "slices"

// ladder is the details in which an automaton may be written out, from less to more, with what each
// leaves to the gate.
var ladder = []struct {
	detail detail
	less   string
}{
	{detail{0, false, false}, "code in strings and arguments behind another bracket are not followed"},
	{detail{2, false, false}, "code in strings and the arguments of calls that begin in the hole are not followed"},
	{detail{2, true, false}, "code in strings and arguments behind more than two brackets are not followed"},
	{detail{2, true, true}, "arguments behind more than two brackets are not followed"},
	{full, ""},
}

// Minimal makes all states of an automaton that can be reached from its start, at most limit, and
// merges those that accept the same texts. It follows as much as the limit has room for.
func (a *Automaton) Minimal(limit int) (*DFA, error) {
	var best *DFA
	var last *explored
	for _, rung := range ladder {
		if best != nil && rung.detail.holes && !last.machine.detail.holes && best.States()*a.program.machine.copies() > limit {
			break // not worth a try
		}
		x := a.program.explored(rung.detail, limit)
		if x == last {
			best.Less = rung.less
			continue
		}
		d := x.within(a.program.at(a.start), a.after, limit)
		if d == nil {
			break
		}
		best, last = d, x
		best.Classes, best.Less = a.program.classes, rung.less
	}
	if best == nil {
		return nil, &TooLarge{limit}
	}
	return best, nil
}

// within returns the automaton from a state on, nil if it has more states than the limit.
func (x *explored) within(s state, after string, limit int) *DFA {
	if s = x.machine.clip(s); x.over || x.blocks > limit {
		return nil
	}
	if _, ok := x.index[s]; !ok {
		if x = x.extended(s); x.over {
			return nil
		}
	}
	if d := x.dfa(s, after); d.States() <= limit {
		return d
	}
	return nil
}

// spread is how many states are explored for each that may be left: minimising leaves few.
const spread = 6

// explored returns the states of a program in some detail.
func (p *program) explored(d detail, limit int) *explored {
	p.mu.Lock()
	defer p.mu.Unlock()
	d = p.machine.useful(d)
	x := p.whole[d]
	if x == nil || x.over && x.limit < spread*limit {
		m := *p.machine
		m.detail = d
		x = newExplored(&m, p.members, spread*limit)
		p.whole[d] = x
	}
	return x
}

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

// useful returns the least detail in which the machine does the same.
func (m *machine) useful(d detail) detail {
	lists := slices.ContainsFunc(m.nodes, func(n node) bool { return n.kind != expect && n.kind != form })
	if !lists {
		d.depth, d.opening = 0, false
	}
	d.holes = d.holes && m.copies() > 1
	return d
}

// clip drops from a state what the machine does not follow.
func (m *machine) clip(s state) state {
	var kept []item
	for rest := s.items; rest != ""; rest = rest[itemSize:] {
		if i := decode(rest); i.depth <= m.detail.depth {
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
