package completion

import (
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Place is a span of a document that candidates would replace, with what the document has there
// already. It is made once for many candidates, and belongs to one goroutine.
type Place struct {
	gate   *Gate
	doc    *Document
	span   syntax.Span
	kept   *Kept
	whole  *view       // the whole document
	frame  *frame      // what surrounds the span; nil where only the whole document will do
	mode   syntax.Mode // of the lexer where the place begins
	notes  []string    // about the text that was examined last
	broken string      // why nothing can be checked here, "" if it can

	// Of the check that is under way; zero between checks.
	until time.Time // by when it must be done
}

// Open looks at a place: which findings and which syntax errors are the user's own.
func (g *Gate) Open(doc *Document, span syntax.Span) *Place {
	p := &Place{gate: g, doc: doc, span: span}
	switch {
	case doc.Language == nil:
		p.broken = "sluice has no grammar for this language"
	case span.Start < 0 || span.End < span.Start || span.End > len(doc.Text):
		p.broken = fmt.Sprintf("the place %d to %d lies outside of the document's %d bytes", span.Start, span.End, len(doc.Text))
	case splits(doc.Text, span.Start), splits(doc.Text, span.End):
		p.broken = fmt.Sprintf("the place %d to %d splits a character", span.Start, span.End)
	default:
		p.look()
	}
	return p
}

// splits reports whether an offset lies inside of a character.
func splits(text string, at int) bool { return at < len(text) && !utf8.RuneStart(text[at]) }

func (p *Place) look() {
	text := p.doc.Text
	p.whole = &view{lang: p.doc.Language, before: text[:p.span.Start], old: text[p.span.Start:p.span.End], after: text[p.span.End:]}
	if p.kept = p.doc.Kept; p.kept == nil {
		p.kept = NewKept(p.doc.Language)
		defer p.kept.Close()
	}
	if err := p.whole.settle(p.kept, p.gate.Limit); err != nil {
		p.broken = err.Error()
		return
	}
	p.mode = p.whole.mode
	p.frame = newFrame(p)
}
