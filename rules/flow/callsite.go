package flow

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

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
