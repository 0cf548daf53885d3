package constraint

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// UnderWay returns what is left of the phrases that have begun before the cursor: what completes them.
// It is for people: the phrases that end alike are read again one by one.
func (c *Constraint) UnderWay(site Site) []Phrase {
	if c.Automaton == nil {
		return nil
	}
	m := c.Automaton.program.machine
	begun := m.begun(site.Language, site.Before)
	var out []Phrase
	for i, p := range c.Phrases {
		for k, at := range slices.Backward(m.paths[i]) {
			if k == 0 || !begun[at] {
				continue
			}
			alone := newMachine(site.Language, c.Phrases[i:i+1])
			if !alone.begun(site.Language, site.Before)[alone.paths[0][k]] {
				continue
			}
			p.Lexemes, p.NotAfter = p.Lexemes[min(k, len(p.Lexemes)):], nil
			out = append(out, p)
			break
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
