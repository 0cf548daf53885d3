package flow

import (
	"encoding/binary"
	"hash/maphash"
	"maps"
	"slices"
	"sort"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A solution is a summary that holds for every file that has the same function with the same callees: its
// taints have names that do not depend on the file. It is immutable.
type solution struct {
	ret     string
	outs    map[int]string
	sinks   map[taintName]string
	reached []reached
	names   []string
	count   int
	cost    int
	hash    uint64 // of what callers see
}

// reached says what reaches a sink.
type reached struct {
	match taintName
	instr int32
	set   string
}

// A taintName names a match of a rule by the function that it stands in, and its number there with the part
// of the rule; inputs have the function 0.
type taintName struct {
	function uint64
	number   int32
}

// taintNames are the names of the matches of one rule in one file.
type taintNames struct {
	of      []taintName // by match
	matches map[taintName]int32
	unnamed map[uint64]bool // functions that stand in the file more than once
	hashes  []uint64        // by member: of its solution, 0 if there is none yet
}

func (x *fileRun) nameTaints() {
	n := &taintNames{of: make([]taintName, len(x.hits)), matches: make(map[taintName]int32, len(x.hits)), unnamed: x.repeated(), hashes: make([]uint64, len(x.members))}
	count := map[int]int32{}
	for k := range x.hits {
		h := &x.hits[k]
		if !x.rule.Native() {
			h.member = x.memberOf(h.span)
		}
		name := taintName{x.members[h.member].id, count[h.member]<<10 | int32(h.part+1)}
		count[h.member]++
		n.of[k], n.matches[name] = name, int32(k)
	}
	x.names = n
}

// repeated returns the functions that stand in the file more than once, by their number.
func (f *file) repeated() map[uint64]bool {
	ids := make([]uint64, len(f.members))
	for i := range f.members {
		ids[i] = f.members[i].id
	}
	slices.Sort(ids)
	var out map[uint64]bool
	for i := 1; i < len(ids); i++ {
		if ids[i] == ids[i-1] {
			if out == nil {
				out = map[uint64]bool{}
			}
			out[ids[i]] = true
		}
	}
	return out
}

// memberOf returns the innermost member that a place is in.
func (x *fileRun) memberOf(s syntax.Span) int {
	i := sort.Search(len(x.members), func(i int) bool { return i > 0 && x.members[i].span.Start > s.Start }) - 1
	for i > 0 && !x.members[i].span.Contains(s) {
		i = x.members[i].parent
	}
	return max(i, 0)
}

// A writer writes what a solution depends on, or is. It fails on what has no name.
type writer struct {
	*fileRun
	buf    []byte
	failed bool
}

func (w *writer) number(n ...int64) {
	for _, v := range n {
		w.buf = binary.AppendVarint(w.buf, v)
	}
}

func (w *writer) taint(t int32) {
	if int(t) >= w.inputs {
		w.number(0, int64(int(t)-w.inputs))
		return
	}
	name := w.names.of[t]
	w.failed = w.failed || w.names.unnamed[name.function]
	w.number(int64(name.function), int64(name.number))
}

func (w *writer) set(set int32) { w.sets.each(set, w.taint) }

// setText returns a set by the names of its taints.
func (w *writer) setText(set int32) string {
	if out, ok := w.texts[set]; ok {
		return out
	}
	failed := w.failed
	w.failed = false
	at := len(w.buf)
	w.set(set)
	out := string(w.buf[at:])
	w.buf = w.buf[:at]
	if !w.failed {
		w.texts[set] = out
	}
	w.failed = w.failed || failed
	return out
}

// solutionKey returns all that the solution of a member depends on, "" if that cannot be said: the function,
// what the rule says of it, what it starts with, and the solutions of what it calls.
func (x *fileRun) solutionKey(i int) string {
	m, p := &x.members[i], x.plans[i]
	if i == 0 || x.cache == nil || x.names.unnamed[m.id] {
		return ""
	}
	w := &writer{fileRun: x, buf: make([]byte, 0, 256)}
	called := int64(0)
	if x.targets[i].called {
		called = 1
	}
	w.number(int64(x.number), int64(m.id), called)
	for _, at := range p.order {
		w.number(int64(at))
		for _, e := range p.events[at] {
			w.event(e)
		}
	}
	for _, at := range slices.Sorted(maps.Keys(p.steps)) {
		w.number(-1, int64(at))
		for _, row := range p.steps[at] {
			w.number(int64(row.line))
		}
	}
	for _, at := range slices.Sorted(maps.Keys(p.joins)) {
		w.number(-4, int64(at), int64(p.joins[at].line))
	}
	for _, e := range x.entry(i) {
		w.number(-2, int64(e.cell))
		w.set(e.value)
	}
	for _, ref := range m.around.calls {
		if g, ok := x.targets[i].byCall[ref.instr]; ok {
			w.number(-3, int64(ref.instr), int64(x.members[g].id), int64(x.names.hashes[g]))
		}
	}
	if w.failed {
		return ""
	}
	return string(w.buf)
}

func (w *writer) event(e event) {
	holds := int64(0)
	if e.holds {
		holds = 1
	}
	w.number(int64(e.kind), int64(e.arg), holds)
	if e.match >= 0 {
		w.taint(e.match)
	}
}

// remember keeps how a member was solved.
func (x *fileRun) remember(i int, key string, s *summary, r *run) {
	w := &writer{fileRun: x}
	out := &solution{outs: map[int]string{}, sinks: map[taintName]string{}, names: s.names, count: s.count, cost: r.cost}
	out.ret = w.setText(s.ret)
	for k, set := range s.outs {
		out.outs[k] = w.setText(set)
	}
	for match, set := range s.sinks {
		out.sinks[x.names.of[match]] = w.setText(set)
	}
	for key, set := range r.sinks {
		w.failed = w.failed || x.names.unnamed[x.names.of[key.match].function]
		out.reached = append(out.reached, reached{x.names.of[key.match], key.instr, w.setText(set)})
	}
	out.hash = out.hashed(x.cache.seed)
	x.names.hashes[i] = out.hash
	if key != "" && !w.failed {
		x.cache.solutions.get(key, func() *solution { return out })
	}
}

// hashed hashes what callers see of a solution.
func (s *solution) hashed(seed maphash.Seed) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	h.WriteString(s.ret)
	for _, k := range slices.Sorted(maps.Keys(s.outs)) {
		h.WriteString("|" + itoa(k) + "=" + s.outs[k])
	}
	sum := h.Sum64()
	for match, set := range s.sinks {
		h.Reset()
		h.Write(binary.AppendVarint(binary.AppendVarint(nil, int64(match.function)), int64(match.number)))
		h.WriteString(set)
		sum += h.Sum64()
	}
	return sum | 1
}

