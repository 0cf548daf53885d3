package local

import (
	"math"
	"slices"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// A Mask says what a generation may write, as a constraint.Automaton does, which is one. States are
// the mask's own; Dead is dead in each.
type Mask interface {
	Start() constraint.State
	Step(s constraint.State, b byte) constraint.State
	Accepts(s constraint.State) bool
}

// Sampling is what a generation may be given beyond a decode.Request. The zero Sampling gives nothing.
type Sampling struct {
	Mask Mask               // nil: none
	Bias map[string]float64 // lexeme → what is added to its log-probability; Banned and below forbid it
	Top  int                // how many alternatives to tell for each token
}

// Banned is the bias from which on a lexeme is never chosen.
const Banned = -100

// A Piece is one token of a generation, with the blanks before it.
type Piece struct {
	Text    string
	LogProb float64
	Top     []Alternative // likeliest first
}

// An Alternative is a token that could have come in a piece's place.
type Alternative struct {
	Text    string
	LogProb float64
}

// alternatives returns the likeliest of the tokens that could come.
func (s *Sampling) alternatives(list []step) []Alternative {
	var top []Alternative
	for _, x := range list[:min(s.Top, len(list))] {
		top = append(top, Alternative{x.text, math.Log(x.p)})
	}
	return top
}

// rawProbability is that of one byte in place of a lexeme. Bytes come only where a mask leaves no
// lexeme and does not let the text end, so that a model of lexemes can write whatever a mask demands.
const rawProbability = 1e-6

// rawBytes are the bytes that may come, those that look best first.
var rawBytes = func() (list []byte) {
	for _, span := range []string{"az", "AZ", "09", "\n\n", " ~", "\x00\x7f"} {
		for b := span[0]; b <= span[1]; b++ {
			if !slices.Contains(list, b) {
				list = append(list, b)
			}
		}
	}
	return list
}()

// raw returns the bytes that the mask allows here, if it lets no lexeme come and the text not end.
func (g *generation) raw() []step {
	if g.Mask == nil || g.Mask.Accepts(g.state) {
		return nil
	}
	var list []step
	for _, b := range rawBytes {
		if to := g.Mask.Step(g.state, b); to != constraint.Dead {
			list = append(list, step{token: boundary, text: string(rune(b)), p: rawProbability, state: to})
		}
	}
	return list
}

// biased changes the probability of a token as the bias says.
func (s *Sampling) biased(text string, p float64) float64 {
	b, ok := s.Bias[text]
	switch {
	case !ok:
		return p
	case b <= Banned:
		return 0
	}
	return p * math.Exp(b)
}
