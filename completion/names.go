package completion

import (
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// bound returns what the imports around the place bind, and the names that are known to hold a string or number there.
// In a function, what stands outside of functions is read once for many keystrokes.
func (p *Place) bound() (imports, constants map[string]string) {
	v, far := p.near(), p.outside()
	if v == p.whole || far == nil {
		return match.Around(p.whole.had.base, len(p.whole.before))
	}
	imports, constants = match.Around(v.had.base, len(v.before))
	for name, path := range far.imports {
		if !p.frame.names[name] {
			imports[name] = path
		}
	}
	for name, value := range far.constants {
		// Of a name that stands in the function the window knows, and what another function changes is no constant.
		if !p.frame.names[name] && len(p.frame.calls.changing(map[string]bool{name: true}, &mention{})) == 0 {
			constants[name] = value
		}
	}
	return imports, constants
}

// near returns the view of what the function around the place names, or of the whole document where only that
// will do.
func (p *Place) near() *view {
	if w := p.window(trial{prefix: true}); w != nil && p.settle(w.view) == nil {
		return w.view
	}
	return p.whole
}

// hole is the kind of place that it is.
func (p *Place) hole() constraint.Hole {
	v := p.near()
	return constraint.HoleAt(v.had.base, len(v.before), p.mode)
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
	hole := p.hole()
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
