package completion

import (
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// names returns what the imports around the place bind.
func (p *Place) names() map[string]string { return match.Imports(p.whole.had.base) }

// constants returns the names around the place that are known to hold a string or number.
func (p *Place) constants() map[string]string {
	return match.Constants(p.whole.had.base, len(p.whole.before))
}

// sinks returns the sinks that the place lies in, with the variables around it that must be kept out. It looks no
// further than the functions that a window holds, where that will do.
func (p *Place) sinks(before string) []rules.SinkAround {
	if !p.maySink(before) {
		return nil
	}
	v, options := p.whole, rules.CheckOptions{Path: relativePath(p.doc), Deadline: p.gate.Now().Add(p.gate.Limit), Unmask: true}
	if w := p.window(trial{}); w != nil && w.linked != nil && p.settle(w.linked) == nil {
		v, options.Only = w.linked, func(r *rules.Rule) bool { return w.runs(r) || w.follows(r) }
	}
	return p.gate.Rules.SinksAround(v.had.base, len(v.before), options)
}

// maySink reports whether a sink may be around the place: a call by a name that models know, or such a property on
// its line.
func (p *Place) maySink(before string) bool {
	l := p.doc.Language
	hole := constraint.HoleAt(p.whole.had.base, len(p.whole.before), p.mode)
	text := hole.Callee
	if text == "" && hole.Kind == constraint.HoleExpression {
		text = before[strings.LastIndexByte(before, '\n')+1:]
	}
	for x := range l.Lex(text) {
		if x.Kind == syntax.LexName && p.gate.Rules.Flows(l, text[x.Span.Start:x.Span.End]) {
			return true
		}
	}
	return false
}
