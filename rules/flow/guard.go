package flow

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// literalGuards adds the tests that need no row: a comparison with a constant, and membership in a
// collection that data does not reach.
func (x *fileRun) literalGuards(p *plan, m *member) {
	for i := range m.instrs {
		in := &m.instrs[i]
		if in.op != opBinary {
			continue
		}
		args := m.operands(int32(i))
		switch in.text {
		case "==", "===", "is":
			x.equalityGuard(p, m, int32(i), args, true)
		case "!=", "!==", "is not":
			x.equalityGuard(p, m, int32(i), args, false)
		case "in", "not in":
			p.add(int32(i), event{kind: evGuard, match: -1, arg: 0, holds: in.text == "in"})
			if x.climbs(m, args[0]) {
				p.add(int32(i), event{kind: evGuard, match: -1, arg: 1, holds: in.text == "not in"})
			}
		}
	}
	for _, i := range m.calls {
		if args := m.operands(i); len(args) == 3 && args[0] >= 0 && membership[x.methodName(m, i)] {
			p.add(i, event{kind: evGuard, match: -1, arg: 2, holds: true})
		}
	}
}

// climbs reports whether a value is what leads out of a folder, for rules of paths: a name without it stays there.
func (x *fileRun) climbs(m *member, v int32) bool {
	return m.facts != nil && m.facts[v].kind == factString && strings.ContainsAny(m.facts[v].text, "./\\") &&
		slices.Equal(x.rule.spec.models.to, []string{"path"})
}

// membership are the methods that ask a collection whether it has a value.
var membership = map[string]bool{"includes": true, "has": true, "contains": true, "containsKey": true}

func (x *fileRun) methodName(m *member, i int32) string {
	callee := x.form.Child(m.instrs[i].at+m.node, syntax.SlotCallee)
	if callee < 0 || x.form.Node(callee).Role != syntax.RoleMember {
		return ""
	}
	if name := x.form.Child(callee, syntax.SlotName); name >= 0 {
		return x.form.Text(name)
	}
	return ""
}

func (x *fileRun) equalityGuard(p *plan, m *member, i int32, args []int32, holds bool) {
	for k := range args {
		if m.facts != nil && m.facts[args[1-k]].kind >= factString && m.facts[args[1-k]].kind != factWord {
			p.add(i, event{kind: evGuard, match: -1, arg: int16(k), holds: holds})
		}
	}
}

// guarded returns the state on an edge, in which a test that had an outcome may have proved places clean.
func (r *run) guarded(b int32, k int, state []entry) []entry {
	cond := r.blocks[b].cond
	if cond < 0 || !r.plan.guards || len(state) == 0 || len(r.blocks[b].succs) != 2 {
		return state
	}
	clean := map[int32]bool{}
	r.proved(cond, k == 0, clean, 0)
	if len(clean) == 0 {
		return state
	}
	out := make([]entry, 0, len(state))
	for _, e := range state {
		if !clean[e.cell] {
			out = append(out, e)
		}
	}
	return out
}

// provedBefore reports whether a property that is a source was tested on the only way to where it is read.
func (r *run) provedBefore(i int32) bool {
	c, exact := r.placeOf(i)
	if r.instrs[i].op != opField || c < 0 || !exact || !r.plan.guards {
		return false
	}
	before := r.onlyBefore()
	for b, n := r.instrs[i].block, 0; before[b] >= 0 && n < 1000; b, n = before[b], n+1 {
		p := &r.blocks[before[b]]
		if p.cond < 0 || len(p.succs) != 2 || p.succs[0] == p.succs[1] {
			continue
		}
		clean := map[int32]bool{}
		r.proved(p.cond, p.succs[0] == b, clean, 0)
		if clean[c] {
			return true
		}
	}
	return false
}

// onlyBefore returns, by block, the only block that comes before it; -1 if there are several or none.
func (r *run) onlyBefore() []int32 {
	if r.only != nil {
		return r.only
	}
	r.only = make([]int32, len(r.blocks))
	for b := range r.only {
		r.only[b] = -1
	}
	seen := make([]bool, len(r.blocks))
	for _, b := range r.order { // what comes behind a return comes before nothing
		next := r.blocks[b].succs
		if h := r.blocks[b].handler; h >= 0 {
			next = append(slices.Clone(next), h)
		}
		for _, s := range next {
			r.only[s] = b
			if seen[s] {
				r.only[s] = -1
			}
			seen[s] = true
		}
	}
	return r.only
}

