package constraint

import "fmt"

// A DFA is an automaton with all of its states, as the lowerings write it out. Its bytes fall into
// classes that no state tells apart. It is immutable.
type DFA struct {
	Classes [256]uint8
	Members [][]byte // by class
	// Less says what it lets through that the automaton does not, so as to be small; "" for nothing.
	Less string

	next   []int32 // state*len(Members) + class → state, Dead where violated
	accept []bool
	start  int32
}

// TooLarge is the error of an automaton with more states than a lowering can use.
type TooLarge struct{ Limit int }

func (e *TooLarge) Error() string {
	return fmt.Sprintf("the automaton has more than %d states", e.Limit)
}

// States returns the number of live states.
func (d *DFA) States() int { return len(d.accept) }

// Start returns the state in which the hole begins.
func (d *DFA) Start() int { return int(d.start) }

// Next returns the state after one more byte of a class, -1 where that violates the constraint.
func (d *DFA) Next(state, class int) int { return int(d.next[state*len(d.Members)+class]) }

// Accepts reports whether the hole may end in the state.
func (d *DFA) Accepts(state int) bool { return d.accept[state] }

// Run returns the state after a text, -1 where it violates the constraint.
func (d *DFA) Run(state int, text string) int {
	for i := 0; i < len(text) && state >= 0; i++ {
		state = d.Next(state, int(d.Classes[text[i]]))
	}
	return state
}

// classes partitions the bytes into those that the machine tells apart. Bytes that begin or go on a
// text that it knows stand alone; the rest falls together by what the lexer sees in it.
func (m *machine) classes() (of [256]uint8, members [][]byte) {
	alone := m.special()
	ids := map[[5]bool]uint8{}
	for b := range 256 {
		b := byte(b)
		kind := [5]bool{m.lexical.NameStart.Has(b), m.lexical.NamePart.Has(b), b >= '0' && b <= '9', isBlank(b), b >= 0x80}
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
	texts := []string{"\n", "\r", "()[]{},", "\\", ".", m.lexical.Continuation}
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
	for _, t := range []*trie{&m.words, &m.marks, &m.texts} {
		for i := range t.nodes {
			for b := range t.nodes[i].next {
				alone[b] = b != holed[0] || alone[b]
				if t == &m.texts && b >= 'a' && b <= 'z' {
					alone[b-'a'+'A'] = true
				}
			}
		}
	}
	return alone
}
