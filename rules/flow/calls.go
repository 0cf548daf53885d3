package flow

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

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

// follow solves the members that matter and their callees, callees first and again until nothing changes.
func (x *fileRun) follow() {
	x.numberTaints()
	x.nameTaints()
	x.summaries, x.substitutions = make([]*summary, len(x.members)), map[substitution]int32{}
	x.inputSets, x.texts = map[int32]int32{}, map[int32]string{}
	order, cyclic := x.callOrder()
	relevant := x.relevant(order)
	for round := 0; ; round++ {
		changed := false
		for _, i := range order {
			if !relevant[i] || x.late() {
				continue
			}
			old := x.summaries[i]
			if s := x.summarise(i); s != nil && !s.equal(old) {
				x.summaries[i], changed = s, true
			}
		}
		if x.moved {
			x.moved, changed = false, true
		} else if !cyclic {
			return
		}
		if !changed {
			return
		}
		if round > maxRounds {
			x.why = "functions call each other in too many ways"
			return
		}
	}
}

// maxRounds bounds the rounds over functions that call each other.
const maxRounds = 40

// callOrder returns the members with callees before callers, and whether some call each other.
func (x *fileRun) callOrder() (order []int, cyclic bool) {
	state := make([]uint8, len(x.members))
	var stack [][2]int
	for root := range x.members {
		if state[root] != 0 {
			continue
		}
		stack = append(stack[:0], [2]int{root, 0})
		state[root] = 1
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			callees := x.targets[top[0]].list
			if top[1] == len(callees) {
				state[top[0]] = 2
				order = append(order, top[0])
				stack = stack[:len(stack)-1]
				continue
			}
			next := callees[top[1]]
			top[1]++
			switch state[next] {
			case 0:
				state[next] = 1
				stack = append(stack, [2]int{next, 0})
			case 1:
				cyclic = true
			}
		}
	}
	return order, cyclic
}

// relevant finds the members from which both a source and a sink can be reached by calls, and all that they
// call.
func (x *fileRun) relevant(order []int) []bool {
	n := len(x.members)
	source, sink, out := make([]bool, n), make([]bool, n), make([]bool, n)
	for round := 0; round < 3; round++ {
		for _, i := range order {
			source[i] = source[i] || x.plans[i].sources || source[0] && x.plans[i].sinks
			sink[i] = sink[i] || x.plans[i].sinks
			for _, c := range x.targets[i].list {
				source[i], sink[i] = source[i] || source[c], sink[i] || sink[c]
			}
		}
	}
	for _, i := range slices.Backward(order) {
		if out[i] = out[i] || source[i] && sink[i]; out[i] {
			x.require(i, out)
		}
	}
	if out[0] = source[0] && slices.Contains(out, true); out[0] { // what it leaves in the file's variables
		x.require(0, out)
	}
	return out
}

