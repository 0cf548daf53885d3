package backend

import "github.com/sluice-lsp/sluice/completion/decode"

// maxGrammar bounds the states of a constraint that is sent as a grammar. All rules of a language leave
// some 1500; a server takes about two microseconds for each with every request, and to make one takes
// ten here, once for a set of rules.
const maxGrammar = 4000

// constrain adds a request's constraint to the ask, as far as the server was seen to hold to one, and
// returns what then enforces it. Without one the monitor and the gate do all the work.
func (e *endpoint) constrain(a *ask, r decode.Request) []decode.Enforcement {
	if r.Constraint == nil || !e.proof.grammar {
		return nil
	}
	minimal, err := r.Constraint.Minimal(maxGrammar)
	if err != nil || minimal.States() < 2 {
		return nil // too large to be sent, or nothing is banned
	}
	a.include(e.profile().grammar(minimal.Grammar()))
	return []decode.Enforcement{decode.EnforcedByGrammar}
}
