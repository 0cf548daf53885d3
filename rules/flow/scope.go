package flow

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A SinkAround is a sink that a place in the code lies in, with the variables that a rule would not want there.
type SinkAround struct {
	Rule      int  // index into what NewIndex was given
	Sink      Sink // Callee and Property as they are written; the argument is the one that the place is in
	Variables []Variable
}

// A Variable holds data of sources.
type Variable struct {
	Name  string
	Kinds []string // of the sources
}

// SinksAround returns the sinks of models that an offset of the tree lies in, with the variables that hold data of
// the rule's sources when it comes to that: what the rule would find if one of them stood there alone. Guards and
// sanitizers before it count. Sinks that no variable is to be kept out of are left out.
func (a *Analysis) SinksAround(at int, o Options) []SinkAround {
	f := a.file()
	if f.big != "" {
		return nil
	}
	place, ok := f.argumentAt(at)
	if !ok {
		return nil
	}
	if f.uses == nil {
		f.uses = a.index.resolve(f, a.subject, a.unmask)
	}
	var out []SinkAround
	for i, r := range a.index.rules {
		if !r.Native() || r.spec.models.pointers || !o.wants(i) || !a.index.ends[i].sources.stand(a.subject) {
			continue
		}
		kind, ok := f.sinkAt(place, r.spec.models.to)
		if !ok {
			continue
		}
		if vars := a.prepare(i, nil, o).variablesAt(place.member, place.instr); len(vars) > 0 {
			sink := place.sink
			sink.Kind = kind
			out = append(out, SinkAround{Rule: i, Sink: sink, Variables: vars})
		}
	}
	return out
}

// A place is an argument of a call, or the value of a property that is written.
type place struct {
	member int
	instr  int32 // the call or the write
	sink   Sink
}

// argumentAt returns the innermost place that an offset lies in.
func (f *file) argumentAt(at int) (place, bool) {
	out, width := place{instr: -1}, 0
	for k := range f.members {
		m := &f.members[k]
		if k > 0 && (at < m.span.Start || at > m.span.End) {
			continue
		}
		for i := range m.instrs {
			in := &m.instrs[i]
			if start := m.span.Start + int(m.starts[i]); start > at || in.op != opCall && in.op != opSet && in.op != opPut {
				continue
			}
			s, inside, ok := f.insideOf(m, in, at)
			if ok && (out.instr < 0 || inside.End-inside.Start <= width) {
				out, width = place{member: k, instr: int32(i), sink: s}, inside.End-inside.Start
			}
		}
	}
	return out, out.instr >= 0
}

// insideOf says which argument of a call, or which property, an offset lies in, and the span of what holds it.
func (f *file) insideOf(m *member, in *instr, at int) (s Sink, around syntax.Span, ok bool) {
	if in.op != opCall {
		if in.to < 0 || f.form.Node(in.to+m.node).Role != syntax.RoleMember {
			return s, around, false
		}
		target, name := f.form.Span(in.to+m.node), f.form.Child(in.to+m.node, syntax.SlotName)
		around = f.form.StatementSpan(in.at + m.node)
		return Sink{Property: f.form.Text(max(name, 0)), Position: -1}, around, name >= 0 && at > target.End && at <= around.End
	}
	call := in.at + m.node
	callee := f.form.Child(call, syntax.SlotCallee)
	around = f.form.Span(call)
	if callee < 0 || at <= f.form.Span(callee).End || at >= around.End {
		return s, around, false
	}
	text := f.form.Tree().Text()
	s.Callee = text[f.form.Span(callee).Start:f.form.Span(callee).End]
	for _, c := range f.form.List(nil, call) {
		switch arg := f.form.Span(c); {
		case f.form.Node(c).Role == syntax.RoleKeyword && arg.Start <= at && at <= arg.End:
			s.Position, s.Name = -1, f.form.Text(f.form.Child(c, syntax.SlotName))
		case arg.End <= at && strings.Contains(text[arg.End:at], ","):
			s.Position++
		}
	}
	return s, around, true
}

// sinkAt returns the first of some kinds of sinks that rows say a place to be.
func (f *file) sinkAt(p place, kinds []string) (string, bool) {
	for _, u := range f.uses[p.member] {
		if u.instr != p.instr || u.row.section != sectionSinks || p.sink.Property == "" && !slices.ContainsFunc(u.row.ports, p.sink.isAt) && u.row.ports != nil {
			continue
		}
		for _, k := range u.row.kinds {
			if slices.Contains(kinds, k) {
				return k, true
			}
		}
	}
	return "", false
}

// isAt reports whether an argument is what a port names.
func (s Sink) isAt(p port) bool {
	switch {
	case p.kind == portArguments:
		return true
	case p.kind != portArgument:
		return false
	case s.Position >= 0:
		return p.index == s.Position
	}
	return p.index < 0 && p.name == s.Name
}

// variablesAt solves the functions that a member depends on, then it, and returns the variables that hold data of real
// sources right before an instruction.
func (x *fileRun) variablesAt(member int, instr int32) []Variable {
	x.found, x.globals = map[int32]*flowed{}, map[string]int32{}
	x.plan()
	x.plans[member].sinks = true // what its callees give it matters
	x.follow()
	r, _ := x.solveMarked(member, &summary{outs: map[int]int32{}, sinks: map[int32]int32{}})
	if r == nil || x.why != "" {
		return nil
	}
	r.upTo(instr)
	return x.held(r)
}

// upTo makes the state right before an instruction the current one.
func (r *run) upTo(instr int32) {
	b := r.instrs[instr].block
	r.load(r.ins[b])
	for _, i := range r.blocks[b].instrs {
		if i == instr {
			return
		}
		r.step(i)
	}
}

// held returns the variables that hold data of real sources, as a whole.
func (x *fileRun) held(r *run) []Variable {
	kinds := map[string][]string{}
	for c := range r.cells {
		if r.cells[c].parent >= 0 || r.cells[c].name == "" {
			continue
		}
		x.sets.each(r.cur[c], func(t int32) {
			if name := r.cells[c].name; int(t) < x.inputs && !x.hits[t].waits && !slices.Contains(kinds[name], x.hits[t].kind) {
				kinds[name] = append(kinds[name], x.hits[t].kind)
			}
		})
	}
	var out []Variable
	for name, of := range kinds {
		out = append(out, Variable{Name: name, Kinds: of})
	}
	slices.SortFunc(out, func(a, b Variable) int { return cmp.Compare(a.Name, b.Name) })
	return out
}
