package flow

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// nativePlan ties the rows that a rule's kinds name to the instructions of a member, and adds a hit for each
// source and sink.
func (x *fileRun) nativePlan(i int) *plan {
	p, m := &plan{}, &x.members[i]
	x.planned = i
	for _, u := range x.uses[i] {
		x.planRow(p, m, u)
	}
	x.literalGuards(p, m)
	return p
}

func (x *fileRun) planRow(p *plan, m *member, u use) {
	want := x.rule.spec.models
	switch u.row.section {
	case sectionSources:
		switch wanted := overlap(u.row.kinds, want.from); {
		case wanted && u.row.joins != joinNot:
			x.planJoin(p, m, u)
		case wanted || slices.ContainsFunc(u.row.kinds, x.waits):
			x.planSource(p, m, u, wanted)
		}
	case sectionSinks:
		for _, k := range u.row.kinds {
			if slices.Contains(want.to, k) {
				x.planSink(p, m, u, k)
				return
			}
		}
	case sectionSanitizers:
		if cleans(u.row.kinds, want.to) {
			for _, arg := range ports(m.function, u, port{kind: portReturn}) {
				kind := evSanitize
				if arg >= 0 {
					kind = evClean
				}
				p.add(u.instr, event{kind: kind, match: -1, arg: arg})
			}
		}
	case sectionGuards:
		if cleans(u.row.kinds, want.to) {
			if u.row.form == formOf {
				p.guard(m.function, u)
				return
			}
			for _, arg := range ports(m.function, u, guardPort(m.function, u.instr)) {
				if p.rowGuard == nil {
					p.rowGuard = map[int32]bool{}
				}
				p.rowGuard[u.instr] = true
				kind := evGuard
				if len(u.row.ports) > 0 && u.row.ports[0].kind == portCondition {
					kind = evAssert
				}
				p.add(u.instr, event{kind: kind, match: -1, arg: arg, holds: u.row.holds})
			}
		}
	case sectionSteps:
		p.step(u)
	}
}

// cleans reports whether a row without kinds, or with one of the wanted ones, makes data clean.
func cleans(kinds, wanted []string) bool {
	if len(kinds) == 0 {
		return true
	}
	for _, w := range wanted {
		if !slices.Contains(kinds, w) {
			return false
		}
	}
	return true
}

func (p *plan) step(u use) {
	if p.steps == nil {
		p.steps = map[int32][]*row{}
	}
	p.steps[u.instr] = append(p.steps[u.instr], u.row)
}

// guardPort is what a test is about where its row does not say: the receiver, or else the first argument.
func guardPort(f *function, i int32) port {
	if args := f.operands(i); f.instrs[i].op == opCall && args[0] >= 0 {
		return port{kind: portReceiver}
	}
	return port{kind: portArgument}
}

func (x *fileRun) hit(m *member, i int32, kind string) int32 {
	origin := m.span.Start
	span := syntax.Span{Start: origin + int(m.starts[i]), End: origin + int(m.ends[i])}
	if in := &m.instrs[i]; in.op == opParam && in.to >= 0 {
		span = x.form.Span(in.to + m.node)
	}
	text := x.form.Tree().Text()
	sealed := span.End > 0 && span.End <= len(text) && (text[span.End-1] == ')' || text[span.End-1] == ';')
	x.hits = append(x.hits, hit{part: -1, member: x.planned, span: span, extent: span, sealed: sealed, kind: kind, instr: i})
	return int32(len(x.hits) - 1)
}

func (x *fileRun) planSource(p *plan, m *member, u use, wanted bool) {
	k := x.hit(m, u.instr, u.row.kinds[0])
	x.hits[k].waits = !wanted
	if slices.ContainsFunc(u.row.kinds, x.waits) {
		x.twin(k)
	}
	if m.instrs[u.instr].op != opCall {
		p.add(u.instr, event{kind: evSource, match: k, arg: argResult})
		return
	}
	for _, arg := range ports(m.function, u, port{kind: portReturn}) {
		kind := evSource
		if arg >= 0 {
			kind = evSide
		}
		p.add(u.instr, event{kind: kind, match: k, arg: arg})
	}
}

func (x *fileRun) planSink(p *plan, m *member, u use, kind string) {
	k := x.hit(m, u.instr, kind)
	if u.row.form == formOf {
		for _, arg := range structural(m.function, u) {
			if ends := func(e event) bool { return e.kind == evSide && e.arg == arg }; slices.ContainsFunc(p.events[u.instr], ends) {
				continue // what ends a pointer again is the business of another kind
			}
			p.add(u.instr, event{kind: evSink, match: k, arg: arg})
		}
		return
	}
	if m.instrs[u.instr].op != opCall {
		p.add(u.instr, event{kind: evSink, match: k, arg: argResult})
		return
	}
	for _, arg := range ports(m.function, u, port{kind: portArguments}) {
		p.add(u.instr, event{kind: evSink, match: k, arg: arg})
	}
}

// ports returns the operands of a call that a row's ports name: indices of operands, or argResult.
func ports(f *function, u use, otherwise port) []int16 {
	list := u.row.ports
	if list == nil {
		list = []port{otherwise}
	}
	var out []int16
	for _, p := range list {
		out = append(out, p.operands(f, u.instr)...)
	}
	return out
}

func (p port) operands(f *function, i int32) []int16 {
	in := &f.instrs[i]
	count := int(in.hi - in.lo)
	switch p.kind {
	case portReturn:
		return []int16{argResult}
	case portReceiver:
		return []int16{0}
	}
	var out []int16
	for k := 2; k < count; k++ {
		key := f.keys[int(in.lo)+k]
		switch {
		case p.kind == portArguments,
			p.index >= 0 && k == p.index+2 && key == "",
			p.index < 0 && key == p.name:
			out = append(out, int16(k))
		}
	}
	return out
}

// stepped returns what a call gives by the rows that speak of it, and does what they say to its operands.
func (r *run) stepped(i int32, rows []*row) int32 {
	result := int32(0)
	for _, row := range rows {
		set := r.stepFrom(i, row)
		for _, p := range row.ports {
			switch {
			case p.kind == portReturn:
				result = r.sets.union(result, set)
			case p.kind == portReceiver && row.next && r.appendTo(i, set):
			case p.kind == portReceiver && row.key != nil:
				r.putAt(i, row, set)
			default:
				r.stepTo(i, p, set)
			}
		}
	}
	return result
}

// stepFrom returns what a row takes from where it says.
func (r *run) stepFrom(i int32, row *row) int32 {
	set := int32(0)
	for _, p := range row.from {
		if p.kind == portReceiver && row.key != nil && r.operands(i)[0] >= 0 {
			set = r.sets.union(set, r.taken(i, row))
			continue
		}
		for _, k := range p.operands(r.function, i) {
			if a := r.operandOf(i, k); a >= 0 && k != argResult {
				set = r.sets.union(set, r.deep[a])
			}
		}
	}
	return set
}

// stepTo gives data to a place that a call is given.
func (r *run) stepTo(i int32, p port, set int32) {
	q := p
	if q.kind == portOut {
		q.kind = portArgument
	}
	for _, k := range q.operands(r.function, i) {
		if p.kind == portOut {
			r.cleanPlace(r.operandOf(i, k)) // it is written, not added to
		}
		r.taintPlace(r.operandOf(i, k), set)
	}
}
