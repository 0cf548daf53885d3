package flow

import (
	"cmp"
	"slices"
	"time"

	"github.com/sluice-lsp/sluice/rules/match"
)

// A fileRun is one rule on one file. It belongs to one goroutine.
type fileRun struct {
	*file
	cache    *cache
	number   int // of the rule in its index
	rule     *Rule
	hits     []hit
	calls    bool
	every    bool // sinks in sinks of the same kind are told too
	deadline time.Time
	sets     *sets
	plans    []*plan
	globals  map[string]int32 // what the variables of the file hold after its own code ran
	why      string
	found    map[int32]*flowed // by match of a sink

	inputs        int // the first taint that stands for an input of a function
	summaries     []*summary
	substitutions map[substitution]int32
	inputSets     map[int32]int32  // by set: see inputsIn
	texts         map[int32]string // by set: its taints by name
	steps         int
	moved         bool // the file's variables hold more than they did
	names         *taintNames
	taints        []int32           // of the set that is read
	given         map[string]string // by the kind of a source, what it is for the rule once it was joined; nil until that is asked
	planned       int               // the member whose plan is made
}

// A flowed is the way that data takes to one sink.
type flowed struct {
	run    *run // nil if how it was solved is remembered, and by what key
	key    string
	member int
	sink   sinkKey
	source int32
}

// findings runs the rule over all members that have both a source and a sink.
func (x *fileRun) findings() ([]Finding, string) {
	if x.big != "" {
		return nil, x.big
	}
	x.found = map[int32]*flowed{}
	x.globals = map[string]int32{}
	x.plan()
	if !slices.ContainsFunc(x.plans, func(p *plan) bool { return p.sources }) || !slices.ContainsFunc(x.plans, func(p *plan) bool { return p.sinks }) {
		return nil, ""
	}
	switch {
	case x.rule.Native() && x.rule.spec.models.pointers:
		x.numberTaints()
		x.followPointers()
	case x.calls:
		x.follow()
	default:
		x.numberTaints()
		x.each()
	}
	var out []Finding
	for match, f := range x.found {
		if x.every || !x.inner(match) {
			out = append(out, x.finding(match, f))
		}
	}
	slices.SortFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	return out, x.why
}

// inner reports whether a sink lies in another match of the same part of the rule that is found too: of "a" + x + "b"
// and the sum in it only the whole is worth telling.
func (x *fileRun) inner(match int32) bool {
	h := &x.hits[match]
	for other := range x.found {
		o := &x.hits[other]
		if h.part >= 0 && o.part == h.part && o.span != h.span && o.span.Contains(h.span) {
			return true
		}
	}
	return false
}

// maxInputs is how many parameters and captured variables of a function are told apart.
const maxInputs = 48

func (x *fileRun) plan() {
	x.plans = make([]*plan, len(x.members))
	hits := bySpan(x.hits)
	for i := range x.members {
		m := &x.members[i]
		if x.rule.Native() {
			x.plans[i] = x.nativePlan(i)
			continue
		}
		x.plans[i] = x.rule.patternPlan(m.function, m.span.Start, m.span.End, hits)
	}
}

// numberTaints gives the sources and the inputs of functions their numbers.
func (x *fileRun) numberTaints() {
	x.inputs = len(x.hits)
	x.sets = newSets(len(x.hits) + 2*maxInputs)
}

// each analyses the file's own code, and then the functions with what it left in the file's variables.
func (x *fileRun) each() {
	for i := range x.members {
		if x.late() {
			return
		}
		if x.members[i].lambda {
			continue
		}
		if i == 0 && x.plans[0].sources {
			if r := x.analyse(0); r != nil {
				x.keepGlobals(r)
			}
			continue
		}
		if x.plans[i].sinks && (x.plans[i].sources || x.usesGlobals(i)) {
			x.analyse(i)
		}
	}
}

// late reports whether the run was given up or has passed its deadline.
func (x *fileRun) late() bool {
	if x.why == "" && !x.deadline.IsZero() && time.Now().After(x.deadline) {
		x.why = "the deadline passed"
	}
	return x.why != ""
}