// proved collects the places that a condition proves clean when it has an outcome.
func (r *run) proved(cond int32, outcome bool, clean map[int32]bool, depth int) {
	in := &r.instrs[cond]
	if depth > 20 {
		return
	}
	for _, e := range r.plan.events[cond] {
		if e.kind == evGuard && e.holds == outcome && r.guardStands(cond, e) {
			r.proveOperand(r.operands(cond)[e.arg], clean)
		}
	}
	args := r.operands(cond)
	switch {
	case in.op == opUnary && (in.text == "!" || in.text == "not"):
		r.proved(args[0], !outcome, clean, depth+1)
	case in.op == opBinary && (in.text == "&&" || in.text == "and") && outcome, in.op == opBinary && (in.text == "||" || in.text == "or") && !outcome:
		r.proved(args[0], outcome, clean, depth+1)
		r.proved(args[1], outcome, clean, depth+1)
	case in.op == opBinary && lazyOperators[in.text]:
		r.provedByBoth(args, outcome, clean, depth)
	case in.op == opBinary && (in.text == "==" || in.text == "!="):
		for k := range args {
			if r.isNull(args[k]) {
				r.proved(args[1-k], outcome == (in.text == "!="), clean, depth+1)
			}
		}
	case in.op == opUse:
		r.provedBy(cond, outcome, clean, depth)
	}
}

var lazyOperators = map[string]bool{"&&": true, "and": true, "||": true, "or": true}

// provedByBoth collects what each of two conditions proves by itself: one of them had the outcome.
func (r *run) provedByBoth(args []int32, outcome bool, clean map[int32]bool, depth int) {
	left, right := map[int32]bool{}, map[int32]bool{}
	r.proved(args[0], outcome, left, depth+1)
	r.proved(args[1], outcome, right, depth+1)
	for c := range left {
		if right[c] {
			clean[c] = true
		}
	}
}

// provedBy looks for the test whose outcome a variable holds: ok in Go's _, ok := allowed[x].
func (r *run) provedBy(cond int32, outcome bool, clean map[int32]bool, depth int) {
	set := int32(-1)
	for i := range r.instrs {
		if in := &r.instrs[i]; in.op == opSet && in.cell == r.instrs[cond].cell {
			if set >= 0 {
				return
			}
			set = int32(i)
		}
	}
	if set < 0 {
		return
	}
	v := r.operands(set)[0]
	in := &r.instrs[v]
	if in.op == opField && in.text == "1" {
		if lookup := &r.instrs[r.operands(v)[0]]; lookup.op == opIndex && outcome {
			args := r.operands(r.operands(v)[0])
			if r.trusted(args[0], args[1]) {
				r.proveOperand(args[1], clean)
			}
		}
		return
	}
	if in.op != opUse {
		r.proved(v, outcome, clean, depth+1)
	}
}

// guardStands reports whether the collection of a membership test is free of the data that it is asked for.
func (r *run) guardStands(cond int32, e event) bool {
	in := &r.instrs[cond]
	args := r.operands(cond)
	collection := int32(-1)
	switch {
	case in.op == opBinary && e.arg == 1:
		return true // what is looked for is a constant
	case in.op == opBinary && (in.text == "in" || in.text == "not in"):
		collection = args[1]
	case in.op == opCall && e.arg == 2 && args[0] >= 0 && !r.plan.rowGuard[cond]:
		collection = args[0]
	default:
		return true
	}
	if r.instrs[collection].op == opConst {
		return false // part of a string
	}
	return r.trusted(collection, args[e.arg])
}

// trusted reports whether a collection holds nothing from outside, nor what it is asked for.
func (r *run) trusted(collection, value int32) bool {
	if r.sets.overlaps(r.deep[collection], r.deep[value]) {
		return false
	}
	real := r.sets.without(r.deep[collection], func(t int32) bool { return int(t) >= r.file.inputs })
	return real == 0
}

func (r *run) proveOperand(v int32, clean map[int32]bool) {
	if v < 0 {
		return
	}
	if in := &r.instrs[v]; in.op == opJoin && in.hi == in.lo+1 && in.text == "" { // a cast
		r.proveOperand(r.args[in.lo], clean)
		return
	}
	if c, exact := r.placeOf(v); c >= 0 && exact {
		r.mark0(c, clean)
	}
	for _, row := range r.plan.steps[v] { // a test of what is made of a value is one of the value
		for _, p := range row.from {
			for _, k := range p.operands(r.function, v) {
				if k >= 0 {
					r.proveOperand(r.operandOf(v, k), clean)
				}
			}
		}
	}
}

// assert takes what a condition proves clean for clean from here on.
func (r *run) assert(cond int32) {
	if cond < 0 {
		return
	}
	clean := map[int32]bool{}
	r.proved(cond, true, clean, 0)
	for c := range clean {
		r.set(c, 0)
	}
}

func (r *run) mark0(c int32, clean map[int32]bool) {
	clean[c] = true
	for k := r.cells[c].first; k >= 0; k = r.cells[k].next {
		r.mark0(k, clean)
	}
}
