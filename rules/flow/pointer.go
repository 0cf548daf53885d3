package flow

import (
	"cmp"
	"slices"
)

// A pointers run follows what becomes of pointers themselves in one function for one rule: which of them one
// source made what they are, by copies alone. What is made of a pointer, or read through it, has nothing of that.
// It is a forward analysis to a fixed point, as taint is; where ways meet and one of them knows nothing of a
// place, the place is marked as maybe. It belongs to one goroutine.
type pointers struct {
	*function
	*frame
	file   *fileRun
	member int
	plan   *plan
	sets   *sets
	maybe  int32 // the taint that says: not on every way

	values  []int32 // by instruction
	stored  []int32 // by instruction: the cell that its value was written to, -1 if there is none
	escaped map[int32]bool
	lazy    []lazyPart
	ins     [][]entry
	reached []bool
	sinks   map[sinkKey]int32
	settled bool // the fixed point is reached, and sinks count
}

// A lazyPart is a run of instructions that a condition must have come out in one way for.
type lazyPart struct {
	after, last int32
	cond        int32
	outcome     bool
}

// follow runs the rule over the members that have both a source and a sink. Calls inside the file are not
// followed: what a function does to its caller's pointers is a guess in C.
func (x *fileRun) followPointers() {
	for i := 1; i < len(x.members); i++ { // what stands in no function runs before any
		if p := x.plans[i]; p.sources && p.sinks && !x.late() {
			r := &pointers{function: x.members[i].function, file: x, member: i, plan: p, sets: x.sets, maybe: int32(len(x.hits))}
			if !r.solve() {
				x.why = "a function has more ways through it than can be followed"
			}
			r.report()
		}
	}
}

// report tells of each source the first of its sinks: what comes behind it is the same mistake.
func (r *pointers) report() {
	first := map[int32]sinkKey{}
	for key, set := range r.sinks {
		if r.file.rule.spec.models.everyPath && r.sets.has(set, r.maybe) {
			continue
		}
		r.sets.each(set, func(t int32) {
			if t == r.maybe || r.file.alternatives(t, key.match) || r.later(t, key.match) {
				return
			}
			if old, ok := first[t]; !ok || r.before(key, old) {
				first[t] = key
			}
		})
	}
	for t, key := range first {
		r.file.report(r.member, nil, "", key, r.sets.single(t))
	}
}

// later reports whether a sink stands in a function in an expression, which may run at any time, and its source
// does not.
func (r *pointers) later(source, sink int32) bool {
	m := &r.file.members[r.member]
	for at := m.instrs[r.file.hits[sink].instr].at + m.node; at > m.node; at = r.file.form.Node(at).Parent {
		if isLambda(r.file.form.Node(at)) && !r.file.form.Span(at).Contains(r.file.hits[source].span) {
			return true
		}
	}
	return false
}

// before orders sinks by their places.
func (r *pointers) before(a, b sinkKey) bool {
	return cmp.Or(cmp.Compare(r.file.hits[a.match].span.Start, r.file.hits[b.match].span.Start), cmp.Compare(a.match, b.match), cmp.Compare(a.instr, b.instr)) < 0
}

func (r *pointers) solve() bool {
	r.prepare()
	work := newWorklist(r.function)
	r.reached[entryBlock] = true
	work.push(entryBlock)
	to := func(next int32, state []entry) {
		merged, grew := state, true
		if r.reached[next] {
			merged, grew = r.meet(r.ins[next], state)
		}
		if grew {
			r.ins[next], r.reached[next] = merged, true
			work.push(next)
		}
	}
	for {
		b, ok := work.pop()
		if !ok {
			break
		}
		if r.cost += 1 + len(r.blocks[b].instrs); r.cost > taintBudget {
			return false
		}
		r.block(b, to)
	}
	r.settled = true
	for _, b := range r.order {
		if r.reached[b] {
			r.block(b, func(int32, []entry) {})
		}
	}
	r.file.steps += r.cost
	return true
}