func (x *fileRun) require(i int, out []bool) {
	work := []int{i}
	for len(work) > 0 {
		i, work = work[len(work)-1], work[:len(work)-1]
		for _, c := range x.targets[i].list {
			if !out[c] {
				out[c] = true
				work = append(work, c)
			}
		}
	}
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

// instantiate returns what a call to a function of the file gives, with what the call does to its arguments
// and to sinks in the function.
func (x *fileRun) instantiate(r *run, i int32) (int32, bool) {
	if x.targets == nil {
		return 0, false
	}
	target, ok := x.targets[r.member].byCall[i]
	if !ok {
		return 0, false
	}
	s := x.summaries[target]
	if s == nil {
		return 0, true // not solved yet: it will be, and then this call is done again
	}
	given := x.bind(r, i, target, s)
	result := x.substituted(s.ret, given)
	for k, set := range s.outs {
		x.leave(r, i, target, s, k, x.substituted(set, given))
	}
	r.cost += 10 + 20*len(s.sinks) + len(given)
	for match, set := range s.sinks {
		if set = x.substituted(set, given); set != 0 {
			key := sinkKey{match, i}
			r.sinks[key] = x.sets.union(r.sinks[key], set)
		}
	}
	return result, true
}

// bind returns what the inputs of a callee hold at a call.
func (x *fileRun) bind(r *run, i int32, target int, s *summary) []int32 {
	given := make([]int32, s.count+len(s.names))
	for k := 0; k < s.count; k++ {
		for _, a := range x.argumentsOf(r.function, i, target, k) {
			given[k] = r.sets.union(given[k], r.deep[a])
		}
	}
	object := x.objectOf(r.function, i, target)
	for k, name := range s.names {
		if c := x.cellNamed(r, name); c >= 0 && (object < 0 || !isSelf(name)) {
			given[s.count+k] = r.deepOf(c)
		}
		if object >= 0 {
			given[s.count+k] = r.sets.union(given[s.count+k], r.deep[object])
		}
	}
	return x.withTwins(given)
}

// objectOf returns the value whose fields are free variables of the method that is called, -1 if they are those of
// the caller.
func (x *fileRun) objectOf(f *function, i int32, target int) int32 {
	m, object := &x.members[target], f.operands(i)[0]
	if object < 0 || m.class < 0 || x.takesReceiver(m) {
		return -1
	}
	if in := &f.instrs[object]; in.op == opUse && (isSelf(f.cells[in.cell].name) || x.classes[f.cells[in.cell].name]) {
		return -1
	}
	return object
}

// cellNamed returns the variable of a caller that a free variable of a callee is, -1 if it has none.
func (x *fileRun) cellNamed(r *run, name string) int32 {
	for c := range r.cells {
		if r.cells[c].parent < 0 && r.cells[c].name == name {
			return int32(c)
		}
	}
	return -1
}

// argumentsOf returns the values that a call gives to the k-th parameter of a function.
func (x *fileRun) argumentsOf(f *function, i int32, target, k int) []int32 {
	m := &x.members[target]
	args := f.operands(i)
	p := &m.instrs[m.params[k]]
	first := 0
	if x.takesReceiver(m) {
		if k == 0 {
			if args[0] >= 0 {
				return args[:1]
			}
			return nil
		}
		first = 1
	}
	node := x.form.Node(p.at + m.node)
	rest := ""
	if node.Role == syntax.RoleParam {
		rest = strings.Trim(x.form.Text(p.at+m.node), " ")
	}
	name := ""
	if p.cell >= 0 {
		name = m.cells[p.cell].name
	}
	var out []int32
	for at := 2; at < len(args); at++ {
		key := f.keys[int(f.instrs[i].lo)+at]
		switch {
		case key != "" && (key == name || rest == "**"), key == "" && rest != "**" && (at-2 == k-first || rest != "" && at-2 >= k-first):
			out = append(out, args[at])
		case f.instrs[args[at]].flags&flagSpread != 0:
			out = append(out, args[at])
		}
	}
	return out
}

// takesReceiver reports whether the first parameter is what the method was called on.
func (x *fileRun) takesReceiver(m *member) bool {
	if len(m.params) == 0 {
		return false
	}
	p := &m.instrs[m.params[0]]
	if x.form.Node(p.at+m.node).Slot == syntax.SlotReceiver {
		return true
	}
	return m.class >= 0 && p.cell >= 0 && (m.cells[p.cell].name == "self" || m.cells[p.cell].name == "cls")
}

// leave gives the caller's place what a callee left in an input.
func (x *fileRun) leave(r *run, i int32, target int, s *summary, k int, set int32) {
	if k >= s.count {
		if object := x.objectOf(r.function, i, target); object >= 0 {
			r.taintPlace(object, set)
			return
		}
		if c := x.cellNamed(r, s.names[k-s.count]); c >= 0 {
			r.add(c, set)
		}
		return
	}
	for _, a := range x.argumentsOf(r.function, i, target, k) {
		r.taintPlace(a, set)
	}
}

// substituted replaces inputs by what they hold.
func (x *fileRun) substituted(set int32, given []int32) int32 {
	if set == 0 {
		return 0
	}
	key := substitution{set, fingerprint(given)}
	if out, ok := x.substitutions[key]; ok {
		return out
	}
	out := x.sets.replaced(set, int32(x.inputs), given)
	x.substitutions[key] = out
	return out
}

type substitution struct {
	set   int32
	given string
}

func fingerprint(given []int32) string {
	b := make([]byte, 0, 4*len(given))
	for _, g := range given {
		b = append(b, byte(g), byte(g>>8), byte(g>>16), byte(g>>24))
	}
	return string(b)
}

// callTargets are the functions of the file that a member calls.
type callTargets struct {
	byCall map[int32]int
	list   []int
	called bool // by some member: its inputs matter
}

// resolveCalls finds which calls are to functions of the file.
func (f *file) resolveCalls() []callTargets {
	byName := map[string][]int{}
	for i := range f.members {
		if name := f.members[i].name; name != "" {
			byName[name] = append(byName[name], i)
		}
	}
	out := make([]callTargets, len(f.members))
	for i := range f.members {
		for _, ref := range f.members[i].around.calls {
			candidates := byName[ref.name]
			if len(candidates) == 0 {
				continue
			}
			g := -1
			if ref.object == "" && ref.class == "" {
				g = f.named(i, f.fitting(i, ref.instr, candidates))
			} else {
				g = f.method(i, ref, f.fitting(i, ref.instr, candidates))
			}
			if g >= 0 {
				out[i].add(ref.instr, g)
			}
		}
	}
	for i := range out {
		for _, g := range out[i].list {
			out[g].called = true
		}
	}
	return out
}

func (t *callTargets) add(call int32, member int) {
	if t.byCall == nil {
		t.byCall = map[int32]int{}
	}
	t.byCall[call] = member
	if !slices.Contains(t.list, member) {
		t.list = append(t.list, member)
	}
}

// named returns the function that a bare name means in a member: of its own class where methods need no
// receiver, or one that a member around it has.
func (f *file) named(i int, candidates []int) int {
	best := -1
	for _, g := range candidates {
		m := &f.members[g]
		switch {
		case m.class >= 0 && (m.class != f.members[i].class || !f.bareMethods):
			continue
		case m.class < 0 && !f.encloses(m.parent, i):
			continue
		}
		if best >= 0 && f.members[best].parent == m.parent && f.members[best].class == m.class {
			if f.overloads {
				return -1 // which one is called depends on types
			}
		}
		best = g
	}
	return best
}

func (f *file) encloses(outer, i int) bool {
	for ; i >= 0; i = f.members[i].parent {
		if i == outer {
			return true
		}
	}
	return false
}

// fitting returns the candidates that take as many arguments as a call gives, where a language tells functions of
// one name apart by that.
func (f *file) fitting(i int, call int32, candidates []int) []int {
	if !f.overloads || len(candidates) < 2 {
		return candidates
	}
	given := len(f.members[i].operands(call)) - 2
	var out []int
	for _, g := range candidates {
		if len(f.members[g].params) == given {
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return candidates
	}
	return out
}

// method returns the method that is called on an object: by its class, by the class as a name, or on the object
// itself. A class that only a declaration names may be one that others extend; then none is known.
func (f *file) method(i int, ref reference, candidates []int) int {
	for _, g := range candidates {
		m := &f.members[g]
		if m.class < 0 && m.receiverType == "" {
			continue
		}
		if isSelf(ref.object) && m.class >= 0 && m.class == f.classAround(i) ||
			m.class >= 0 && f.classNames[m.class] == ref.object ||
			m.receiverType != "" && m.receiverType == f.members[i].receiverType && ref.object == f.members[i].receiver {
			return g
		}
	}
	if ref.class == "" || ref.declared && f.extended[ref.class] || ref.object != "" && f.writtenWithin(i, ref.object) {
		return -1
	}
	for _, g := range candidates {
		m := &f.members[g]
		if m.class >= 0 && f.classNames[m.class] == ref.class || m.receiverType != "" && m.receiverType == ref.class {
			return g
		}
	}
	return -1
}

// writtenWithin reports whether a function in a member writes a variable of that name of what is around it.
func (f *file) writtenWithin(i int, name string) bool {
	for j := i + 1; j < len(f.members) && f.encloses(i, j); j++ {
		if contains(f.members[j].around.writes, name) {
			return true
		}
	}
	return false
}

func (f *file) classAround(i int) int32 {
	for ; i >= 0; i = f.members[i].parent {
		if f.members[i].class >= 0 {
			return f.members[i].class
		}
	}
	return -1
}
