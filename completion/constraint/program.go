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

// unmade marks a transition that nobody has needed yet. It is zero, so that new tables start with it;
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
	members [][]byte              // by class
	table   atomic.Pointer[table] // replaced when a state is made

	mu     sync.Mutex
	states map[state]State // guarded by mu

	exploring sync.Mutex
	whole     map[detail]*explored // guarded by exploring
}

// A table is the states that were made so far. One that was replaced may miss transitions, never hold a
// wrong one.
type table struct {
	next []atomic.Int32 // State*classes + class → 0 for unmade, else the state + 2
	made []state        // by State
}

func newProgram(l *syntax.Language, phrases []Phrase) *program {
	p := &program{machine: newMachine(l, phrases), states: map[state]State{}, whole: map[detail]*explored{}}
	p.classes, p.members = p.machine.classes()
	p.table.Store(&table{})
	return p
}

// step returns the state after one more byte. Dead stays Dead.
func (p *program) step(s State, b byte) State {
	if s == Dead {
		return Dead
	}
	c := int(p.classes[b])
	if next := p.table.Load().next[int(s)*len(p.members)+c].Load(); next != unmade {
		return State(next - 2)
	}
	return p.make(s, c)
}

// run steps over a text up to where it dies.
func (p *program) run(s State, text string) State {
	next, classes := p.table.Load().next, len(p.members)
	for i := 0; i < len(text) && s != Dead; i++ {
		c := int(p.classes[text[i]])
		if at := int(s)*classes + c; at < len(next) {
			if to := next[at].Load(); to != unmade {
				s = State(to - 2)
				continue
			}
		}
		s = p.step(s, text[i])
		next = p.table.Load().next
	}
	return s
}

// make makes a transition.
func (p *program) make(s State, class int) State {
	to := Dead
	if next, hit := p.machine.read(p.at(s), p.members[class][0], true); !hit {
		to = p.intern(next)
	}
	p.table.Load().next[int(s)*len(p.members)+class].Store(int32(to) + 2)
	return to
}

// intern returns the number of a state, which is made if it is new.
func (p *program) intern(s state) State {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n, ok := p.states[s]; ok {
		return n
	}
	t := p.table.Load()
	if len(t.made) >= maxStates {
		s = state{}
		if n, ok := p.states[s]; ok {
			return n
		}
	}
	n := State(len(t.made))
	p.states[s] = n
	p.table.Store(&table{t.grown(len(p.members)), append(t.made, s)})
	return n
}

// grown returns the transitions with room for one state more.
func (t *table) grown(classes int) []atomic.Int32 {
	if need := (len(t.made) + 1) * classes; need <= len(t.next) {
		return t.next
	}
	out := make([]atomic.Int32, max(64*classes, 2*len(t.next)))
	for i := range t.next {
		out[i].Store(t.next[i].Load())
	}
	return out
}

func (p *program) at(s State) state { return p.table.Load().made[s] }
