package completion

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// An examination is what one text that a candidate makes was found to be.
type examination struct {
	text     string          // in which findings have their places
	tree     *syntax.Tree    // of the text
	start    int             // of the candidate in it
	closing  syntax.Closing  // what would close it
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
	every  bool                   // even those that promise nothing: tests hold the one against the other
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
	if w := p.window(t); w != nil {
		narrow := t
		if narrow.only = w.runs; t.prefix && !t.every && !p.promises(w, t) {
			return examination{problem: -1}
		}
		e, within := p.try(w.view, narrow)
		switch {
		case within && e.clean() && p.trusts(w.view, e, t):
			linked, left := p.follow(w, e, t)
			if t.prefix || !p.gate.any(p.doc.Language, left) {
				return linked
			}
			t.only, t.every = left, t.every || !p.gate.any(p.doc.Language, w.ranges)
			if p.whole.had.sound { // what closes the window closes the document
				whole, _ := p.tryClosed(p.whole, t, e.closing)
				return whole
			}
		case within && e.reason == "" && len(e.findings) > 0 && p.trusts(w.view, e, t):
			t.only = func(r *rules.Rule) bool { return e.found(r) || w.leaves(r) || w.follows(r) }
		case e.reason == "" && len(e.findings) == 0 && e.problem >= 0 && p.breaks(w.view, t):
			return p.unread(t.insert, e.problem-e.start, e.syntax)
		}
	}
	e, _ := p.try(p.whole, t)
	return e
}

// follow runs the rules that follow data where the functions are that they must see, if the window that was found clean
// has not all of them. It returns what was examined last, and which rules must see the whole document.
func (p *Place) follow(w *window, e examination, t trial) (examination, func(*rules.Rule) bool) {
	if w.linked == nil || w.linked == w.view {
		return e, w.leaves
	}
	t.only, t.every = w.follows, true
	linked, within := p.tryClosed(w.linked, t, e.closing)
	if within && linked.clean() && p.trusts(w.linked, linked, t) {
		return linked, w.leaves
	}
	return e, func(r *rules.Rule) bool { return w.leaves(r) || w.follows(r) }
}

// promises reports whether a rule may find anything in a prefix. Where none may it need not be parsed.
func (p *Place) promises(w *window, t trial) bool {
	return p.gate.Rules.Promises(w.lang, w.before+t.insert+w.after, rules.CheckOptions{Path: relativePath(p.doc), Only: w.runs, Unmask: true})
}

// found reports whether a rule found something.
func (e *examination) found(r *rules.Rule) bool {
	return slices.ContainsFunc(e.findings, func(f rules.Finding) bool { return f.Rule == r })
}

// breaks reports whether the document would not parse with a candidate that makes a window of it not parse, where both
// were sound. Only that there is an error is asked for, so that it may be parsed on from the version before.
func (p *Place) breaks(v *view, t trial) bool {
	if t.prefix || !p.whole.had.sound || p.settle(v) != nil || !v.had.sound {
		return false
	}
	tree, err := p.kept.parser.Parse(p.whole.before+t.insert+p.whole.after, p.gate.Limit)
	return err == nil && tree.Root().HasError()
}

// trusts reports whether the window reads as the document does: it has no error, or the user's text has one too and
// more may follow.
func (p *Place) trusts(v *view, e examination, t trial) bool {
	if !e.tree.Root().HasError() {
		return true
	}
	return t.prefix && (!p.whole.had.sound || p.settle(v) == nil && v.had.sound)
}

func (p *Place) settle(v *view) error {
	kept := NewKept(v.lang)
	defer kept.Close()
	return v.settle(kept, p.gate.Limit)
}

func (p *Place) countErrors(v *view) error {
	if err := p.settle(v); err != nil {
		return err
	}
	return v.count(p.gate.Limit)
}

// any reports whether a rule of the language is one of some.
func (g *Gate) any(l *syntax.Language, of func(*rules.Rule) bool) bool {
	return slices.ContainsFunc(g.Rules.For(l), of)
}

// unread is the examination of a candidate that is wrong at an offset of it, whatever rules say.
func (p *Place) unread(insert string, at int, why string) examination {
	text := p.whole.before + insert + p.whole.after
	return examination{text: text, start: p.span.Start, problem: p.span.Start + at, syntax: why}
}

// try examines one text of a view: the exact one and, where that is unfinished, also the one that is
// closed so that it parses. It reports whether the candidate stays inside the member around it.
func (p *Place) try(v *view, t trial) (e examination, within bool) {
	return p.tryClosed(v, t, v.lang.Close(v.before+t.insert, v.after))
}

// tryClosed is try for a text of which is known what closes it.
func (p *Place) tryClosed(v *view, t trial, closing syntax.Closing) (e examination, within bool) {
	filler := closing.Placeholder + closing.Text
	closed, err := p.parse(v, t.insert+filler)
	exact := closed
	if err == nil && filler != "" && !t.prefix {
		exact, err = p.parse(v, t.insert)
	}
	if err != nil {
		return examination{problem: -1, reason: err.Error()}, false
	}
	e = examination{text: exact.Text(), tree: exact, start: len(v.before), closing: closing, problem: -1}
	if !t.prefix {
		if exact.Root().HasError() {
			if err := p.countErrors(v); err != nil {
				return examination{problem: -1, reason: err.Error()}, false
			}
			e.problem, e.syntax = v.newError(exact, closed, closing, t.insert)
		}
		p.collect(&e, v, exact, t)
	}
	if closed != exact || t.prefix {
		p.collect(&e, v, closed, t)
	}
	return e, v.within(closed, syntax.Span{Start: len(v.before), End: len(v.before) + len(t.insert)})
}

// parse returns the tree of a view with something put into the hole. Where the grammar finds errors, which ones it finds
// does not hang on what was parsed before.
func (p *Place) parse(v *view, filling string) (*syntax.Tree, error) {
	text := v.before + filling + v.after
	if v == p.whole {
		return p.kept.Tree(text, p.gate.Limit)
	}
	return p.kept.windowTree(v.long, text, p.gate.Limit)
}

// collect adds the new findings of a tree that block; those of a closed tree keep to the exact text.
func (p *Place) collect(e *examination, v *view, tree *syntax.Tree, t trial) {
	report := p.gate.Rules.Check(tree, rules.CheckOptions{
		Path: relativePath(p.doc), Only: t.only, Deadline: p.gate.Now().Add(p.gate.Limit), Unmask: true, Exhaustive: t.every,
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
		if !f.Blocks(p.gate.Threshold) || t.prefix && !f.Settled(end) {
			continue
		}
		if known, err := p.knows(v, f, hole, len(tree.Text())); err != nil {
			e.reason = err.Error()
			return
		} else if known {
			continue
		}
		e.add(*f, end, len(tree.Text())-len(e.text))
	}
}

// knows reports whether a finding in a text that has something put into the hole is the user's own.
func (p *Place) knows(v *view, f *rules.Finding, hole syntax.Span, length int) (bool, error) {
	k, ok := place(f, hole, length)
	if !ok {
		return false, nil
	}
	if err := p.settle(v); err != nil {
		return false, err
	}
	v.learn(p.gate, relativePath(p.doc), f.Rule)
	return v.known[k], nil
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
