package syntax

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
	"unsafe"

	sitter "github.com/smacker/go-tree-sitter"
)

// ErrLimit says that a parse took longer than it was allowed to.
var ErrLimit = errors.New("parsing took too long")

// MaxText is the largest text in bytes that Parse takes: spans are 32 bits wide inside, and no editor
// sends more.
const MaxText = 64 << 20

// Parse parses text from nothing. It gives up with ErrLimit when it takes longer than limit; a limit
// of zero means 5 s. Any text gives a tree, however broken it is.
func Parse(lang *Language, text string, limit time.Duration) (*Tree, error) {
	parsed, err := lang.parse(nil, text, limit)
	if err != nil {
		return nil, err
	}
	defer parsed.Close()
	return lang.tree(parsed, text), nil
}

func (l *Language) tree(parsed *sitter.Tree, text string) *Tree {
	nodes := flatten(parsed.RootNode())
	l.foldAll(nodes)
	return &Tree{lang: l, text: text, nodes: nodes}
}

// foldAll makes the language's kinds of tree-sitter's symbols, where that is still to be done.
func (l *Language) foldAll(nodes []node) {
	for i := range nodes {
		if n := &nodes[i]; n.flags&flagFresh != 0 {
			n.kind = l.fold(n.kind)
			n.flags &^= flagFresh
		}
	}
}

// parse runs one of the language's pooled parsers. A parser that was cut must not be used again as
// it is: its next parse would resume the old text. Such a parser is reset and dropped.
func (l *Language) parse(old *sitter.Tree, text string, limit time.Duration) (*sitter.Tree, error) {
	if len(text) > MaxText {
		return nil, fmt.Errorf("parsing %s: %d bytes are more than %d", l.Name, len(text), MaxText)
	}
	if limit <= 0 {
		limit = 5 * time.Second
	}
	p := l.parsers.Get().(*sitter.Parser)
	p.SetOperationLimit(int(max(limit.Microseconds(), 1)))
	// The context stays Background: cancelling one near the end of a parse wedges the binding's
	// parser for good.
	parsed, err := p.ParseCtx(context.Background(), old, bytesOf(text))
	if err != nil {
		p.Reset()
		p.Close()
		if errors.Is(err, sitter.ErrOperationLimit) {
			err = ErrLimit
		}
		return nil, fmt.Errorf("parsing %s: %w", l.Name, err)
	}
	l.parsers.Put(p)
	return parsed, nil
}

// bytesOf lends the bytes of s; the binding copies them and writes nothing.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func newParsers(grammar *sitter.Language) *sync.Pool {
	return &sync.Pool{New: func() any {
		p := sitter.NewParser()
		p.SetLanguage(grammar)
		return p
	}}
}
