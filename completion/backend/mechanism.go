package backend

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
)

// A mechanism is one way to tell a server what must not come.
type mechanism struct {
	by      decode.Enforcement
	put     func(value any) fields // members of the request: a text of a grammar, a list of texts, biases by token
	regexes bool                   // stops are regexes
	tool    bool                   // the reply comes as the input of a tool; only chats have any
}

// member puts a value into a member of its own.
func member(name string) func(any) fields { return func(v any) fields { return fields{name: v} } }

// format puts a value into OpenAI's response_format.
func format(kind, name string) func(any) fields {
	return func(v any) fields { return fields{"response_format": fields{"type": kind, name: v}} }
}

// pairs writes biases as llama.cpp has them, where false forbids a token.
func pairs(v any) any {
	var out [][2]any
	for token := range v.(map[int]int) {
		out = append(out, [2]any{token, false})
	}
	slices.SortFunc(out, func(a, b [2]any) int { return a[0].(int) - b[0].(int) })
	return out
}

// fits reports whether a mechanism goes with how a model is asked.
func (m *mechanism) fits(e *endpoint) bool {
	switch {
	case e.route == routeEdit, m.tool && e.route != routeChat:
		return false
	case m.by == decode.EnforcedByBias:
		return e.route != routeChat || !restricted.MatchString(strings.ToLower(e.model))
	}
	return true
}

// isGrammar reports whether a mechanism holds a model to all of a constraint, or to what has begun of it.
func (m *mechanism) isGrammar() bool {
	return m.by == decode.EnforcedByGrammar || m.by == decode.EnforcedByLark || m.by == decode.EnforcedByRegex
}

// force writes a grammar of one text.
func (m *mechanism) force(text string) string {
	switch m.by {
	case decode.EnforcedByLark:
		return "start: \"" + text + "\"\n"
	case decode.EnforcedByRegex:
		return text
	}
	return "root ::= \"" + text + "\"\n"
}

// without writes a grammar of all texts that lack one character, written as in a class.
func (m *mechanism) without(char string) string {
	switch m.by {
	case decode.EnforcedByLark:
		return "start: s0\ns0: /[^" + char + "]/ s0 | \"\"\n"
	case decode.EnforcedByRegex:
		return "[^" + char + "]*"
	}
	return "root ::= s0\ns0 ::= [^" + char + "] s0 | \"\"\n"
}

// lower writes an automaton with all of its states.
func (m *mechanism) lower(d *constraint.DFA) (string, error) {
	switch m.by {
	case decode.EnforcedByLark:
		return d.Lark(), nil
	case decode.EnforcedByRegex:
		return d.Regex()
	}
	return d.Grammar(), nil
}
