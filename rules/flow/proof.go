package flow

// proved returns the taints of the pointers that a condition shows to point to something when it has an outcome,
// if the rule asks for that.
func (r *pointers) proved(cond int32, outcome bool, depth int) int32 {
	if cond = r.plain(cond); cond < 0 || depth > 20 || !r.plan.truth {
		return 0
	}
	in, args := &r.instrs[cond], r.operands(cond)
	switch {
	case in.op == opUnary && in.text == "!":
		return r.proved(args[0], !outcome, depth+1)
	case in.op == opBinary && lazyOperators[in.text]:
		left, right := r.proved(args[0], outcome, depth+1), r.proved(args[1], outcome, depth+1)
		if outcome == (in.text == "&&" || in.text == "and") {
			return r.sets.union(left, right)
		}
		return r.sets.without(left, func(t int32) bool { return !r.sets.has(right, t) })
	case in.op == opBinary && (in.text == "==" || in.text == "!="):
		for k := range args {
			if r.isNull(args[k]) {
				return r.proved(args[1-k], outcome == (in.text == "!="), depth+1)
			}
		}
		return 0
	case in.op == opCall:
		return r.provedByCall(cond, outcome, depth)
	case outcome:
		return r.values[cond]
	}
	return 0
}

// provedByCall looks through calls that give what they are given: unlikely(p == NULL).
func (r *pointers) provedByCall(cond int32, outcome bool, depth int) int32 {
	for _, row := range r.plan.steps[cond] {
		for _, p := range row.from {
			for _, k := range p.operands(r.function, cond) {
				if len(row.ports) == 1 && row.ports[0].kind == portReturn && k >= 0 {
					return r.proved(r.operand(cond, k), outcome, depth+1)
				}
			}
		}
	}
	if outcome {
		return r.values[cond]
	}
	return 0
}

var nulls = map[string]bool{"NULL": true, "nullptr": true, "null": true}

// isNull reports whether a value is written as NULL, or as 0, which C takes for it and for false.
func (f *function) isNull(v int32) bool {
	v = f.plain(v)
	in := &f.instrs[v]
	return in.op == opConst && (in.flags&flagWord != 0 && nulls[in.text] || in.flags&flagNumber != 0 && in.text == "0")
}