// recall returns the summary of a member that was solved before, and reports what reaches its sinks; nil if
// it was not.
func (x *fileRun) recall(i int, key string) *summary {
	if key == "" {
		return nil
	}
	known, ok := x.cache.solutions.find(key)
	if !ok {
		return nil
	}
	x.steps += known.cost
	s := &summary{outs: map[int]int32{}, sinks: map[int32]int32{}, names: known.names, count: known.count}
	s.ret = x.setOf(known.ret)
	for k, set := range known.outs {
		s.outs[k] = x.setOf(set)
	}
	for name, set := range known.sinks {
		s.sinks[x.names.matches[name]] = x.setOf(set)
	}
	if !x.members[i].lambda {
		for _, r := range known.reached {
			x.report(i, nil, key, sinkKey{x.names.matches[r.match], r.instr}, x.setOf(r.set))
		}
	}
	x.names.hashes[i] = known.hash
	return s
}

// setOf reads a set of named taints.
func (x *fileRun) setOf(text string) int32 {
	x.taints = x.taints[:0]
	for b := []byte(text); len(b) > 0; {
		function, n := binary.Varint(b)
		number, k := binary.Varint(b[n:])
		b = b[n+k:]
		t := int32(x.inputs) + int32(number)
		if function != 0 {
			t = x.names.matches[taintName{uint64(function), int32(number)}]
		}
		x.taints = append(x.taints, t)
	}
	return x.sets.of(x.taints)
}
