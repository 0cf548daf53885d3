package flow

import "slices"

// A summary is what calls need to know of a function: how what it is given reaches what it returns, what it
// is given, and sinks. Sets hold sources, and inputs as numbers from fileRun.inputs on: first the
// parameters, then the free variables that it reads.
type summary struct {
	ret   int32
	outs  map[int]int32 // by input: what it holds afterwards, besides itself
	sinks map[int32]int32
	names []string // of the inputs that are free variables
	count int      // parameters that are inputs
}

// summarise solves a member with its inputs marked, or recalls how it was solved before, and reports what real
// sources reach in it.
func (x *fileRun) summarise(i int) *summary {
	known := x.solutionKey(i)
	if s := x.recall(i, known); s != nil {
		return s
	}
	m := &x.members[i]
	s := &summary{outs: map[int]int32{}, sinks: map[int32]int32{}}
	r, cells := x.solveMarked(i, s)
	if r == nil {
		return nil
	}
	touched := x.sets.work
	defer func() { x.steps += x.sets.work - touched + 10*len(r.sinks) }()
	s.ret = r.result
	for key, set := range r.sinks {
		x.reached(i, s, r, known, key, set)
	}
	x.effects(m, r, s, cells)
	if i == 0 {
		x.keepGlobals(r)
	}
	x.remember(i, known, s, r)
	return s
}

// reached reports what reaches a sink, and notes what of it are inputs.
func (x *fileRun) reached(i int, s *summary, r *run, known string, key sinkKey, set int32) {
	if !x.members[i].lambda {
		x.report(i, r, known, key, set)
	}
	// What real sources reach is reported here and now, and is nothing to callers.
	if inputs := x.inputsIn(set); inputs != 0 && x.rule.unlabelled() {
		s.sinks[key.match] = x.sets.union(s.sinks[key.match], inputs)
	} else if inputs != 0 {
		s.sinks[key.match] = x.sets.union(s.sinks[key.match], set)
	}
}

// inputsIn returns the inputs of a set, without the real sources.
func (x *fileRun) inputsIn(set int32) int32 {
	in, ok := x.inputSets[set]
	if !ok {
		in = x.sets.without(set, func(t int32) bool { return int(t) < x.inputs })
		x.inputSets[set] = in
	}
	return in
}

// solveMarked solves a member whose inputs are taints of their own, if something calls it. It returns nil if
// that took too much work.
func (x *fileRun) solveMarked(i int, s *summary) (r *run, cells []int32) {
	m := &x.members[i]
	state := map[int32]int32{}
	for _, e := range x.entry(i) {
		state[e.cell] = e.value
	}
	if x.targets[i].called {
		cells = x.inputCells(m, s)
	}
	for k, c := range cells {
		if c >= 0 {
			state[c] = x.sets.union(state[c], x.sets.single(int32(x.inputs+k)))
		}
	}
	r = x.newRun(i)
	var entryState []entry
	for c, v := range state {
		entryState = append(entryState, entry{c, v})
	}
	slices.SortFunc(entryState, func(a, b entry) int { return int(a.cell - b.cell) })
	ok := r.solve(entryState)
	x.steps += r.cost
	switch {
	case !ok:
		x.why = "a function has more ways through it than can be followed"
		return nil, nil
	case x.steps > fileBudget:
		x.why = "functions call each other in too many ways"
		return nil, nil
	}
	return r, cells
}

// fileBudget bounds the work of one rule on one file.
const fileBudget = 10_000_000

// inputCells returns the cells of a member's inputs, by the number of the input; -1 for a parameter without
// a name of its own.
func (x *fileRun) inputCells(m *member, s *summary) []int32 {
	var cells []int32
	for _, p := range m.params {
		if len(cells) < maxInputs {
			cells = append(cells, m.instrs[p].cell)
		}
	}
	s.count = len(cells)
	for c := range m.cells {
		if cell := &m.cells[c]; cell.free && cell.parent < 0 && cell.name != "" && len(cells) < maxInputs {
			cells = append(cells, int32(c))
			s.names = append(s.names, cell.name)
		}
	}
	return cells
}

// effects notes what a member leaves in its inputs.
func (x *fileRun) effects(m *member, r *run, s *summary, cells []int32) {
	rebound := map[int32]bool{}
	for i := range m.instrs {
		if in := &m.instrs[i]; in.op == opSet && in.cell >= 0 && m.cells[in.cell].parent < 0 {
			rebound[in.cell] = true
		}
	}
	exit := map[int32]int32{}
	for _, e := range r.ins[exitBlock] {
		root := m.root(e.cell)
		if e.cell == root && rebound[root] && !m.cells[root].free {
			continue // the parameter is another thing by then
		}
		exit[root] = x.sets.union(exit[root], e.value)
	}
	for k, c := range cells {
		if c < 0 || exit[c] == 0 {
			continue
		}
		own := int32(x.inputs + k)
		if set := x.sets.without(exit[c], func(t int32) bool { return t == own }); set != 0 {
			s.outs[k] = set
		}
	}
}

func (s *summary) equal(o *summary) bool {
	if o == nil || s.ret != o.ret || len(s.outs) != len(o.outs) || len(s.sinks) != len(o.sinks) {
		return false
	}
	for k, v := range s.outs {
		if o.outs[k] != v {
			return false
		}
	}
	for k, v := range s.sinks {
		if o.sinks[k] != v {
			return false
		}
	}
	return true
}
