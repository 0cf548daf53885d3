package backend

import (
	"context"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
)

// maxGrammar bounds the states of a constraint that is sent as a grammar. All rules of a language leave
// some 1500; a server takes about two microseconds for each with every request, and to make one takes
// ten here, once for a set of rules.
const maxGrammar = 4000

// maxRegex bounds those of one that is sent as a regex: of more states, none is short.
const maxRegex = 64

// Bounds of hints. vLLM takes 128 words of together 1024 tokens, each once more with a blank before it.
const (
	maxWords     = 64
	maxWordBytes = 1024
	maxBiases    = 256
	maxHinted    = 32 // stop regexes, which a server searches with each token
)

// constrain adds a request's constraint to the ask in the strongest way that the server was seen to hold
// to, and returns what then enforces it. Without one the monitor and the gate do all the work.
func (e *endpoint) constrain(ctx context.Context, a *ask, r decode.Request) []decode.Enforcement {
	if r.Constraint == nil {
		return nil
	}
	var by []decode.Enforcement
	for _, m := range e.proof.held {
		switch {
		case !m.isGrammar():
			if value := e.hint(ctx, a, m, r.Constraint.Hints()); value != nil {
				a.hold(m, value)
				by = append(by, m.by)
			}
		default:
			if text := e.grammar(m, r.Constraint); text != "" {
				a.hold(m, text)
				return []decode.Enforcement{m.by}
			}
		}
	}
	return by
}

// hold adds a mechanism's members to the request, and has its reply read as it comes then.
func (a *ask) hold(m *mechanism, value any) {
	a.include(m.put(value))
	a.raw = m.isGrammar()
	a.tool = m.tool
}

// grammar writes a constraint for a mechanism, "" if it bans nothing or the server is better told by
// other means.
func (e *endpoint) grammar(m *mechanism, a *constraint.Automaton) string {
	limit := maxGrammar
	switch {
	case m.by == decode.EnforcedByRegex:
		a, limit = a.Begun(), maxRegex
	case e.proof.constant:
		all, again, ok := a.Common(0)
		if !ok || again > 0 {
			return ""
		}
		a = all
	}
	if a == nil {
		return ""
	}
	d, err := a.Minimal(limit)
	if err != nil || d.States() < 2 {
		return "" // too large to be sent, or nothing is banned
	}
	if e.route == routeChat {
		d = d.Unfenced()
	}
	text, err := m.lower(d)
	if err != nil {
		return ""
	}
	return text
}

// hint returns what a weaker mechanism is told, nil if there is nothing to say.
func (e *endpoint) hint(ctx context.Context, a *ask, m *mechanism, hints constraint.Hints) any {
	switch {
	case m.by == decode.EnforcedByBias:
		ctx, cancel := context.WithTimeout(ctx, e.tokens.client.limits.tokens)
		defer cancel()
		// What is not known in time is asked with the next request.
		if biases, _ := hints.Bias(ctx, e.tokens, maxBiases); len(biases) > 0 {
			return biases
		}
		return nil
	case m.regexes:
		return some(hints.Regexes(maxHinted), nil)
	case m.by == decode.EnforcedByStop:
		return some(hints.Words(maxStops-len(a.sent), maxWordBytes), a.sent)
	}
	return some(hints.Words(maxWords, maxWordBytes), nil)
}

// some returns a list with others before it, nil if it is empty.
func some(list, before []string) any {
	if len(list) == 0 {
		return nil
	}
	return append(append([]string{}, before...), list...)
}
