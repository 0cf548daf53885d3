package constraint

// A State is a state of an Automaton.
type State int32

// Dead is the state in which a constraint is violated; no byte leads out of it.
const Dead State = -1

// An Automaton is a deterministic automaton over bytes whose live states are texts that keep to the
// constraint. It is immutable and safe for concurrent use.
type Automaton struct {
	classes [256]uint8 // byte → column
	columns int
	next    []int32 // state*columns + column → state, Dead where violated
	accept  []bool  // whether the text may end in a state
	start   State
}

// Start returns the state in which the hole begins: the text before the cursor has been read.
func (a *Automaton) Start() State { return a.start }

// Step returns the state after one more byte. Dead stays Dead.
func (a *Automaton) Step(s State, b byte) State {
	if s == Dead {
		return Dead
	}
	return State(a.next[int(s)*a.columns+int(a.classes[b])])
}

// Run steps over a whole text.
func (a *Automaton) Run(s State, text string) State {
	for i := 0; i < len(text) && s != Dead; i++ {
		s = a.Step(s, text[i])
	}
	return s
}

// Accepts reports whether the hole may end in the state: the text after the cursor completes nothing
// forbidden from there, and nothing required is outstanding.
func (a *Automaton) Accepts(s State) bool { return s != Dead && a.accept[s] }

// States returns the number of live states.
func (a *Automaton) States() int { return len(a.accept) }
