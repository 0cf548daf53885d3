package flow

// taintBudget bounds the work of one rule on one function, in entries and instructions touched.
const taintBudget = 4_000_000

// A run is the taint analysis of one function for one rule: sets of taints flow forward through places and
// values until nothing changes. It belongs to one goroutine.
type run struct {
	*function
	*frame
	rule   *Rule
	plan   *plan
	sets   *sets
	hits   []hit
	calls  bool
	file   *fileRun
	member int

	own, deep, extra []int32 // by instruction: the value itself; with its parts; what was a source in place
	clean            []bool  // the value was sanitised
	only             []int32 // by block: the only one before it, -1 if there are several; nil until that is asked
	carried          []int32 // by match of a propagator: what it carries
	ins              [][]entry
	reached          []bool
	sinks            map[sinkKey]int32
	until            int32 // instructions that start there or behind do nothing; 0: all count
	cut              map[[2]int32]bool
	result           int32 // what is returned
}

type sinkKey struct{ match, instr int32 }

func (r *run) prepare() {
	n := len(r.instrs)
	r.own, r.deep, r.extra, r.clean = make([]int32, n), make([]int32, n), make([]int32, n), make([]bool, n)
	r.carried = make([]int32, len(r.hits))
	r.frame = newFrame(len(r.cells), r.sets.union)
	r.ins, r.reached = make([][]entry, len(r.blocks)), make([]bool, len(r.blocks))
	r.sinks = map[sinkKey]int32{}
}

// solve runs to the fixed point from a state at the entry. It reports false if that took too much work.
func (r *run) solve(entryState []entry) bool {
	r.prepare()
	touched := r.sets.work
	work := newWorklist(r.function)
	r.ins[entryBlock], r.reached[entryBlock] = entryState, true
	work.push(entryBlock)
	to := func(next int32, state []entry) {
		merged, grew := r.merge(r.ins[next], state)
		if grew || !r.reached[next] {
			r.ins[next], r.reached[next] = merged, true
			work.push(next)
		}
	}
	for {
		b, ok := work.pop()
		if !ok {
			return true
		}
		r.cost += 1 + len(r.blocks[b].instrs) + (r.sets.work - touched)
		if touched = r.sets.work; r.cost > taintBudget {
			return false
		}
		r.load(r.ins[b])
		before := r.crossing(b)
		r.block(b, to)
		state := r.save()
		for k, next := range r.blocks[b].succs {
			edge := [2]int32{b, int32(k)}
			if r.deadTo[edge] || r.cut[edge] {
				continue
			}
			to(next, r.guarded(b, k, state))
		}
		r.requeue(b, before, work)
	}
}

// crossing notes the values of a block that other blocks use.
func (r *run) crossing(b int32) map[int32]int32 {
	if len(r.users) == 0 {
		return nil
	}
	var before map[int32]int32
	for _, i := range r.blocks[b].instrs {
		if r.users[i] != nil {
			if before == nil {
				before = map[int32]int32{}
			}
			before[i] = r.deep[i]
		}
	}
	return before
}

// requeue puts the users of values that changed on the list again.
func (r *run) requeue(b int32, before map[int32]int32, work *worklist) {
	for i, old := range before {
		if r.deep[i] == old {
			continue
		}
		for _, u := range r.users[i] {
			if r.reached[u] {
				work.push(u)
			}
		}
	}
}

func (r *run) block(b int32, to func(int32, []entry)) {
	h := r.blocks[b].handler
	if h >= 0 {
		to(h, r.save())
	}
	for _, i := range r.blocks[b].instrs {
		if r.until > 0 && r.startOf(i) >= r.until {
			continue
		}
		r.step(i)
		if op := r.instrs[i].op; h >= 0 && (op == opSet || op == opPut || op == opCall || r.plan.events[i] != nil) {
			to(h, r.save())
		}
	}
}

// step runs one instruction.
func (r *run) step(i int32) {
	in := &r.instrs[i]
	own, deep := r.value(i, in)
	events := r.plan.events[i]
	r.extra[i], r.clean[i] = 0, false
	if in.op == opField {
		r.extra[i] = r.extra[r.args[in.lo]]
	}
	r.own[i], r.deep[i] = own, deep
	if events != nil {
		r.own[i], r.deep[i] = r.before(i, events, own, deep)
	}
	r.write(i, in)
	if in.op == opCall && !r.listCall(i) {
		r.moved(i)
	}
	if events != nil {
		r.after(i, in, events)
	}
}

// before applies what a rule says of a value: that it is clean, or a source.
func (r *run) before(i int32, events []event, own, deep int32) (int32, int32) {
	for _, e := range events {
		if e.kind == evSanitize && e.arg == argResult {
			r.clean[i] = true
		}
	}
	if r.clean[i] {
		r.extra[i] = 0
		return 0, 0
	}
	for _, e := range events {
		if e.kind == evSource && e.arg == argResult && r.allowed(e.match, r.given(i)) && !r.provedBefore(i) {
			t := r.sets.single(e.match)
			r.extra[i] = r.sets.union(r.extra[i], t)
			own, deep = r.sets.union(own, t), r.sets.union(deep, t)
		}
		if e.kind == evJoin && e.arg == argResult {
			t := r.join(i)
			own, deep = r.sets.union(own, t), r.sets.union(deep, t)
		}
		if e.kind == evTo {
			c := r.carried[e.match]
			own, deep = r.sets.union(own, c), r.sets.union(deep, c)
		}
	}
	return own, deep
}

