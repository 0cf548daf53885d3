package flow

// value returns what taints the value that an instruction makes: the value itself, and with its parts.
func (r *run) value(i int32, in *instr) (own, deep int32) {
	args := r.operands(i)
	switch in.op {
	case opUse:
		return r.cur[in.cell], r.deepOf(in.cell)
	case opField:
		own, deep = r.fieldValue(in)
		extra := r.extra[args[0]]
		own, deep = r.sets.union(own, extra), r.sets.union(deep, extra)
		if deep != 0 && len(r.file.given) > 0 && r.ofParameter(in) {
			return r.file.unwaited(own), r.file.unwaited(deep)
		}
		return own, deep
	case opIndex:
		if name, ok := r.constantIndex(args); ok {
			v := r.viewOf(args[0]).child(r, name)
			return v.own(r), v.deep(r)
		}
		deep = r.deep[args[0]]
		if !r.rule.spec.options.indexes && !r.rule.Native() { // what a table of the program's own holds is the program's
			for _, a := range args[1:] {
				deep = r.sets.union(deep, r.deep[a])
			}
		}
		return deep, deep
	case opRecord:
		return r.recordValue(in)
	case opBinary:
		if r.safeOperator(in.text) || r.rule.spec.options.numbers && in.text == "+" && (r.isNumber(args[0]) || r.isNumber(args[1])) {
			return 0, 0
		}
	case opUnary:
		if r.rule.spec.options.booleans && (in.text == "not" || in.text == "!") {
			return 0, 0
		}
	case opSelect:
		return r.selectValue(i, args)
	case opCall:
		return r.callValue(i, args)
	case opClosure:
		return 0, 0
	case opParam:
		return r.paramValue(in)
	case opSet, opPut, opReturn, opThrow:
	case opConst:
		return 0, 0
	}
	for _, a := range args {
		if a >= 0 {
			deep = r.sets.union(deep, r.deep[a])
		}
	}
	if in.op == opReturn && in.flags&flagLambda == 0 {
		r.result = r.sets.union(r.result, deep)
	}
	return deep, deep
}

// constantIndex returns the name of the part that an index means which is no literal but known.
func (r *run) constantIndex(args []int32) (string, bool) {
	if len(args) != 2 || r.facts == nil {
		return "", false
	}
	f := r.facts[args[1]]
	text := f.text
	switch f.kind {
	case factNumber:
		n, ok := number(text)
		if !ok || n.Sign() < 0 {
			return "", false
		}
		text = n.String()
	case factString:
	default:
		return "", false
	}
	return r.keyName(text), true
}

func (r *run) fieldValue(in *instr) (own, deep int32) {
	base := r.args[in.lo]
	if in.cell >= 0 {
		if r.clean[base] {
			return 0, 0
		}
		if in.flags&flagExact != 0 {
			return r.cur[in.cell], r.deepOf(in.cell)
		}
		return r.cur[in.cell], r.cur[in.cell]
	}
	v := r.viewOf(base).child(r, in.text)
	return v.own(r), v.deep(r)
}

func (r *run) recordValue(in *instr) (own, deep int32) {
	for k := in.lo; k < in.hi; k++ {
		d := r.deep[r.args[k]]
		deep = r.sets.union(deep, d)
		if r.keys[k] == "" {
			own = r.sets.union(own, d)
		}
	}
	return own, deep
}

func (r *run) selectValue(i int32, args []int32) (own, deep int32) {
	arms := args[1:]
	if r.facts != nil {
		if truth, known := truthOf(r.facts[args[0]]); known {
			arms = args[2:]
			if truth {
				arms = args[1:2]
			}
		}
	}
	for k, a := range arms {
		if len(arms) == 2 && r.chosen(args[0], a, k == 0) {
			continue
		}
		own, deep = r.sets.union(own, r.own[a]), r.sets.union(deep, r.deep[a])
	}
	return own, deep
}

// chosen reports whether the outcome of a test proves the value clean that is chosen by it.
func (r *run) chosen(cond, arm int32, outcome bool) bool {
	c, exact := r.placeOf(arm)
	if !r.plan.guards || c < 0 || !exact {
		return false
	}
	clean := map[int32]bool{}
	r.proved(cond, outcome, clean, 0)
	return clean[c]
}

var comparisons = map[string]bool{"==": true, "!=": true, "===": true, "!==": true, "<": true, ">": true, "<=": true, ">=": true, "in": true,
	"not in": true, "is": true, "is not": true, "instanceof": true}

var arithmetics = map[string]bool{"-": true, "*": true, "/": true, "//": true, "**": true, "<<": true, ">>": true, "&": true, "|": true, "^": true}

// safeOperator reports whether the options of the rule take what an operator gives for clean.
func (r *run) safeOperator(op string) bool {
	o := &r.rule.spec.options
	switch {
	case comparisons[op]:
		return o.comparisons || o.booleans
	case arithmetics[op]:
		return o.numbers
	}
	return false
}

func (r *run) isNumber(i int32) bool {
	return r.instrs[i].op == opConst && r.instrs[i].flags&flagNumber != 0
}

func (r *run) callValue(i int32, args []int32) (own, deep int32) {
	if r.calls {
		if set, ok := r.file.instantiate(r, i); ok {
			return set, set
		}
	}
	if rows := r.plan.steps[i]; rows != nil {
		set := r.stepped(i, rows)
		return set, set
	}
	if r.rule.spec.options.functions {
		return 0, 0
	}
	for _, a := range args {
		if a < 0 {
			continue
		}
		deep = r.sets.union(deep, r.deep[a])
		if r.calls && r.instrs[a].op == opClosure {
			deep = r.sets.union(deep, r.cur[r.instrs[a].cell])
		}
	}
	deep = r.file.unwaited(deep)
	return deep, deep
}