func (x *fileRun) usesGlobals(i int) bool {
	if len(x.globals) == 0 {
		return false
	}
	return slices.ContainsFunc(x.members[i].cells, func(c cell) bool { return c.free && c.parent < 0 && x.globals[c.name] != 0 })
}

func (x *fileRun) keepGlobals(r *run) {
	for _, e := range r.ins[exitBlock] {
		root := r.root(e.cell)
		if name := r.cells[root].name; name != "" {
			set := x.sets.without(x.sets.union(x.globals[name], e.value), func(t int32) bool { return int(t) >= x.inputs })
			x.moved = x.moved || set != x.globals[name]
			x.globals[name] = set
		}
	}
}

// analyse runs one member and keeps what reaches its sinks.
func (x *fileRun) analyse(i int) *run {
	r := x.newRun(i)
	ok := r.solve(x.entry(i))
	x.steps += r.cost
	if !ok {
		x.why = "a function has more ways through it than can be followed"
		return nil
	}
	for key, set := range r.sinks {
		x.report(i, r, "", key, set)
	}
	return r
}

func (x *fileRun) newRun(i int) *run {
	return &run{function: x.members[i].function, rule: x.rule, plan: x.plans[i], sets: x.sets, hits: x.hits, calls: x.calls, file: x, member: i}
}

// entry is the state in which a member starts: free variables hold what the file's code left in them.
func (x *fileRun) entry(i int) []entry {
	var out []entry
	if i == 0 || len(x.globals) == 0 {
		return nil
	}
	for c := range x.members[i].cells {
		if cell := &x.members[i].cells[c]; cell.free {
			if set := x.globals[x.members[i].cells[x.members[i].root(int32(c))].name]; set != 0 {
				out = append(out, entry{int32(c), set})
			}
		}
	}
	return out
}

// report keeps a sink that real sources reach, if it requires no labels or finds them.
func (x *fileRun) report(member int, r *run, known string, key sinkKey, set int32) {
	source := x.chosen(key.match, set)
	if source < 0 {
		return
	}
	if old := x.found[key.match]; old != nil && (old.source < source || old.source == source && old.sink.instr <= key.instr) {
		return
	}
	x.found[key.match] = &flowed{run: r, key: known, member: member, sink: key, source: source}
}

// chosen returns the source that a finding names, -1 if the sink is not violated.
func (x *fileRun) chosen(sink, set int32) int32 {
	h := &x.hits[sink]
	wanted := []string{sourceLabel}
	if h.part >= 0 {
		if req := x.rule.parts[h.part].requires; req != nil {
			if !req.holds(x.labels(set)) {
				return -1
			}
			wanted = req.wanted(nil)
		}
	}
	best := int32(-1)
	x.sets.each(set, func(t int32) {
		if int(t) < len(x.hits) && !x.hits[t].waits && (best < 0 || x.hits[best].kind == "parameter" && x.hits[t].kind != "parameter") && slices.Contains(wanted, x.labelOf(t)) && x.unified(sink, t) {
			best = t
		}
	})
	return best
}

// unified reports whether source and sink mean the same by the metavariables that they share, where the
// rule wants that.
func (x *fileRun) unified(sink, source int32) bool {
	if !x.rule.spec.options.unify {
		return true
	}
	a, b := x.hits[sink].bindings, x.hits[source].bindings
	for name, v := range a {
		if w, ok := b[name]; ok && w.Text != v.Text {
			return false
		}
	}
	return true
}

func (x *fileRun) finding(match int32, f *flowed) Finding {
	sink, source := &x.hits[match], &x.hits[f.source]
	out := Finding{Span: sink.span, Bindings: merged(sink.bindings, source.bindings), Kind: source.kind, To: sink.kind}
	w := x.way(f, sink, source)
	out.Trace, out.Extent, out.Sealed = w.trace, w.extent, w.sealed
	return out
}

func merged(a, b map[string]match.Binding) map[string]match.Binding {
	out := map[string]match.Binding{}
	for name, v := range b {
		out[name] = v
	}
	for name, v := range a {
		out[name] = v
	}
	return out
}
