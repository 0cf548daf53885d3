package completion

import (
	"strings"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A cursor is what the text says of the place where a completion goes.
type cursor struct {
	place      *Place
	request    Request
	prefix     string // all text before the place, with the entry of the editor's menu that is selected
	suffix     string
	mode       syntax.Mode // of the lexer at the end of prefix
	linePrefix string      // of prefix, the text of its last line
	lineSuffix string      // of suffix, the text up to the end of the line
	around     *constraint.Site
}

// span is the range of the document that items replace.
func (r Request) span() syntax.Span {
	if r.Selected != nil {
		return r.Selected.Span
	}
	return syntax.Span{Start: r.Offset, End: r.Offset}
}

func newCursor(p *Place, r Request) *cursor {
	text, span := r.Document.Text, r.span()
	c := &cursor{place: p, request: r, prefix: text[:span.Start], suffix: text[span.End:], mode: p.mode}
	if r.Selected != nil {
		c.prefix += r.Selected.Text
		c.mode = r.Document.Language.ModeAt(c.prefix, len(c.prefix))
	}
	c.linePrefix = c.prefix[strings.LastIndexByte(c.prefix, '\n')+1:]
	c.lineSuffix, _, _ = strings.Cut(c.suffix, "\n")
	return c
}

// refuses returns why nothing is offered at the cursor, "" if something may be.
func (c *cursor) refuses() string {
	switch {
	case c.place.broken != "":
		return c.place.broken
	case c.mode.Kind == syntax.ModeLineComment || c.mode.Kind == syntax.ModeBlockComment:
		if !c.request.Explicit {
			return "the cursor is in a comment"
		}
	case c.mode.Kind == syntax.ModeString && !c.request.Explicit:
		return "the cursor is in a string"
	case c.suffix != "" && c.place.doc.Language.Lexical.NamePart.Has(c.suffix[0]):
		return "the cursor is inside a word"
	}
	return ""
}

// singleLine reports whether a completion should end with its line: the line goes on behind the
// cursor, or it has begun and opens no block.
func (c *cursor) singleLine() bool {
	if strings.Trim(c.lineSuffix, " \t\r)]};,:") != "" {
		return true
	}
	begun := strings.TrimSpace(c.linePrefix)
	return begun != "" && !strings.ContainsAny(begun[len(begun)-1:], ":{([") && !c.opensBlock(begun)
}

// opensBlock reports whether a line begins a statement that has a body: it is not done with its line.
func (c *cursor) opensBlock(begun string) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(begun, "} "), " ")
	pattern := c.place.doc.Language.Closers.Statements[word]
	return strings.ContainsAny(pattern, "{:")
}

// site is the cursor as constraints are derived for it.
func (c *cursor) site() constraint.Site {
	if c.around == nil {
		names, constants := c.place.bound()
		c.around = &constraint.Site{Language: c.place.doc.Language, Before: c.prefix, After: c.suffix,
			Names: names, Constants: constants, Sinks: c.place.sinks(c.prefix)}
	}
	return *c.around
}

// hole is the kind of place that the cursor is at.
func (c *cursor) hole() constraint.Hole { return c.place.hole() }
