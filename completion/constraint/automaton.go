package constraint

import (
	"sync"
	"sync/atomic"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A State is a state of an Automaton.
type State int32

// Dead is the state in which a constraint is violated; no byte leads out of it.
const Dead State = -1

// unmade marks a transition that nobody has needed yet. It is zero, so that new rows start with it;
// the other transitions are stored one higher.
const unmade = 0

// maxStates bounds an automaton's memory. A text that would need more is let through from there on:
// the gate decides.
const maxStates = 1 << 16

// An Automaton is a deterministic automaton over bytes whose live states are texts that keep to the
// constraint. Its states are made when they are first reached, by subset construction over the items
// of the phrases. It is safe for concurrent use.
type Automaton struct {
	machine *machine
	rows    atomic.Pointer[[]*row] // by State; the slice is replaced when it grows

	mu     sync.Mutex
	states map[state]State // guarded by mu
	start  State
	after  string // the text behind the hole
}

type row struct {
	next [256]atomic.Int32
	made state
}

// NewAutomaton compiles phrases into an automaton for the hole between before and after. Matches that
// lie wholly in before or in after are the user's own.
func NewAutomaton(l *syntax.Language, phrases []Phrase, before, after string) *Automaton {
	a := &Automaton{machine: newMachine(l, phrases), states: map[state]State{}, after: after}
	a.rows.Store(&[]*row{})
	s := a.machine.begin(l, before)
	for i := tailStart(before); i < len(before); i++ {
		s, _ = a.machine.read(s, before[i], true)
	}
	a.start = a.intern(s)
	return a
}

// Start returns the state in which the hole begins: the text before the cursor has been read.
func (a *Automaton) Start() State { return a.start }

// Step returns the state after one more byte. Dead stays Dead.
func (a *Automaton) Step(s State, b byte) State {
	if s == Dead {
		return Dead
	}
	r := (*a.rows.Load())[s]
	if next := r.next[b].Load(); next != unmade {
		return State(next - 2)
	}
	return a.make(r, b)
}

// make makes a transition. Dead is stored as 1 and state s as s+2.
func (a *Automaton) make(r *row, b byte) State {
	to := Dead
	if next, hit := a.machine.read(r.made, b, true); !hit {
		to = a.intern(next)
	}
	r.next[b].Store(int32(to) + 2)
	return to
}

// intern returns the number of a state, which is made if it is new.
func (a *Automaton) intern(s state) State {
	a.mu.Lock()
	defer a.mu.Unlock()
	if n, ok := a.states[s]; ok {
		return n
	}
	rows := *a.rows.Load()
	if len(rows) >= maxStates {
		s = state{}
		if n, ok := a.states[s]; ok {
			return n
		}
	}
	n := State(len(rows))
	grown := append(rows, &row{made: s})
	a.states[s] = n
	a.rows.Store(&grown)
	return n
}

// Run steps over a whole text.
func (a *Automaton) Run(s State, text string) State {
	for i := 0; i < len(text) && s != Dead; i++ {
		s = a.Step(s, text[i])
	}
	return s
}

// Accepts reports whether the hole may end in the state: the text behind the cursor completes no
// phrase that began before it.
func (a *Automaton) Accepts(s State) bool {
	if s == Dead {
		return false
	}
	at := (*a.rows.Load())[s].made
	ours := at.mode == inWord || at.mode == inMark // the lexeme that is being read began in the hole
	for i := 0; i <= len(a.after) && at.underWay(); i++ {
		b := byte('\n') // the end of the text ends a name too
		if i < len(a.after) {
			b = a.after[i]
		}
		goesOn := ours && at.mode == inWord && a.machine.lexical.NamePart.Has(b)
		var hit bool
		if at, hit = a.machine.read(at, b, ours); hit {
			return false
		}
		ours = goesOn
	}
	return true
}

// underWay reports whether a phrase has begun, or may have with the lexeme that is being read.
func (s *state) underWay() bool { return s.items != "" || s.mode == inWord || s.mode == inMark }

// States returns the number of live states made so far.
func (a *Automaton) States() int { return len(*a.rows.Load()) }
