package syntax

import (
	"strings"
	"time"

	sitter "github.com/smacker/go-tree-sitter"
)

// Incremental is an open document's text with its C tree, which re-parses only what edits touch. One
// owner at a time uses it; the Trees that it gives are immutable and outlive it.
type Incremental struct {
	lang  *Language
	text  string
	tree  *sitter.Tree // of an older text, with the edits since told to it; nil before the first parse
	fresh *Tree        // of the text as it is; nil after an edit
}

// NewIncremental opens a document. Close it when it is done with: it holds memory outside of Go's.
func NewIncremental(lang *Language, text string) *Incremental {
	return &Incremental{lang: lang, text: text}
}

// Text returns the document's text.
func (d *Incremental) Text() string { return d.text }

// Edit replaces a span of the text. A span beyond the text is cut down to it.
func (d *Incremental) Edit(span Span, replacement string) {
	span.Start = min(max(span.Start, 0), len(d.text))
	span.End = min(max(span.End, span.Start), len(d.text))
	if d.text[span.Start:span.End] == replacement {
		return
	}
	if d.tree != nil {
		d.tree.Edit(d.edit(span, replacement))
	}
	d.text = d.text[:span.Start] + replacement + d.text[span.End:]
	d.fresh = nil
}

func (d *Incremental) edit(span Span, replacement string) sitter.EditInput {
	start := pointAfter(sitter.Point{}, d.text[:span.Start])
	return sitter.EditInput{
		StartIndex:  uint32(span.Start),
		OldEndIndex: uint32(span.End),
		NewEndIndex: uint32(span.Start + len(replacement)),
		StartPoint:  start,
		OldEndPoint: pointAfter(start, d.text[span.Start:span.End]),
		NewEndPoint: pointAfter(start, replacement),
	}
}

func pointAfter(p sitter.Point, text string) sitter.Point {
	if rows := strings.Count(text, "\n"); rows > 0 {
		return sitter.Point{Row: p.Row + uint32(rows), Column: uint32(len(text) - strings.LastIndexByte(text, '\n') - 1)}
	}
	return sitter.Point{Row: p.Row, Column: p.Column + uint32(len(text))}
}

// Tree returns the tree of the text, parsing what changed since the last call. Errors are Parse's; after
// one the next call parses from nothing.
func (d *Incremental) Tree(limit time.Duration) (*Tree, error) {
	if d.fresh != nil {
		return d.fresh, nil
	}
	parsed, err := d.lang.parse(d.tree, d.text, limit)
	d.Close()
	if err != nil {
		return nil, err
	}
	d.tree = parsed
	d.fresh = d.lang.tree(parsed, d.text)
	return d.fresh, nil
}

// Close frees the C tree. The document can be used on; its next parse is from nothing.
func (d *Incremental) Close() {
	if d.tree != nil {
		d.tree.Close()
		d.tree = nil
	}
	d.fresh = nil
}
