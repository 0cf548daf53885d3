package flow

import (
	"encoding/binary"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A way is how data comes from a source to a sink. It is immutable.
type way struct {
	trace  []Step
	extent syntax.Span
	sealed bool
}

// way follows the data of a finding, or recalls how that was followed before, if it stays inside of the
// function.
func (x *fileRun) way(f *flowed, sink, source *hit) way {
	m := &x.members[f.member]
	inside := f.key != "" && sink.member == f.member && source.member == f.member
	if !inside {
		return x.followed(f, sink, source)
	}
	key := []byte(f.key)
	origin := m.span.Start
	for _, n := range []int{int(x.names.of[f.sink.match].number), int(f.sink.instr), int(x.names.of[f.source].number)} {
		key = binary.AppendVarint(key, int64(n))
	}
	for _, h := range []*hit{sink, source} {
		for _, n := range []int{h.span.Start, h.span.End, h.extent.Start, h.extent.End} {
			key = binary.AppendVarint(key, int64(n-origin))
		}
		if h.sealed {
			key = append(key, 1)
		}
	}
	return x.cache.ways.get(string(key), func() way { return x.followed(f, sink, source).moved(-origin) }).moved(origin)
}

// moved returns the way in a text that starts elsewhere.
func (w way) moved(by int) way {
	out := way{sealed: w.sealed, extent: syntax.Span{Start: w.extent.Start + by, End: w.extent.End + by}}
	for _, s := range w.trace {
		out.trace = append(out.trace, Step{syntax.Span{Start: s.Span.Start + by, End: s.Span.End + by}, s.Kind})
	}
	return out
}

// pointed returns the way of a pointer: where it became what it is, and where it is used. What is written behind
// it may lead a way around, where there are labels or loops.
func (x *fileRun) pointed(f *flowed, sink, source *hit) way {
	w := way{trace: []Step{{source.span, StepSource}, {sink.span, StepSink}}, sealed: sink.sealed}
	w.extent = syntax.Span{Start: min(sink.extent.Start, source.extent.Start), End: max(sink.extent.End, source.extent.End)}
	m := &x.members[f.member]
	if block := &m.blocks[m.instrs[f.sink.instr].block]; block.loop >= 0 {
		w.extent.End, w.sealed = max(w.extent.End, int(m.loops[block.loop])+m.span.Start), false
	}
	return w
}

func (x *fileRun) followed(f *flowed, sink, source *hit) (w way) {
	if x.rule.Native() && x.rule.spec.models.pointers {
		return x.pointed(f, sink, source)
	}
	if f.run == nil {
		f.run, _ = x.solveMarked(f.member, &summary{outs: map[int]int32{}, sinks: map[int32]int32{}})
	}
	if f.run == nil { // the file's budget is spent, and x.why says so
		return way{[]Step{{source.span, StepSource}, {sink.span, StepSink}}, syntax.Span{Start: 0, End: len(x.form.Tree().Text())}, false}
	}
	w.trace = x.trace(f, sink, source)
	w.extent, w.sealed = x.extent(f, sink, source)
	return w
}