func (r *pointers) prepare() {
	r.frame = newFrame(len(r.cells), r.sets.union)
	r.values, r.stored = make([]int32, len(r.instrs)), make([]int32, len(r.instrs))
	r.ins, r.reached = make([][]entry, len(r.blocks)), make([]bool, len(r.blocks))
	r.sinks, r.escaped = map[sinkKey]int32{}, map[int32]bool{}
	given := map[int32]bool{}
	for i := range r.instrs {
		r.stored[i] = -1
		if in := &r.instrs[i]; in.op == opCall {
			for _, a := range r.operands(int32(i)) {
				given[r.plain(a)] = true
			}
		}
	}
	for i := range r.instrs {
		in, args := &r.instrs[i], r.operands(int32(i))
		switch {
		case in.op == opSet:
			r.stored[args[0]] = in.cell
		case in.op == opField && in.flags&flagAddress != 0 && in.cell >= 0 && !given[int32(i)]:
			r.escaped[in.cell] = true
		case in.op == opBinary && lazyOperators[in.text]:
			r.lazy = append(r.lazy, lazyPart{args[0], args[1], args[0], in.text == "&&" || in.text == "and"})
		case in.op == opSelect:
			r.lazy = append(r.lazy, lazyPart{args[0], args[1], args[0], true}, lazyPart{args[1], args[2], args[0], false})
		}
	}
}

// meet joins the states of two ways. A place of which one of them knows nothing is marked.
func (r *pointers) meet(a, b []entry) (out []entry, grew bool) {
	mark := r.sets.single(r.maybe)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j >= len(b) || i < len(a) && a[i].cell < b[j].cell:
			out = append(out, entry{a[i].cell, r.sets.union(a[i].value, mark)})
			grew = grew || out[len(out)-1].value != a[i].value
			i++
		case i >= len(a) || b[j].cell < a[i].cell:
			out = append(out, entry{b[j].cell, r.sets.union(b[j].value, mark)})
			grew = true
			j++
		default:
			out = append(out, entry{a[i].cell, r.sets.union(a[i].value, b[j].value)})
			grew = grew || out[len(out)-1].value != a[i].value
			i, j = i+1, j+1
		}
	}
	r.cost += len(out)
	return out, grew
}

func (r *pointers) block(b int32, to func(int32, []entry)) {
	r.load(r.ins[b])
	h := r.blocks[b].handler
	if h >= 0 {
		to(h, r.save())
	}
	for _, i := range r.blocks[b].instrs {
		r.step(i)
		if h >= 0 && (r.instrs[i].op == opSet || r.instrs[i].op == opCall) {
			to(h, r.save())
		}
	}
	state, cond := r.save(), r.blocks[b].cond
	for k, next := range r.blocks[b].succs {
		if r.deadTo[[2]int32{b, int32(k)}] {
			continue
		}
		out := state
		if cond >= 0 && len(r.blocks[b].succs) == 2 {
			out = r.without(state, r.proved(cond, k == 0, 0))
		}
		to(next, out)
	}
}

// without returns a state less what was proved.
func (r *pointers) without(state []entry, proved int32) []entry {
	if proved == 0 {
		return state
	}
	var out []entry
	for _, e := range state {
		if v := r.less(e.value, proved); v != 0 {
			out = append(out, entry{e.cell, v})
		}
	}
	return out
}

// less takes taints out of a set; a mark alone says nothing.
func (r *pointers) less(set, taken int32) int32 {
	if set == 0 || taken == 0 || !r.sets.overlaps(set, taken) {
		return set
	}
	out := r.sets.without(set, func(t int32) bool { return t != r.maybe && r.sets.has(taken, t) })
	if out == r.sets.single(r.maybe) {
		return 0
	}
	return out
}

func (r *pointers) step(i int32) {
	in := &r.instrs[i]
	r.values[i] = r.value(i, in)
	for _, e := range r.plan.events[i] {
		switch e.kind {
		case evSource:
			r.values[i] = r.sets.single(e.match)
		case evSink:
			r.sink(i, e)
		}
	}
	switch in.op {
	case opSet:
		r.assign(i, in)
	case opCall:
		r.called(i, in)
	}
	for _, e := range r.plan.events[i] {
		switch e.kind {
		case evSide:
			r.become(i, e)
		case evClean:
			if c, exact := r.placeOf(r.operand(i, e.arg)); exact {
				r.forget(c)
			}
		case evAssert:
			r.drop(r.proved(r.operand(i, e.arg), true, 0))
		}
	}
}

