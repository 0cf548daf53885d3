package constraint

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// UnderWay returns what is left of the phrases that have begun before the cursor: what completes them.
// It is for people: the phrases that end alike are read again one by one.
func (c *Constraint) UnderWay() []Phrase {
	if c.Automaton == nil {
		return nil
	}
	var out []Phrase
	for _, u := range c.Automaton.underWay() {
		out = append(out, c.Phrases[u.phrase].behind(u.read))
	}
	return out
}

// behind returns what is left of a phrase of which some lexemes were read.
func (p Phrase) behind(read int) Phrase {
	p.Lexemes, p.NotAfter = p.Lexemes[min(read, len(p.Lexemes)):], nil
	return p
}

// A begun is a phrase of which some lexemes stand before the cursor.
type begun struct{ phrase, read int }

func (a *Automaton) underWay() []begun {
	m := a.program.machine
	nodes := m.begun(a.lang, a.before)
	var out []begun
	for i := range a.phrases {
		for k, at := range slices.Backward(m.paths[i]) {
			if k == 0 || !nodes[at] {
				continue
			}
			alone := newMachine(a.lang, a.phrases[i:i+1])
			if alone.begun(a.lang, a.before)[alone.paths[0][k]] {
				out = append(out, begun{i, k})
				break
			}
		}
	}
	return out
}

// begun returns the nodes that come next behind a text. A dot that could still become another mark
// counts as one.
func (m *machine) begun(l *syntax.Language, before string) map[int16]bool {
	s := m.begin(l, before)
	if s.mode == inMark && m.marks.nodes[s.node].form == 0 {
		s, _ = m.emit(s, m.marks.token(s.node), true)
	}
	out := map[int16]bool{}
	for rest := s.items; rest != ""; rest = rest[itemSize:] {
		out[decode(rest).node] = true
	}
	return out
}
