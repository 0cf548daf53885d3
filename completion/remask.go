package completion

import (
	"context"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// maxRefills bounds how often holes of one candidate are filled anew.
const maxRefills = 4

// remask mends a finished candidate that was withheld: the smallest node that is to blame is cut out and
// filled anew with the text on both sides as context; where that does not help, the node around it. It
// goes on while findings are left that it can reach. The text is "" if it could not be mended.
func (e *Engine) remask(ctx context.Context, model decode.Model, c *cursor, ask decode.Request, limits *constraint.Constraint, text string) string {
	level := 0
	for range maxRefills {
		wrong := c.place.examine(trial{insert: text})
		if wrong.reason != "" || wrong.problem >= 0 {
			return ""
		}
		if wrong.clean() {
			break
		}
		hole, ok := wrong.hole(level, len(text))
		if !ok {
			return ""
		}
		ask = another(ask)
		d, err := decode.Refill(ctx, model, ask, text[len(c.selected()):hole.Start], text[hole.End:], c.limits(limits), c.watch)
		if err != nil {
			return ""
		}
		mended := text[:hole.Start] + firstLine(d.Text) + text[hole.End:]
		if fewer(c.place.examine(trial{insert: mended}), wrong) {
			text, level = mended, 0
		} else {
			level++
		}
	}
	if c.place.Check(text).Verdict.Kind != verdict.Passed {
		return ""
	}
	return text
}

// fewer reports whether one examination has fewer findings than another, and nothing else wrong.
func fewer(a, b examination) bool {
	return a.reason == "" && a.problem < 0 && len(a.findings) < len(b.findings)
}

// hole returns the span of the candidate that is to be filled anew for its first finding: what stands
// between the brackets of the call, then the call, then its line. Nothing of the user's is in it.
func (e examination) hole(level, length int) (syntax.Span, bool) {
	f := e.findings[0].Span
	n := e.tree.At(f)
	var spans []syntax.Span
	for child := range n.Children() {
		if text := child.Text(); len(text) > 2 && text[0] == '(' && text[len(text)-1] == ')' {
			spans = append(spans, syntax.Span{Start: child.Start() + 1, End: child.End() - 1})
		}
	}
	spans = append(spans, f)
	if n.Valid() && n.Parent().Valid() && n.Parent().Span() != f {
		spans = append(spans, n.Parent().Span())
	}
	if level >= len(spans) {
		return syntax.Span{}, false
	}
	s := syntax.Span{Start: spans[level].Start - e.start, End: spans[level].End - e.start}
	return s, s.Start >= 0 && s.End <= length
}

// firstLine returns a text up to its first newline.
func firstLine(text string) string {
	for i := range len(text) {
		if text[i] == '\n' {
			return text[:i]
		}
	}
	return text
}
