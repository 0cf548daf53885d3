package syntax

import (
	"strings"
	"sync"
	"time"

	sitter "github.com/smacker/go-tree-sitter"
)

// Incremental parses one text after the other, of which each is much like the one before: the versions of a
// document as it is edited. It parses again only what changed. It is safe for concurrent use, and the Trees
// that it gives are immutable and outlive it.
type Incremental struct {
	lang *Language

	mu    sync.Mutex
	text  string       // of the last parse
	tree  *sitter.Tree // of that text; nil before the first parse, after a failed one and once it is closed
	fresh *Tree        // the same in Go
	flat  flat         // the nodes of that
	done  bool         // closed: nothing is kept any more
}

// NewIncremental returns a parser of the versions of a document. Close it when the document is closed: it holds
// memory outside of Go's.
func NewIncremental(lang *Language) *Incremental { return &Incremental{lang: lang} }

// Parse is the function of that name. Of a text without a syntax error the tree has the nodes that parsing from
// nothing gives; of another it may recover otherwise.
func (d *Incremental) Parse(text string, limit time.Duration) (*Tree, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fresh != nil && d.text == text {
		return d.fresh, nil
	}
	var by change
	if d.tree != nil {
		e := edit(d.text, text)
		d.tree.Edit(e)
		by = change{Span{int(e.StartIndex), int(e.OldEndIndex)}, len(text) - len(d.text)}
	}
	parsed, err := d.lang.parse(d.tree, text, limit)
	if err != nil {
		d.drop()
		return nil, err
	}
	now := flattenLike(parsed.RootNode(), d.flat, by)
	d.lang.foldAll(now.nodes)
	tree := &Tree{lang: d.lang, text: text, nodes: now.nodes}
	d.drop()
	if d.done {
		parsed.Close()
		return tree, nil
	}
	d.text, d.tree, d.fresh, d.flat = text, parsed, tree, now
	return tree, nil
}

// stride is how many bytes of two texts are compared at once.
const stride = 256

// edit is the one replacement that makes a text of another.
func edit(old, text string) sitter.EditInput {
	short := min(len(old), len(text))
	start := 0
	for start+stride <= short && old[start:start+stride] == text[start:start+stride] {
		start += stride
	}
	for start < short && old[start] == text[start] {
		start++
	}
	end := 0
	for end+stride <= short-start && old[len(old)-end-stride:len(old)-end] == text[len(text)-end-stride:len(text)-end] {
		end += stride
	}
	for end < short-start && old[len(old)-1-end] == text[len(text)-1-end] {
		end++
	}
	at := pointAfter(sitter.Point{}, text[:start])
	return sitter.EditInput{
		StartIndex:  uint32(start),
		OldEndIndex: uint32(len(old) - end),
		NewEndIndex: uint32(len(text) - end),
		StartPoint:  at,
		OldEndPoint: pointAfter(at, old[start:len(old)-end]),
		NewEndPoint: pointAfter(at, text[start:len(text)-end]),
	}
}

func pointAfter(p sitter.Point, text string) sitter.Point {
	if rows := strings.Count(text, "\n"); rows > 0 {
		return sitter.Point{Row: p.Row + uint32(rows), Column: uint32(len(text) - strings.LastIndexByte(text, '\n') - 1)}
	}
	return sitter.Point{Row: p.Row, Column: p.Column + uint32(len(text))}
}

// Close frees what is kept of the last parse. What is parsed after that is parsed from nothing.
func (d *Incremental) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.done = true
	d.drop()
}

func (d *Incremental) drop() {
	if d.tree != nil {
		d.tree.Close()
	}
	d.text, d.tree, d.fresh, d.flat = "", nil, nil, flat{}
}
