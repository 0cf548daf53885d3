package constraint

import (
	"fmt"
	"slices"
)

// A DFA is an automaton with all of its states, as the lowerings write it out. Its bytes fall into
// classes that no state tells apart. It is immutable.
type DFA struct {
	Classes [256]uint8
	Members [][]byte // by class
	next    []int32  // state*len(Members) + class → state, Dead where violated
	accept  []bool
	start   int32
}

// TooLarge is the error of an automaton with more states than a lowering can use.
type TooLarge struct{ Limit int }

func (e *TooLarge) Error() string {
	return fmt.Sprintf("the automaton has more than %d states", e.Limit)
}

// Minimal makes all states of an automaton that can be reached from its start, at most limit, and
// merges those that accept the same texts.
func (a *Automaton) Minimal(limit int) (*DFA, error) {
	d := &DFA{}
	d.Classes, d.Members = a.machine.classes()
	index := map[State]int32{a.start: 0}
	order := []State{a.start}
	for i := 0; i < len(order); i++ {
		for _, members := range d.Members {
			to := a.Step(order[i], members[0])
			if to == Dead {
				d.next = append(d.next, int32(Dead))
				continue
			}
			if _, ok := index[to]; !ok {
				if len(order) >= limit {
					return nil, &TooLarge{limit}
				}
				index[to] = int32(len(order))
				order = append(order, to)
			}
			d.next = append(d.next, index[to])
		}
		d.accept = append(d.accept, a.Accepts(order[i]))
	}
	return d.minimize(), nil
}

// States returns the number of live states.
func (d *DFA) States() int { return len(d.accept) }

// Start returns the state in which the hole begins.
func (d *DFA) Start() int { return int(d.start) }

// Next returns the state after one more byte of a class, -1 where that violates the constraint.
func (d *DFA) Next(state, class int) int { return int(d.next[state*len(d.Members)+class]) }

// Accepts reports whether the hole may end in the state.
func (d *DFA) Accepts(state int) bool { return d.accept[state] }

// classes partitions the bytes into those that the machine tells apart. Bytes that begin or go on a
// text that it knows stand alone; the rest falls together by what the lexer sees in it.
func (m *machine) classes() (of [256]uint8, members [][]byte) {
	alone := m.special()
	ids := map[[4]bool]uint8{}
	for b := range 256 {
		b := byte(b)
		kind := [4]bool{m.lexical.NameStart.Has(b), m.lexical.NamePart.Has(b), isBlank(b), b >= 0x80}
		id, ok := ids[kind]
		if alone[b] || !ok {
			id = uint8(len(members))
			members = append(members, nil)
			if !alone[b] {
				ids[kind] = id
			}
		}
		of[b] = id
		members[id] = append(members[id], b)
	}
	return of, members
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\f' || b == '\v' }

// special returns the bytes that mean something by themselves somewhere.
func (m *machine) special() (alone [256]bool) {
	texts := []string{"\n", "\r", "}", "\\", ".", m.lexical.Continuation}
	for _, c := range m.lexical.BlockComments {
		texts = append(texts, c.Close)
	}
	for _, f := range m.lexical.Strings {
		texts = append(texts, f.Close, f.Hole.Open)
	}
	for _, text := range texts {
		for i := range len(text) {
			alone[text[i]] = true
		}
	}
	for _, t := range []*trie{&m.words, &m.marks} {
		for i := range t.nodes {
			for b := range t.nodes[i].next {
				alone[b] = b != holed[0] || alone[b]
			}
		}
	}
	return alone
}

// minimize merges states by partition refinement (Moore 1956): two states stay together while they
// agree on acceptance and their successors are together. States keep the order of their first member,
// so that the same automaton is always written the same.
func (d *DFA) minimize() *DFA {
	columns, n := len(d.Members), len(d.accept)
	block := make([]int32, n)
	for s, ok := range d.accept {
		if ok {
			block[s] = 1
		}
	}
	for blocks := 0; ; {
		ids := make(map[string]int32, n)
		refined := make([]int32, n)
		key := make([]byte, 0, 4*(columns+1))
		for s := range n {
			key = appendInt32(key[:0], block[s])
			for _, to := range d.next[s*columns : (s+1)*columns] {
				if to >= 0 {
					to = block[to]
				}
				key = appendInt32(key, to)
			}
			id, ok := ids[string(key)]
			if !ok {
				id = int32(len(ids))
				ids[string(key)] = id
			}
			refined[s] = id
		}
		block = refined
		if len(ids) == blocks {
			break
		}
		blocks = len(ids)
	}
	return d.merge(block)
}

func appendInt32(b []byte, v int32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

// merge makes one state of each block.
func (d *DFA) merge(block []int32) *DFA {
	columns := len(d.Members)
	count := int(slices.Max(block)) + 1
	m := &DFA{Classes: d.Classes, Members: d.Members, start: block[d.start],
		next: make([]int32, count*columns), accept: make([]bool, count)}
	for s, b := range block {
		m.accept[b] = d.accept[s]
		for c, to := range d.next[s*columns : (s+1)*columns] {
			if to >= 0 {
				to = block[to]
			}
			m.next[int(b)*columns+c] = to
		}
	}
	return m
}
