package flow

import (
	"slices"
	"sort"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// eventKind is what a rule says of an instruction.
type eventKind uint8

const (
	evSource   eventKind = iota // the value is tainted
	evSide                      // the variable is tainted
	evSanitize                  // the value is clean
	evClean                     // the variable is clean
	evSink                      // tainted data must not come here
	evFrom                      // what is here
	evTo                        // is found here too
	evJoin                      // what is joined to a base is another kind
	evGuard                     // where the test has the wanted outcome, its argument is clean
	evAssert                    // the call comes back only where its argument holds
)

// An event ties an instruction to a match of a rule's part. arg says which operand it is about, for
// models; argAny means all that the instruction is given.
type event struct {
	kind  eventKind
	match int32
	arg   int16
	holds bool
}

// Operands that events are about, besides the index of one.
const (
	argAny    int16 = -1
	argResult int16 = -2
)

// A hit is a match of one part of a rule.
type hit struct {
	part     int
	span     syntax.Span
	bindings map[string]match.Binding
	extent   syntax.Span
	sealed   bool
	kind     string // of a model's source or sink
	twin     int32  // the taint of a source once it was joined; 0 if it has none
	waits    bool   // a source that counts only where it was joined
	member   int    // that it stands in
	instr    int32  // of a model's source or sink
}

// spanned is an instruction by its place: bytes from the start of the function.
type spanned struct {
	start, end int32
	instr      int32
	target     bool // the place is that of what is written
}

// A plan is what a rule says of one function.
type plan struct {
	events  map[int32][]event
	order   []int32          // instructions as events were added
	steps   map[int32][]*row // of models: what calls do with what they are given
	joins   map[int32]*row
	sources bool
	sinks   bool
	guards  bool
	// rowGuard holds the calls that a row says to be tests, whatever their receiver holds.
	rowGuard map[int32]bool
	truth    bool // a pointer that a test takes for true is clean
}

func (p *plan) add(i int32, e event) {
	if p.events == nil {
		p.events = map[int32][]event{}
	}
	p.events[i] = append(p.events[i], e)
	p.order = append(p.order, i)
	p.sources = p.sources || e.kind == evSource || e.kind == evSide
	p.sinks = p.sinks || e.kind == evSink
	p.guards = p.guards || e.kind == evGuard
}

// places indexes the instructions of a function by their places.
func (f *shape) place0(form *syntax.Form, base int32) {
	origin := form.Span(base).Start
	add := func(s syntax.Span, i int, target bool) {
		f.index = append(f.index, spanned{int32(s.Start - origin), int32(s.End - origin), int32(i), target})
	}
	for i := range f.instrs {
		in := &f.instrs[i]
		s := form.Span(in.at + base)
		f.starts, f.ends = append(f.starts, int32(s.Start-origin)), append(f.ends, int32(s.End-origin))
		add(s, i, false)
		if whole := form.StatementSpan(in.at + base); whole != s {
			add(whole, i, false)
		}
		if in.to >= 0 {
			if t := form.Span(in.to + base); t != s {
				add(t, i, true)
			}
		}
	}
	slices.SortFunc(f.index, func(a, b spanned) int {
		if a.start != b.start {
			return int(a.start - b.start)
		}
		return int(b.end - a.end)
	})
}

// within returns the instructions inside a range, wider ones first among those that start together.
func (f *shape) within(s syntax.Span) []spanned {
	lo := sort.Search(len(f.index), func(i int) bool { return int(f.index[i].start) >= s.Start })
	hi := sort.Search(len(f.index), func(i int) bool { return int(f.index[i].start) >= s.End })
	return f.index[lo:max(lo, hi)]
}

// patternPlan ties the matches of a pattern rule to the instructions of a function whose text starts at
// origin.
func (r *Rule) patternPlan(f *function, origin, end int, hits hitsBySpan) *plan {
	p := &plan{}
	first := sort.SearchInts(hits.reach, origin+1)
	for k := first; k < len(hits.hits) && hits.hits[k].span.Start < end; k++ {
		if h := &hits.hits[k]; h.span.End > origin {
			r.planHit(p, f, origin, int32(k), h)
		}
	}
	return p
}

// hitsBySpan are hits in order of their starts; reach says how far the ones up to each reach.
type hitsBySpan struct {
	hits  []hit
	reach []int
}

func bySpan(hits []hit) hitsBySpan {
	out, reach := hitsBySpan{hits, make([]int, len(hits))}, 0
	for k := range hits {
		reach = max(reach, hits[k].span.End)
		out.reach[k] = reach
	}
	return out
}

func (r *Rule) planHit(p *plan, f *function, origin int, k int32, h *hit) {
	part := r.parts[h.part]
	s := syntax.Span{Start: h.span.Start - origin, End: h.span.End - origin}
	if part.role == rolePropagator {
		p.propagator(f, origin, k, h, part.part)
		return
	}
	equal := func(x spanned) bool { return int(x.start) == s.Start && int(x.end) == s.End }
	exact, widest := part.exact, false
	if exact && !slices.ContainsFunc(f.within(s), func(x spanned) bool { return equal(x) && !x.target }) {
		widest = true
	}
	reach := int32(-1)
	for _, x := range f.within(s) {
		if int(x.end) > s.End || exact && !widest && !equal(x) {
			continue
		}
		if widest {
			if x.start < reach {
				continue
			}
			reach = max(reach, x.end)
		}
		held := f.holder[x.instr] >= 0 && int(f.ends[f.holder[x.instr]]) <= s.End && int(f.starts[f.holder[x.instr]]) >= s.Start
		r.tie(p, f, part, k, h, x, held)
	}
}

// tie makes the events of a match at one instruction. Of a.b the variable that a side effect is about is the
// part, not what holds it.
func (r *Rule) tie(p *plan, f *function, part rulePart, k int32, h *hit, x spanned, held bool) {
	op := f.instrs[x.instr].op
	switch part.role {
	case roleSource:
		if r.isReceiver(f, x.instr) {
			return
		}
		if part.side != sideOnly && (!x.target || op == opParam) {
			p.add(x.instr, event{kind: evSource, match: k, arg: argResult})
		}
		if part.side != sideNo && (x.target || op != opSet) && !held {
			p.add(x.instr, event{kind: evSide, match: k, arg: argResult})
		}
	case roleSanitizer:
		if !x.target {
			p.add(x.instr, event{kind: evSanitize, match: k, arg: argResult})
		}
		if part.side != sideNo && !held {
			p.add(x.instr, event{kind: evClean, match: k, arg: argResult})
		}
	case roleSink:
		if !x.target {
			p.add(x.instr, event{kind: evSink, match: k, arg: sinkOperand(h)})
		}
	}
}

// isReceiver reports whether an instruction is the parameter that Python methods name self: a rule that takes
// parameters for sources does not mean the object itself.
func (r *Rule) isReceiver(f *function, i int32) bool {
	in := &f.instrs[i]
	return r.lang == syntax.Python && in.op == opParam && in.cell >= 0 && f.cells[in.cell].name == "self"
}

// sinkOperand returns what of a call the sink is: what it gives, if the match is what a metavariable stands
// for, and otherwise what it is given.
func sinkOperand(h *hit) int16 {
	for _, b := range h.bindings {
		if b.Span == h.span {
			return argResult
		}
	}
	return argAny
}

func (p *plan) propagator(f *function, origin int, k int32, h *hit, part *part) {
	at := func(name string) []spanned {
		b, ok := h.bindings[name]
		if !ok {
			return nil
		}
		var out []spanned
		for _, x := range f.within(syntax.Span{Start: b.Span.Start - origin, End: b.Span.End - origin}) {
			if int(x.start) == b.Span.Start-origin && int(x.end) == b.Span.End-origin {
				out = append(out, x)
			}
		}
		return out
	}
	for _, x := range at(part.from) {
		if !x.target {
			p.add(x.instr, event{kind: evFrom, match: k})
		}
	}
	for _, x := range at(part.to) {
		p.add(x.instr, event{kind: evTo, match: k})
	}
}
