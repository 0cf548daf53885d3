package constraint

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// maxTainted bounds the variables that are kept out of one sink, so that a function full of them does not make the
// automaton large.
const maxTainted = 16

// What an operand that is a name alone ends with, as an argument and as a value that is assigned. Behind a dot or a
// bracket it may be a clean part of what the name holds.
var (
	argumentEnds = []string{")", ",", "+", "%"}
	valueEnds    = []string{";", "+"}
)

// keepOut forbids the variables that hold data from outside in the sink that the hole lies in, as the whole of its
// operand or joined to what stands there. In sinks that are yet to be written a name may be bound anew before, so that
// those are left to the gate.
func (c *Constraint) keepOut(site Site, t rules.Threshold, s rules.SinkAround) {
	if !s.Rule.Blocks(t) || s.Rule.Constrain == "none" {
		return
	}
	k := caller{deriver: &deriver{rule: s.Rule, site: site}, wider: "where what is written makes the data clean"}
	ends := argumentEnds
	if s.Property != "" {
		ends = valueEnds
	}
	for _, name := range s.Variables[:min(len(s.Variables), maxTainted)] {
		for _, end := range ends {
			k.into(s, []string{name, end})
			k.into(s, []string{Operand, "+", name, end})
		}
		if !slices.Contains(c.Tainted, name) {
			c.Tainted = append(c.Tainted, name)
		}
	}
	c.Phrases = slices.Concat(c.Phrases, k.phrases)
}

// into forbids lexemes where the operand of a sink begins.
func (c *caller) into(s rules.SinkAround, lexemes []string) {
	head, ways := []string{".", s.Property, "="}, [][]string{nil}
	if s.Property == "" {
		head, ways = calledAs(c.site.Language, s.Callee), c.places(match.Argument{Position: s.Position, Name: s.Name})
	}
	for _, way := range ways {
		c.keep(Phrase{Lexemes: slices.Concat(head, way, lexemes), Rule: c.rule.ID, Wider: c.wider})
	}
}

// calledAs returns the lexemes that a callee ends with, as it is written, and the bracket: its names and what joins
// them.
func calledAs(l *syntax.Language, callee string) []string {
	var out []string
	for x := range l.Lex(callee) {
		text := callee[x.Span.Start:x.Span.End]
		joins := text == "." || text == "->" || text == "::" || text == "?."
		switch {
		case x.Kind.Trivia():
		case x.Kind == syntax.LexName, joins:
			out = append(out, text)
		default:
			out = nil
		}
	}
	return append(out, "(")
}
