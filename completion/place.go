package completion

import (
	"fmt"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Place is a span of a document that candidates would replace, with what the document has there
// already. It is made once for many candidates, belongs to one goroutine, and is to be closed.
type Place struct {
	gate   *Gate
	doc    *Document
	span   syntax.Span
	whole  *view       // the whole document
	window *view       // what surrounds the span; nil where only the whole document will do
	mode   syntax.Mode // of the lexer where the place begins
	broken string      // why nothing can be checked here, "" if it can

	rewriting bool // a fix was applied already: its result must pass as it is
}

// Open looks at a place: which findings and which syntax errors are the user's own.
func (g *Gate) Open(doc *Document, span syntax.Span) *Place {
	p := &Place{gate: g, doc: doc, span: span}
	switch {
	case doc.Language == nil:
		p.broken = "sluice has no grammar for this language"
	case span.Start < 0 || span.End < span.Start || span.End > len(doc.Text):
		p.broken = fmt.Sprintf("the place %d to %d lies outside of the document's %d bytes", span.Start, span.End, len(doc.Text))
	default:
		p.look()
	}
	return p
}

func (p *Place) look() {
	text := p.doc.Text
	p.mode = p.doc.Language.ModeAt(text, p.span.Start)
	p.whole = &view{lang: p.doc.Language, before: text[:p.span.Start], old: text[p.span.Start:p.span.End], after: text[p.span.End:]}
	if err := p.whole.settle(p.gate, relativePath(p.doc)); err != nil {
		p.broken = err.Error()
		return
	}
	if w := p.narrow(); w != nil && w.settle(p.gate, relativePath(p.doc)) == nil {
		p.window = w
	}
}

// narrow returns the view of the window around the place, nil where the tree is too broken for one.
func (p *Place) narrow() *view {
	hole := p.whole.holeIn(p.whole.base.Text())
	w := p.whole.base.Window(hole)
	start, okStart := w.ToWindow(hole.Start)
	end, okEnd := w.ToWindow(hole.End)
	if w.Broken || !okStart || !okEnd {
		return nil
	}
	return &view{lang: p.doc.Language, before: w.Text[:start], old: p.whole.old, after: w.Text[end:]}
}

// Close frees what the place's parses hold outside of Go's memory.
func (p *Place) Close() {
	for _, v := range []*view{p.whole, p.window} {
		if v != nil && v.doc != nil {
			v.doc.Close()
		}
	}
}