// after applies what a rule says of variables, and looks at sinks.
func (r *run) after(i int32, in *instr, events []event) {
	for _, e := range events {
		switch e.kind {
		case evSide:
			if r.allowed(e.match, r.given(i)) {
				r.taintPlace(r.operandOf(i, e.arg), r.sets.single(e.match))
			}
		case evJoin:
			if e.arg >= 0 {
				r.taintPlace(r.operandOf(i, e.arg), r.join(i))
			}
		case evClean:
			for _, a := range r.elements([]int32{r.operandOf(i, e.arg)}) {
				r.cleanPlace(a)
			}
		case evAssert:
			r.assert(r.operandOf(i, e.arg))
		case evFrom:
			r.carry(i, e.match)
		case evTo:
			if r.rule.parts[r.hits[e.match].part].side != sideNo {
				r.taintPlace(i, r.carried[e.match])
			}
		}
	}
	for _, e := range events {
		switch {
		case e.kind == evSource && r.controls(e.match):
			r.add(0, r.sets.single(e.match))
		case e.kind == evSink && !r.clean[i]:
			r.sink(i, e)
		}
	}
}

func (r *run) controls(match int32) bool {
	h := &r.hits[match]
	return h.part >= 0 && r.rule.parts[h.part].control
}

// operandOf returns the value that an event is about.
func (r *run) operandOf(i int32, arg int16) int32 {
	if arg < 0 {
		return i
	}
	args := r.operands(i)
	if int(arg) >= len(args) {
		return -1
	}
	return args[arg]
}

// given returns all that an instruction is given and makes.
func (r *run) given(i int32) int32 {
	set := r.deep[i]
	switch r.instrs[i].op {
	case opCall, opSet, opPut, opReturn, opThrow, opBinary, opJoin:
		for _, a := range r.operands(i) {
			if a >= 0 {
				set = r.sets.union(set, r.deep[a])
			}
		}
	}
	return set
}

// sink notes what reaches a sink.
func (r *run) sink(i int32, e event) {
	set := int32(0)
	switch {
	case e.arg >= 0:
		if a := r.operandOf(i, e.arg); a >= 0 {
			set = r.deep[a]
		}
	case e.arg == argResult:
		set = r.deep[i]
	case r.instrs[i].op == opCall:
		for _, a := range r.operands(i) {
			if a >= 0 {
				set = r.sets.union(set, r.deep[a])
			}
		}
		set = r.sets.union(set, r.extra[i])
	default:
		set = r.given(i)
	}
	set = r.sets.union(set, r.cur[0])
	if set != 0 {
		key := sinkKey{e.match, i}
		r.sinks[key] = r.sets.union(r.sinks[key], set)
	}
}

// carry takes what a propagator's from holds to its to, which may have been read already.
func (r *run) carry(i, match int32) {
	part := r.rule.parts[r.hits[match].part]
	set := r.deep[i]
	if part.requires != nil && !part.requires.holds(r.file.labels(set)) {
		return
	}
	r.carried[match] = r.sets.union(r.carried[match], set)
	if part.side == sideNo {
		return
	}
	for k, events := range r.plan.events {
		for _, e := range events {
			if e.kind == evTo && e.match == match && k < i {
				r.taintPlace(k, r.carried[match])
			}
		}
	}
}

// labels tells which labels the taints of a set have.
func (x *fileRun) labels(set int32) func(string) bool {
	return func(label string) bool {
		found := false
		x.sets.each(set, func(t int32) {
			found = found || int(t) < len(x.hits) && x.labelOf(t) == label
		})
		return found
	}
}

func (x *fileRun) labelOf(match int32) string {
	if h := &x.hits[match]; h.part >= 0 {
		if l := x.rule.parts[h.part].label; l != "" {
			return l
		}
	}
	return sourceLabel
}

// allowed reports whether a source that requires labels finds them.
func (r *run) allowed(match, set int32) bool {
	h := &r.hits[match]
	if h.part < 0 || r.rule.parts[h.part].requires == nil {
		return true
	}
	return r.rule.parts[h.part].requires.holds(r.file.labels(set))
}

// taintPlace adds taint to the place that a value was read from, or that an instruction wrote to.
func (r *run) taintPlace(i, set int32) {
	c, exact := r.placeOf(i)
	if c < 0 || set == 0 {
		return
	}
	r.share(c, i, set, true)
	if !exact {
		r.add(c, set)
		return
	}
	r.addAll(c, set)
}

func (r *run) cleanPlace(i int32) {
	if c, exact := r.placeOf(i); c >= 0 && exact {
		r.clear(c)
	}
}

func (r *run) placeOf(i int32) (cell int32, exact bool) {
	if i < 0 {
		return -1, false
	}
	in := &r.instrs[i]
	switch in.op {
	case opUse, opSet, opParam:
		return in.cell, true
	case opPut:
		return in.cell, false
	case opField:
		return in.cell, in.flags&flagExact != 0
	}
	return -1, false
}

func (r *run) addAll(c, set int32) {
	r.add(c, set)
	for k := r.cells[c].first; k >= 0; k = r.cells[k].next {
		r.addAll(k, set)
	}
}

func (r *run) clear(c int32) {
	r.set(c, 0)
	for k := r.cells[c].first; k >= 0; k = r.cells[k].next {
		r.clear(k)
	}
}

func (r *run) deepOf(c int32) int32 {
	set := r.cur[c]
	for k := r.cells[c].first; k >= 0; k = r.cells[k].next {
		set = r.sets.union(set, r.deepOf(k))
	}
	return set
}

// startOf returns where an instruction's text ends: the order in which things are done in an expression.
func (r *run) startOf(i int32) int32 { return r.starts[i] }
