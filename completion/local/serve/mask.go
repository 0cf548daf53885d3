package serve

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// maxStates bounds how many states of a grammar one generation visits. Beyond it everything is forbidden.
const maxStates = 1 << 14

// unvisited stands for a transition that was not looked at yet.
const unvisited constraint.State = -2

// A mask runs a grammar over bytes: it makes the deterministic automaton as far as it is walked. One
// generation owns it.
type mask struct {
	grammar *grammar
	states  []maskState
	ids     map[string]constraint.State
}

type maskState struct {
	nodes   []int32 // in order, with all that is reached without reading
	partial string  // the bytes of a character that has begun
	accept  bool
	next    [256]constraint.State
}

func newMask(g *grammar) *mask {
	m := &mask{grammar: g, ids: map[string]constraint.State{}}
	m.state(m.close([]int32{g.start}), "")
	return m
}

// Start is the state before the first byte.
func (m *mask) Start() constraint.State { return 0 }

// Accepts reports whether the grammar lets the text end.
func (m *mask) Accepts(s constraint.State) bool { return s != constraint.Dead && m.states[s].accept }

// Step returns the state after a byte.
func (m *mask) Step(s constraint.State, b byte) constraint.State {
	if s == constraint.Dead {
		return s
	}
	to := m.states[s].next[b]
	if to == unvisited {
		to = m.move(s, b)
		m.states[s].next[b] = to
	}
	return to
}

func (m *mask) move(s constraint.State, b byte) constraint.State {
	from := m.states[s]
	bytes := from.partial + string([]byte{b})
	if !utf8.FullRuneInString(bytes) {
		return m.state(from.nodes, bytes)
	}
	r, size := utf8.DecodeRuneInString(bytes)
	if r == utf8.RuneError && size == 1 {
		return constraint.Dead
	}
	var nodes []int32
	for _, n := range from.nodes {
		if x := &m.grammar.nodes[n]; x.set != nil && x.set.has(r) {
			nodes = append(nodes, x.to)
		}
	}
	return m.state(m.close(nodes), "")
}

// close adds what is reached without reading, and sorts.
func (m *mask) close(nodes []int32) []int32 {
	seen := map[int32]bool{}
	for work := nodes; len(work) > 0; {
		n := work[len(work)-1]
		work = work[:len(work)-1]
		if !seen[n] {
			seen[n] = true
			work = append(work, m.grammar.nodes[n].silent...)
		}
	}
	out := make([]int32, 0, len(seen))
	for n := range seen {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// state returns the number of a state, which it makes where there is none.
func (m *mask) state(nodes []int32, partial string) constraint.State {
	if len(nodes) == 0 {
		return constraint.Dead
	}
	key := make([]byte, 0, 4*len(nodes)+4)
	for _, n := range nodes {
		key = binary.LittleEndian.AppendUint32(key, uint32(n))
	}
	key = append(key, partial...)
	if s, ok := m.ids[string(key)]; ok {
		return s
	}
	if len(m.states) == maxStates {
		return constraint.Dead
	}
	x := maskState{nodes: nodes, partial: partial}
	x.accept = partial == "" && slices.ContainsFunc(nodes, func(n int32) bool { return m.grammar.nodes[n].accept })
	for b := range x.next {
		x.next[b] = unvisited
	}
	m.states = append(m.states, x)
	m.ids[string(key)] = constraint.State(len(m.states) - 1)
	return constraint.State(len(m.states) - 1)
}