// value returns what a value is.
func (r *pointers) value(i int32, in *instr) int32 {
	args := r.operands(i)
	switch {
	case in.op == opUse:
		return r.cur[in.cell]
	case in.op == opField && in.flags&flagExact != 0 && in.text != pointee:
		return r.cur[in.cell]
	case in.op == opBinary && (in.text == "+" || in.text == "-"):
		return r.values[args[0]]
	case in.op == opJoin && len(args) == 1 && in.text == "":
		return r.values[args[0]]
	case in.op == opSelect:
		yes, no := r.values[args[1]], r.values[args[2]]
		if set := r.sets.union(yes, no); yes != 0 && no != 0 || set == 0 {
			return set
		}
		return r.sets.union(r.sets.union(yes, no), r.sets.single(r.maybe))
	}
	return 0
}

// plain returns the value that a value is, without casts.
func (f *function) plain(v int32) int32 {
	for v >= 0 && f.instrs[v].op == opJoin && f.instrs[v].hi == f.instrs[v].lo+1 && f.instrs[v].text == "" {
		v = f.args[f.instrs[v].lo]
	}
	return v
}

func (r *pointers) operand(i int32, arg int16) int32 {
	args := r.operands(i)
	if arg < 0 || int(arg) >= len(args) {
		return -1
	}
	return args[arg]
}

// placeOf returns the place that a value was read from; not that behind a pointer.
func (r *pointers) placeOf(v int32) (cell int32, exact bool) {
	if v = r.plain(v); v < 0 {
		return -1, false
	}
	in := &r.instrs[v]
	if in.op == opUse || in.op == opField && in.flags&flagExact != 0 && in.text != pointee {
		return in.cell, true
	}
	return -1, false
}

// assign writes a value to a place, with what is known of the parts of the place that it was read from.
func (r *pointers) assign(i int32, in *instr) {
	if writesBehind(r.file.form, r.file.members[r.member].node, in) {
		return // that is another place
	}
	v := r.args[in.lo]
	from, _ := r.placeOf(v)
	if in.flags&flagWeak != 0 {
		if set := r.sets.union(r.cur[in.cell], r.values[v]); set != r.cur[in.cell] || r.values[v] == 0 && set != 0 {
			r.set(in.cell, r.sets.union(set, r.sets.single(r.maybe)))
		}
		return
	}
	r.copyParts(in.cell, from, 0)
	r.set(in.cell, r.values[v])
}

func (r *pointers) copyParts(to, from int32, depth int) {
	for k := r.cells[to].first; k >= 0; k = r.cells[k].next {
		part := int32(-1)
		if from >= 0 && from != to {
			part = r.child(from, r.cells[k].name)
		}
		r.copyParts(k, part, depth+1)
		set := int32(0)
		if part >= 0 {
			set = r.cur[part]
		}
		r.set(k, set)
	}
}

// become makes the place that a call is given what a source makes of it.
func (r *pointers) become(i int32, e event) {
	c, exact := r.placeOf(r.operand(i, e.arg))
	if !exact || r.escaped[c] {
		return
	}
	r.forgetParts(c)
	set := r.sets.single(e.match)
	if r.isLazy(i) {
		set = r.sets.union(r.sets.union(set, r.cur[c]), r.sets.single(r.maybe))
	}
	r.set(c, set)
}

func (r *pointers) isLazy(i int32) bool {
	return slices.ContainsFunc(r.lazy, func(l lazyPart) bool { return l.after < i && i <= l.last })
}

// sink notes what reaches a sink.
func (r *pointers) sink(i int32, e event) {
	set := int32(0)
	if a := r.operand(i, e.arg); a >= 0 {
		set = r.values[a]
	} else if e.arg == argResult && r.instrs[i].op == opSet {
		set = r.cur[r.instrs[i].cell]
	}
	for _, l := range r.lazy {
		if set != 0 && l.after < i && i <= l.last {
			set = r.less(set, r.proved(l.cond, l.outcome, 0))
		}
	}
	if set == 0 {
		return
	}
	if r.settled {
		key := sinkKey{e.match, i}
		r.sinks[key] = r.sets.union(r.sinks[key], set)
	}
}

// drop takes taints out of all places.
func (r *pointers) drop(set int32) {
	if set == 0 {
		return
	}
	for _, c := range r.live {
		r.cur[c] = r.less(r.cur[c], set)
	}
}
