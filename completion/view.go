package completion

import (
	"time"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A view is a text with a hole in which candidates are tried: the whole document, or the window around
// a place. What the user has there is looked at when a candidate makes it matter. One goroutine owns a view.
type view struct {
	lang               *syntax.Language
	before, old, after string
	long               bool                 // it holds linked functions
	had                *had                 // nil until settled
	mode               syntax.Mode          // of the lexer at the hole, once settled
	known              map[known]bool       // findings that are the user's own
	learned            map[*rules.Rule]bool // the rules whose findings these are
}

// had is what the user has in a view.
type had struct {
	base        *syntax.Tree   // of the text with the hole as the user left it, closed so that it parses
	closing     syntax.Closing // what closed it; empty if the text was whole
	sound       bool           // the text as the user left it has no syntax error
	counted     bool           // the errors are
	errors      int            // in base
	misread     int            // bytes of them
	errorAtHole bool           // one of them touches the hole
}

// known names a finding by its rule and its place, whatever is put into the hole: offsets before the
// hole count from the start of the text, those behind it are negative and count from its end.
type known struct {
	rule       *rules.Rule
	start, end int
}

// open is the end of a finding that reaches into the hole: where it ends is up to the candidate.
const open = 1 << 40

// settle parses the text as the user left it and records the errors. It does nothing the second time.
func (v *view) settle(k *Kept, limit time.Duration) error {
	if v.had != nil {
		return nil
	}
	text, h := v.before+v.old+v.after, &had{}
	tree, err := k.parser.Parse(text, limit)
	if err != nil {
		return err
	}
	h.base, h.sound = tree, !tree.Root().HasError()
	if v.old == "" {
		h.closing, v.mode = k.reading.Close(v.before, v.after)
		text = v.before + h.closing.Placeholder + h.closing.Text + v.after
	} else {
		v.mode = v.lang.ModeAt(v.before, len(v.before))
	}
	if len(text) != len(tree.Text()) {
		if h.base, err = k.parser.Parse(text, limit); err != nil {
			return err
		}
	}
	v.had = h
	return nil
}

// count counts the errors that the user has, where one that a candidate has must be told from them. Which ones the
// grammar finds must not hang on versions before: they are counted in a tree that is parsed from nothing. The view
// is settled.
func (v *view) count(limit time.Duration) error {
	if v.had.counted || !v.had.base.Root().HasError() {
		return nil
	}
	tree, err := syntax.Parse(v.lang, v.had.base.Text(), limit)
	if err != nil {
		return err
	}
	h, errors := v.had, errorsOf(tree)
	h.counted, h.errors, h.misread = true, len(errors), covered(errors)
	for _, s := range errors {
		h.errorAtHole = h.errorAtHole || touches(s, v.holeIn(tree.Text()))
	}
	return nil
}

// learn finds which findings of a rule are the user's own. The view is settled.
func (v *view) learn(g *Gate, path string, rule *rules.Rule) {
	if v.learned[rule] {
		return
	}
	if v.known == nil {
		v.known, v.learned = map[known]bool{}, map[*rules.Rule]bool{}
	}
	v.learned[rule] = true
	hole := v.holeIn(v.had.base.Text())
	report := g.Rules.Check(v.had.base, rules.CheckOptions{
		Path: path, Deadline: g.Now().Add(g.Limit), Unmask: true, Only: func(r *rules.Rule) bool { return r == rule },
	})
	for i := range report.Findings {
		v.remember(&report.Findings[i], hole)
	}
}

// holeIn returns where the hole lies in a text that has something put into it.
func (v *view) holeIn(text string) syntax.Span {
	return syntax.Span{Start: len(v.before), End: len(text) - len(v.after)}
}

// remember records a finding of the text as it stands, if it is the user's own. One that lies in the
// replaced text is not. One that reaches across the hole is, when nothing in the hole could have
// undone it, or when the hole is in a block of its own inside of the finding: otherwise the user is
// still writing the code that it speaks of, and how that ends is for the candidate to answer for.
func (v *view) remember(f *rules.Finding, hole syntax.Span) {
	k, ok := place(f, hole, len(v.had.base.Text()))
	if !ok {
		return
	}
	if k.end == open && !f.Rule.Monotone(v.lang) && !v.blockBetween(f.Span, hole) {
		return
	}
	v.known[k] = true
}

// place names a finding by its place around the hole; ok is false if it begins inside of it.
func place(f *rules.Finding, hole syntax.Span, length int) (k known, ok bool) {
	s := f.Span
	switch {
	case s.End <= hole.Start:
		return known{f.Rule, s.Start, s.End}, true
	case s.Start >= hole.End:
		return known{f.Rule, s.Start - length - 1, s.End - length - 1}, true
	case s.Start < hole.Start:
		return known{f.Rule, s.Start, open}, true
	}
	return known{}, false
}

// blockBetween reports whether a block of statements lies between a finding and the hole inside it.
func (v *view) blockBetween(finding, hole syntax.Span) bool {
	for n := v.had.base.At(hole); n.Valid() && n.Span() != finding && finding.Contains(n.Span()); n = n.Parent() {
		if n.IsBlock() {
			return true
		}
	}
	return false
}

// errorsOf returns the spans of the tree's error and missing nodes, without those inside of others.
func errorsOf(t *syntax.Tree) []syntax.Span {
	var spans []syntax.Span
	for i := 0; i < t.Len(); {
		switch n := t.Node(i); {
		case !n.HasError() && !n.IsMissing() && !n.IsError():
			i = n.After()
		case n.IsError(), n.IsMissing():
			spans = append(spans, n.Span())
			i = n.After()
		default:
			i++
		}
	}
	if len(spans) == 0 && t.Root().HasError() {
		spans = append(spans, t.Root().Span()) // an error that the tree does not show
	}
	return spans
}

// touches reports whether two spans overlap or abut.
func touches(a, b syntax.Span) bool { return a.Start <= b.End && b.Start <= a.End }

// within reports whether what was put into the hole stays inside the member around it and imports
// nothing: then no rule that looks no further than a member can tell the window from the file.
func (v *view) within(t *syntax.Tree, hole syntax.Span) bool {
	m := t.Member(hole.Start)
	if !m.Valid() || !m.Span().Contains(hole) {
		return false
	}
	for n := range m.Subtree() {
		if n.IsImport() && touches(n.Span(), hole) {
			return false
		}
	}
	return true
}

// newError returns the offset of a syntax error that the candidate brings to a text that has one, and what it is; -1 if it
// brings none. Where the user's own text was sound the new one must be. Where it was not, the user is
// in the middle of something, and the candidate may leave that open but nothing else.
func (v *view) newError(exact, closed *syntax.Tree, closing syntax.Closing, insert string) (int, string) {
	start, end := len(v.before), len(v.before)+len(insert)
	if !v.had.sound && v.readable(exact, closing, syntax.Span{Start: start, End: end}) {
		return -1, ""
	}
	switch {
	case closing.Placeholder != "":
		return max(end-1, start), "it ends in the middle of an expression"
	case v.had.sound && closing.Text != "", len(closing.Text) > len(v.had.closing.Text):
		return max(end-1, start), "it leaves a bracket, a string or a block open"
	case v.had.sound:
		return clamp(errorsOf(exact)[0].Start, start, end), "it would not parse"
	}
	errors := errorsOf(closed)
	for _, s := range errors {
		if s.Start >= start && s.Start < end || touches(s, syntax.Span{Start: start, End: end}) && !v.had.errorAtHole {
			return clamp(s.Start, start, end), "it would not parse"
		}
	}
	if len(errors) > v.had.errors {
		return start, "it would break the code around it"
	}
	return -1, ""
}

// readable reports whether all errors of a text lie elsewhere and are no more than the user's own: of a file
// that the grammar misreads, as C with macros often is, what stands in brackets there cannot be told. They
// are no more if they are as many, or if they cover no more and the candidate leaves nothing open.
func (v *view) readable(exact *syntax.Tree, closing syntax.Closing, candidate syntax.Span) bool {
	errors := errorsOf(exact)
	for _, s := range errors {
		if touches(s, candidate) {
			return false
		}
	}
	opens := closing.Placeholder != "" || len(closing.Text) > len(v.had.closing.Text)
	return len(errors) <= v.had.errors || !opens && covered(errors) <= v.had.misread
}

// covered counts the bytes of spans.
func covered(spans []syntax.Span) (n int) {
	for _, s := range spans {
		n += s.End - s.Start
	}
	return n
}

func clamp(o, low, high int) int { return max(low, min(o, high)) }
