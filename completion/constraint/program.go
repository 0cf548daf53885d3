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
// the other transitions are stored two higher.
const unmade = 0

// maxStates bounds a program's memory, to about 10 MB. A text that would need more is let through from
// there on: the gate decides.
const maxStates = 1 << 15

// A program is the automaton of a set of phrases, without the text around a hole. Its states are made
// when they are first reached, by subset construction over the items of the phrases. It is safe for
// concurrent use.
type program struct {
	machine *machine
	classes [256]uint8
	members [][]byte               // by class
	rows    atomic.Pointer[[]*row] // by State; the slice is replaced when it grows

	mu     sync.Mutex
	states map[state]State // guarded by mu

	exploring sync.Mutex
	whole     map[detail]*explored // guarded by exploring
}

type row struct {
	next []atomic.Int32 // by class
	made state
}

func newProgram(l *syntax.Language, phrases []Phrase) *program {
	p := &program{machine: newMachine(l, phrases), states: map[state]State{}, whole: map[detail]*explored{}}
	p.classes, p.members = p.machine.classes()
	p.rows.Store(&[]*row{})
	return p
}

// step returns the state after one more byte. Dead stays Dead.
func (p *program) step(s State, b byte) State {
	if s == Dead {
		return Dead
	}
	r, c := (*p.rows.Load())[s], p.classes[b]
	if next := r.next[c].Load(); next != unmade {
		return State(next - 2)
	}
	return p.make(r, c)
}

// make makes a transition. Dead is stored as 1 and state s as s+2.
func (p *program) make(r *row, class uint8) State {
	to := Dead
	if next, hit := p.machine.read(r.made, p.members[class][0], true); !hit {
		to = p.intern(next)
	}
	r.next[class].Store(int32(to) + 2)
	return to
}

// intern returns the number of a state, which is made if it is new.
func (p *program) intern(s state) State {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n, ok := p.states[s]; ok {
		return n
	}
	rows := *p.rows.Load()
	if len(rows) >= maxStates {
		s = state{}
		if n, ok := p.states[s]; ok {
			return n
		}
	}
	n := State(len(rows))
	grown := append(rows, &row{next: make([]atomic.Int32, len(p.members)), made: s})
	p.states[s] = n
	p.rows.Store(&grown)
	return n
}

func (p *program) at(s State) state { return (*p.rows.Load())[s].made }
