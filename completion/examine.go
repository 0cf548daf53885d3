package completion

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// An examination is what one text that a candidate makes was found to be.
type examination struct {
	text     string          // in which findings have their places
	tree     *syntax.Tree    // of the text
	start    int             // of the candidate in it
	findings []rules.Finding // new ones that block
	problem  int             // offset in text of a new syntax error, -1 if none
	syntax   string          // what that error is, for people
	reason   string          // why the text could not be examined, "" if it could
}

func (e examination) clean() bool {
	return e.reason == "" && len(e.findings) == 0 && e.problem < 0
}

// firstProblem returns the offset in the text of the first thing that is wrong.
func (e examination) firstProblem() int {
	first := len(e.text)
	for _, f := range e.findings {
		first = min(first, f.Span.Start)
	}
	if e.problem >= 0 {
		first = min(first, e.problem)
	}
	return first
}

// why says in one sentence what is wrong.
func (e examination) why() string {
	switch {
	case e.reason != "":
		return e.reason
	case len(e.findings) > 0:
		f := e.findings[0]
		return fmt.Sprintf("%s: %s", f.Rule.ID, strings.TrimSpace(f.Message))
	}
	return e.syntax
}

// A trial is one text to be tried in a view.
type trial struct {
	insert string
	within string                 // of a prefix: the text that it is of
	prefix bool                   // more may follow: only settled findings count, and no syntax error does
	only   func(*rules.Rule) bool // which rules to run; nil: all
}

// examine looks at the text that insert makes of the place, as narrowly as is sound: in the window,
// unless the candidate reaches out of it or a rule must see the whole file. What the window finds is
// looked at once more in the document, where findings have the places that people know.
func (p *Place) examine(t trial) examination {
	if p.broken != "" {
		return examination{problem: -1, reason: p.broken}
	}
	if !p.until.IsZero() && p.gate.Now().After(p.until) {
		return examination{problem: -1, reason: fmt.Sprintf("the check took longer than %s", p.gate.Limit)}
	}
	at, why := unreadable(t.insert)
	if why == "" {
		at, why = p.splicedName(t.insert)
	}
	if why == "" {
		at, why = p.disguised(t.insert)
	}
	if why != "" {
		return p.unread(t.insert, at, why)
	}
	if window, widest := p.window(t); window != nil {
		narrow := t
		narrow.only = func(r *rules.Rule) bool { return r.Scope(p.doc.Language) <= widest }
		if e, within := p.try(window, narrow); within && e.clean() && (t.prefix || !e.tree.Root().HasError()) {
			// A prefix has nothing settled that the whole has not, unless its text reads as something
			// else there; how far data flows in it is not that.
			if t.prefix || !p.gate.needs(p.doc.Language, widest+1) {
				return e
			}
			t.only = func(r *rules.Rule) bool { return r.Scope(p.doc.Language) > widest }
		}
	}
	e, _ := p.try(p.whole, t)
	return e
}

// needs reports whether a rule of the language looks as far as a scope, or further.
func (g *Gate) needs(l *syntax.Language, s match.Scope) bool {
	for _, r := range g.Rules.For(l) {
		if r.Scope(l) >= s {
			return true
		}
	}
	return false
}

// unread is the examination of a candidate that is wrong at an offset of it, whatever rules say.
func (p *Place) unread(insert string, at int, why string) examination {
	text := p.whole.before + insert + p.whole.after
	return examination{text: text, start: p.span.Start, problem: p.span.Start + at, syntax: why}
}

// try examines one text of a view: the exact one and, where that is unfinished, also the one that is
// closed so that it parses. It reports whether the candidate stays inside the member around it.
func (p *Place) try(v *view, t trial) (e examination, within bool) {
	closing := v.lang.Close(v.before+t.insert, v.after)
	filler := closing.Placeholder + closing.Text
	closed, err := v.parse(p.gate, t.insert+filler)
	exact := closed
	if err == nil && filler != "" && !t.prefix {
		exact, err = v.parse(p.gate, t.insert)
	}
	if err != nil {
		return examination{problem: -1, reason: err.Error()}, false
	}
	e = examination{text: exact.Text(), tree: exact, start: len(v.before), problem: -1}
	if !t.prefix {
		e.problem, e.syntax = v.newError(exact, closed, closing, t.insert)
		p.collect(&e, v, exact, t)
	}
	if closed != exact || t.prefix {
		p.collect(&e, v, closed, t)
	}
	return e, v.within(closed, syntax.Span{Start: len(v.before), End: len(v.before) + len(t.insert)})
}

// collect adds the new findings of a tree that block; those of a closed tree keep to the exact text.
func (p *Place) collect(e *examination, v *view, tree *syntax.Tree, t trial) {
	report := p.gate.Rules.Check(tree, rules.CheckOptions{
		Path: relativePath(p.doc), Only: t.only, Deadline: p.gate.Now().Add(p.gate.Limit), Unmask: true,
	})
	for _, u := range report.Unknown {
		if u.Rule.Blocks(p.gate.Threshold) {
			e.reason = fmt.Sprintf("%s could not be checked: %s", u.Rule.ID, u.Reason)
			return
		}
	}
	hole, end := v.holeIn(tree.Text()), len(v.before)+len(t.insert)
	for i := range report.Findings {
		f := &report.Findings[i]
		if !f.Blocks(p.gate.Threshold) || t.prefix && !f.Settled(end) || v.isKnown(f, hole, len(tree.Text())) {
			continue
		}
		e.add(*f, end, len(tree.Text())-len(e.text))
	}
}

// add adds a finding once. What lies behind end in its tree is shifted back by the filler's length.
func (e *examination) add(f rules.Finding, end, filler int) {
	unfill := func(o int) int {
		if o <= end {
			return o
		}
		return max(o-filler, end)
	}
	exact := func(s syntax.Span) syntax.Span { return syntax.Span{Start: unfill(s.Start), End: unfill(s.End)} }
	f.Span = exact(f.Span)
	if f.Fix != nil {
		f.Fix = &rules.Fix{Span: exact(f.Fix.Span), Text: f.Fix.Text}
	}
	f.Trace = slices.Clone(f.Trace)
	for i := range f.Trace {
		f.Trace[i].Span = exact(f.Trace[i].Span)
	}
	for _, other := range e.findings {
		if other.Rule == f.Rule && other.Span.Start == f.Span.Start {
			return
		}
	}
	e.findings = append(e.findings, f)
}
