package completion

import (
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/rules"
)

// limits returns the constraint behind the text of a draft that is kept.
func (c *cursor) limits(at *constraint.Constraint) decode.Limits {
	return func(kept string, banned []constraint.Phrase) *constraint.Automaton {
		if kept == "" && len(banned) == 0 {
			return at.Automaton
		}
		site := c.site()
		site.Before += kept
		return at.Behind(site, banned)
	}
}

// watch looks for what is settled in a draft that is still being written.
func (c *cursor) watch(text string) (decode.Violation, bool) {
	e := c.place.examine(trial{insert: c.selected() + text, prefix: true})
	if e.reason != "" || len(e.findings) == 0 {
		return decode.Violation{}, false
	}
	f := &e.findings[0]
	start := f.Span.Start - c.place.span.Start - len(c.selected())
	v := decode.Violation{Start: max(start, 0), Safe: safeStart(f.Rule)}
	if start >= 0 && start < len(text) {
		v.Banned = c.called(text[start:])
	}
	return v, true
}

func (c *cursor) selected() string {
	if c.request.Selected != nil {
		return c.request.Selected.Text
	}
	return ""
}

// called returns the lexemes that a text calls by, with the bracket; none if it begins otherwise.
func (c *cursor) called(text string) []string {
	var out []string
	for l := range c.place.doc.Language.Lex(text) {
		lexeme := text[l.Span.Start:l.Span.End]
		switch {
		case l.Kind.Trivia():
			continue
		case lexeme == "(":
			return append(out, lexeme)
		case lexeme != "." && !c.place.doc.Language.Lexical.NameStart.Has(lexeme[0]) || len(out) > 12:
			return nil
		}
		out = append(out, lexeme)
	}
	return nil
}

// safeStart returns what a rule's safe form begins with, up to what the code must say itself.
func safeStart(r *rules.Rule) string {
	safe, _, _ := strings.Cut(r.Prefer, "$")
	safe, _, _ = strings.Cut(safe, "...")
	return safe
}