// paramValue is what a parameter holds by itself: its default, and of a function in an expression what
// the call around it may give it.
func (r *run) paramValue(in *instr) (own, deep int32) {
	for k := in.lo; k < in.hi; k++ {
		if r.keys[k] == "" || r.calls {
			deep = r.sets.union(deep, r.deep[r.args[k]])
		}
	}
	if in.cell >= 0 && in.flags&flagLambda == 0 {
		deep = r.sets.union(deep, r.cur[in.cell]) // what the caller gives
	}
	return deep, deep
}

// write stores what an instruction stores.
func (r *run) write(i int32, in *instr) {
	switch in.op {
	case opParam:
		if in.cell >= 0 {
			r.clearAndSet(in.cell, r.deep[i])
		}
	case opPut:
		if in.cell >= 0 {
			r.addAll(in.cell, r.deep[i])
			r.share(in.cell, i, r.deep[i], true)
		}
	case opSet:
		v := view{kind: viewFlat, set: 0}
		if !r.clean[i] {
			v = r.viewOf(r.args[in.lo])
			if r.extra[i] != 0 {
				v.extra = r.sets.union(v.extra, r.extra[i])
			}
		}
		var writes []entry
		r.spread(in.cell, v, &writes, 0)
		for _, e := range writes {
			if in.flags&flagWeak != 0 {
				r.add(e.cell, e.value)
			} else {
				r.set(e.cell, e.value)
			}
		}
		r.share(in.cell, i, r.deep[i], false)
	}
}

func (r *run) clearAndSet(c, set int32) {
	r.set(c, set)
	for k := r.cells[c].first; k >= 0; k = r.cells[k].next {
		r.clearAndSet(k, set)
	}
}

// spread lists what a cell and its parts hold after a view was written to it.
func (r *run) spread(c int32, v view, out *[]entry, depth int) {
	own := v.own(r)
	names := v.names(r)
	for _, n := range names {
		if r.child(c, n) < 0 {
			own = r.sets.union(own, v.child(r, n).deep(r))
		}
	}
	*out = append(*out, entry{c, own})
	for k := r.cells[c].first; k >= 0; k = r.cells[k].next {
		r.spread(k, v.child(r, r.cells[k].name), out, depth+1)
	}
}

// A view is a value with what is known of its parts.
type view struct {
	kind  viewKind
	cell  int32
	instr int32
	set   int32
	extra int32 // taints all parts
}

type viewKind uint8

const (
	viewFlat viewKind = iota
	viewPlace
	viewRecord
)

func (r *run) viewOf(v int32) view {
	in := &r.instrs[v]
	if r.clean[v] {
		return view{}
	}
	switch {
	case in.op == opUse, in.op == opField && in.cell >= 0 && in.flags&flagExact != 0:
		return view{kind: viewPlace, cell: in.cell, extra: r.extra[v]}
	case in.op == opRecord:
		return view{kind: viewRecord, instr: v, extra: r.extra[v]}
	case in.op == opField && in.cell < 0:
		w := r.viewOf(r.args[in.lo]).child(r, in.text)
		w.extra = r.sets.union(w.extra, r.extra[v])
		return w
	case in.op == opSet:
		return r.viewOf(r.args[in.lo])
	}
	return view{set: r.deep[v]}
}

func (v view) own(r *run) int32 {
	set := v.set
	switch v.kind {
	case viewPlace:
		set = r.cur[v.cell]
	case viewRecord:
		set, _ = r.recordValue(&r.instrs[v.instr])
	}
	return r.sets.union(set, v.extra)
}

func (v view) deep(r *run) int32 {
	set := v.set
	switch v.kind {
	case viewPlace:
		set = r.deepOf(v.cell)
	case viewRecord:
		_, set = r.recordValue(&r.instrs[v.instr])
	}
	return r.sets.union(set, v.extra)
}

func (v view) child(r *run, name string) view {
	if name == pointee {
		return v
	}
	switch v.kind {
	case viewPlace:
		if c := r.function.child(v.cell, name); c >= 0 {
			return view{kind: viewPlace, cell: c, extra: v.extra}
		}
		return view{set: r.sets.union(r.cur[v.cell], v.extra)}
	case viewRecord:
		in := &r.instrs[v.instr]
		for k := in.hi - 1; k >= in.lo; k-- {
			if r.keys[k] == name {
				// A part without a name may be this one too.
				own, _ := r.recordValue(in)
				w := r.viewOf(r.args[k])
				w.extra = r.sets.union(r.sets.union(w.extra, v.extra), own)
				return w
			}
		}
		own, _ := r.recordValue(in)
		return view{set: r.sets.union(own, v.extra)}
	}
	return view{set: r.sets.union(v.set, v.extra)}
}

// names lists the parts that a view knows by name.
func (v view) names(r *run) []string {
	var out []string
	switch v.kind {
	case viewPlace:
		for k := r.cells[v.cell].first; k >= 0; k = r.cells[k].next {
			out = append(out, r.cells[k].name)
		}
	case viewRecord:
		in := &r.instrs[v.instr]
		for k := in.lo; k < in.hi; k++ {
			if r.keys[k] != "" {
				out = append(out, r.keys[k])
			}
		}
	}
	return out
}
