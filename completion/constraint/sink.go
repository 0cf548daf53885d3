package constraint

import (
	"errors"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/match"
)

// sinks derives the residual of a rule that follows data. Where an operand begins as a string, code must
// not be put into it; what a name holds is for the gate to say.
func (d *deriver) sinks(set *rules.Set) {
	all := set.Sinks(d.rule, d.site.Language)
	if len(all) == 0 {
		d.fail(errors.New("it follows data to places that patterns describe"))
		return
	}
	c := caller{deriver: d, wider: "where all that is put into the string is clean"}
	for _, s := range all {
		c.sink(s)
	}
	if len(d.phrases) == 0 {
		d.fail(errors.New("no place of an argument or of a property says where data must not go"))
	}
}

func (c *caller) sink(s flow.Sink) {
	plain := Phrase{Only: [][]string{{AnyString}}, Loose: true}
	member := s.Callee[strings.LastIndexByte(s.Callee, '.')+1:]
	if s.Property != "" {
		plain.Lexemes = []string{"."}
		plain.Lexemes = append(plain.Lexemes, s.Property[strings.LastIndexByte(s.Property, '.')+1:], "=")
		if s.ByName {
			c.put(nil, plain, nil)
		}
		return
	}
	for _, way := range c.places(match.Argument{Position: s.Position, Name: s.Name}) {
		plain.Lexemes = way
		f := &match.CallForm{Callees: []string{s.Callee}}
		if s.ByName && member != s.Callee {
			f.Callees = append(f.Callees, "*."+member)
		}
		c.each(f, plain)
	}
}
