package flow

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// maxTrace is how many steps a trace shows.
const maxTrace = 40

// trace goes back from a sink to the source: through operands to a place, and from there to a write of
// it that had the taint.
func (x *fileRun) trace(f *flowed, sink, source *hit) []Step {
	t := &tracer{run: f.run, taint: f.source, seen: map[int32]bool{}}
	t.index()
	for _, a := range t.from(f.sink.instr) {
		if t.back(a) {
			break
		}
	}
	origin := x.members[f.member].span.Start
	steps := []Step{{source.span, StepSource}}
	for _, i := range slices.Backward(t.steps) {
		s := syntax.Span{Start: int(f.run.starts[i]) + origin, End: int(f.run.ends[i]) + origin}
		if s != steps[len(steps)-1].Span && s != sink.span && len(steps) < maxTrace {
			steps = append(steps, Step{s, StepThrough})
		}
	}
	return append(steps, Step{sink.span, StepSink})
}

type tracer struct {
	*run
	taint int32
	seen  map[int32]bool
	steps []int32 // writes, the last first
	// writes are the instructions that write a variable or a part of it, in order.
	writes map[int32][]int32
}

// from returns what may have brought the taint into an instruction.
func (t *tracer) from(i int32) []int32 {
	out := []int32{i}
	for _, a := range t.operands(i) {
		if a >= 0 && t.sets.has(t.deep[a], t.taint) {
			out = append(out, a)
		}
	}
	return out
}

// back follows a value to its source and reports whether it came there.
func (t *tracer) back(i int32) bool {
	for len(t.seen) < 100_000 {
		if t.seen[i] || !t.sets.has(t.deep[i], t.taint) {
			return false
		}
		t.seen[i] = true
		if t.isSource(i) {
			return true
		}
		if op := t.instrs[i].op; op == opSet || op == opPut {
			t.steps = append(t.steps, i)
		}
		t.unjoin(i)
		next := int32(-1)
		for _, a := range t.operands(i) {
			switch {
			case a < 0 || t.seen[a] || !t.sets.has(t.deep[a], t.taint):
			case next < 0:
				next = a
			case t.back(next): // the last one is followed by the loop: long chains need no stack
				return true
			default:
				next = a
			}
		}
		if next < 0 {
			next = t.writer(i)
		}
		if next < 0 {
			return false
		}
		i = next
	}
	return false
}

// unjoin goes on with the taint that a value was before it was joined there.
func (t *tracer) unjoin(i int32) {
	has := func(a int32) bool { return a >= 0 && t.sets.has(t.deep[a], t.taint) }
	if t.plan.joins[i] == nil || slices.ContainsFunc(t.pieces(i, t.plan.joins[i]), has) {
		return
	}
	for k := range t.hits {
		if t.hits[k].twin == t.taint && t.taint > 0 {
			t.taint, t.seen = int32(k), map[int32]bool{i: true}
		}
	}
}

func (t *tracer) isSource(i int32) bool {
	for _, e := range t.plan.events[i] {
		if (e.kind == evSource || e.kind == evSide) && e.match == t.taint {
			return true
		}
	}
	return false
}

// writer returns the write that a read got the taint from: the last one before it, or else any.
func (t *tracer) writer(i int32) int32 {
	cell, _ := t.placeOf(i)
	if cell < 0 || t.instrs[i].op == opSet || t.instrs[i].op == opPut {
		return -1
	}
	best := int32(-1)
	for _, k := range t.writes[t.root(cell)] {
		if t.seen[k] || !t.sets.has(t.deep[k], t.taint) {
			continue
		}
		if best < 0 || k < i {
			best = k
		}
	}
	return best
}

// index sorts the writes by variable.
func (t *tracer) index() {
	t.writes = map[int32][]int32{}
	for k := range t.instrs {
		if in := &t.instrs[k]; (in.op == opSet || in.op == opPut || in.op == opParam) && in.cell >= 0 {
			root := t.root(in.cell)
			t.writes[root] = append(t.writes[root], int32(k))
		}
	}
}

// extent returns the bytes that a finding depends on. Text behind the sink cannot undo it, unless the data
// came round a loop: then the text up to the loop's end counts.
func (x *fileRun) extent(f *flowed, sink, source *hit) (syntax.Span, bool) {
	span := syntax.Span{Start: min(sink.extent.Start, source.extent.Start), End: sink.extent.End}
	sealed := sink.sealed
	if source.extent.End > span.End {
		span.End, sealed = source.extent.End, source.sealed
	}
	m := &x.members[f.member]
	if end := x.callsEnd(m, sink, source); end > 0 {
		return syntax.Span{Start: span.Start, End: max(span.End, end)}, false
	}
	if end := x.loopEnd(f, sink, m); end > span.End {
		span.End, sealed = end, false
	}
	return span, sealed
}

// callsEnd returns the end of the functions that a finding goes through beyond its own, 0 if there are none.
func (x *fileRun) callsEnd(m *member, sink, source *hit) int {
	if f := m.span; m.parent < 0 || f.Contains(sink.span) && f.Contains(source.span) {
		return 0
	}
	end := 0
	for i := range x.members {
		if o := &x.members[i]; i > 0 && (o.span.Contains(sink.span) || o.span.Contains(source.span) || o.node == m.node) {
			end = max(end, o.span.End)
		}
	}
	return end
}

// loopEnd returns the end of the loop that the data must have come round to reach the sink, 0 if it
// reaches it on its way down the text.
func (x *fileRun) loopEnd(f *flowed, sink *hit, m *member) int {
	end := int32(sink.span.End - m.span.Start)
	r := x.newRun(f.member)
	r.until, r.cut = end, m.retreating(m.blocks[f.run.instrs[f.sink.instr].block].loop)
	if len(r.cut) == 0 {
		return 0
	}
	if r.solve(x.entry(f.member)) {
		if set := r.sinks[f.sink]; set != 0 && x.chosen(f.sink.match, set) >= 0 {
			return 0
		}
	}
	if l := m.blocks[f.run.instrs[f.sink.instr].block].loop; l >= 0 {
		return int(m.loops[l]) + m.span.Start
	}
	return m.span.End
}

// retreating returns the edges that lead back, of the loop at a node or of gotos.
func (f *function) retreating(loop int32) map[[2]int32]bool {
	rank := make([]int32, len(f.blocks))
	for i, b := range f.order {
		rank[b] = int32(i)
	}
	var cut map[[2]int32]bool
	for b := range f.blocks {
		for k, to := range f.blocks[b].succs {
			if rank[to] > rank[b] || f.blocks[to].loop >= 0 && f.blocks[to].loop != loop {
				continue
			}
			if cut == nil {
				cut = map[[2]int32]bool{}
			}
			cut[[2]int32{int32(b), int32(k)}] = true
		}
	}
	return cut
}
