package syntax

import (
	"iter"
	"sort"
)

// Kind is a node kind of one language: what a grammar calls a symbol, with the symbols that share a
// name and namedness folded into one. The zero Kind is the end of input and stands on no node.
type Kind uint16

// KindError is the kind of ERROR nodes in every language.
const KindError Kind = 0xFFFF

// Field is the name of the place that a node has in its parent. The zero Field is no name.
type Field uint16

// A Span is a range of bytes in a text, its end exclusive.
type Span struct{ Start, End int }

// Contains reports whether every byte of o lies in s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

const (
	flagMissing = 1 << iota
	flagExtra
	flagHasError
	flagFresh // not in a Tree: the kind is still a symbol of the grammar
)

// node is one entry of a tree's preorder array. The subtree of the node at index i is [i, after).
// The C side of flatten.go writes it.
type node struct {
	start, end    uint32
	parent, after int32
	kind          Kind
	field         Field
	flags, _      uint16
}

// A Tree is the concrete syntax tree of one text. It never changes after it was made, and any number
// of goroutines may read it.
type Tree struct {
	lang  *Language
	text  string
	nodes []node
	form  formOnce
}

// Language returns the language that the tree was parsed as.
func (t *Tree) Language() *Language { return t.lang }

// Text returns the text that was parsed.
func (t *Tree) Text() string { return t.text }

// Len returns the number of nodes.
func (t *Tree) Len() int { return len(t.nodes) }

// Root returns the root node. Every tree has one.
func (t *Tree) Root() Node { return Node{t, 0} }

// Node returns the i-th node in preorder, 0 ≤ i < t.Len().
func (t *Tree) Node(i int) Node { return Node{t, int32(i)} }

// At returns the smallest node that contains the span, preferring the deepest where several are equal.
func (t *Tree) At(s Span) Node {
	n := t.Root()
	for {
		inner := Node{}
		for c := range n.Children() {
			if c.Span().Contains(s) {
				inner = c
			}
			if c.Start() > s.Start {
				break
			}
		}
		if !inner.Valid() {
			return n
		}
		n = inner
	}
}

// Line returns the 1-based line and the 1-based byte column of an offset.
func (t *Tree) Line(offset int) (line, column int) { return LineColumn(t.text, offset) }

// A Node is a place in a Tree: a small value, to be copied freely. The zero Node is no node at all;
// its Valid is false, it has no text, no name of a kind, no parent and no children, and its other methods must not be
// called.
type Node struct {
	tree *Tree
	id   int32
}

// Valid reports whether n is a node.
func (n Node) Valid() bool { return n.tree != nil }

// Tree returns the tree that n belongs to.
func (n Node) Tree() *Tree { return n.tree }

// ID returns the node's index in the preorder of its tree.
func (n Node) ID() int { return int(n.id) }

func (n Node) raw() *node { return &n.tree.nodes[n.id] }

// Kind returns the node's kind.
func (n Node) Kind() Kind { return n.raw().kind }

// KindName returns the grammar's name of the node's kind, "ERROR" for error nodes.
func (n Node) KindName() string {
	if n.tree == nil {
		return ""
	}
	return n.tree.lang.KindName(n.raw().kind)
}

// Field returns the field that the node fills in its parent, zero if none.
func (n Node) Field() Field { return n.raw().field }

// Start returns the offset of the node's first byte.
func (n Node) Start() int { return int(n.raw().start) }

// End returns the offset behind the node's last byte.
func (n Node) End() int { return int(n.raw().end) }

// Span returns the bytes that the node covers.
func (n Node) Span() Span { return Span{n.Start(), n.End()} }

// Text returns the node's text.
func (n Node) Text() string {
	if n.tree == nil {
		return ""
	}
	r := n.raw()
	return n.tree.text[r.start:r.end]
}

// IsNamed reports whether the grammar names the node: punctuation and keywords are unnamed.
func (n Node) IsNamed() bool { return n.tree.lang.named(n.raw().kind) }

// IsError reports whether the node holds text that the grammar could not place.
func (n Node) IsError() bool { return n.raw().kind == KindError }

// IsMissing reports whether the parser made the node up to go on; it is empty.
func (n Node) IsMissing() bool { return n.raw().flags&flagMissing != 0 }

// IsExtra reports whether the node may stand anywhere, as comments do.
func (n Node) IsExtra() bool { return n.raw().flags&flagExtra != 0 }

// HasError reports whether the node is, or has below it, an error or a missing node.
func (n Node) HasError() bool { return n.raw().flags&flagHasError != 0 }

// After returns the preorder index behind the node's subtree: the subtree of n is
// [n.ID(), n.After()).
func (n Node) After() int { return int(n.raw().after) }

// Parent returns the node's parent, the zero Node for the root.
func (n Node) Parent() Node {
	if n.tree == nil {
		return Node{}
	}
	if p := n.raw().parent; p >= 0 {
		return Node{n.tree, p}
	}
	return Node{}
}

// FirstChild returns the node's first child, the zero Node if it has none.
func (n Node) FirstChild() Node {
	if n.tree == nil {
		return Node{}
	}
	if n.raw().after > n.id+1 {
		return Node{n.tree, n.id + 1}
	}
	return Node{}
}

// Next returns the node's next sibling, the zero Node if it is the last.
func (n Node) Next() Node {
	r := n.raw()
	if r.parent >= 0 && r.after < n.tree.nodes[r.parent].after {
		return Node{n.tree, r.after}
	}
	return Node{}
}

// Children yields the node's children in order, punctuation and comments among them.
func (n Node) Children() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := n.FirstChild(); c.Valid(); c = c.Next() {
			if !yield(c) {
				return
			}
		}
	}
}

// NamedChildren yields the node's named children, comments left out.
func (n Node) NamedChildren() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := n.FirstChild(); c.Valid(); c = c.Next() {
			if c.IsNamed() && !c.IsExtra() && !yield(c) {
				return
			}
		}
	}
}

// Subtree yields n and everything below it in preorder.
func (n Node) Subtree() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for i, end := n.id, n.raw().after; i < end; i++ {
			if !yield(Node{n.tree, i}) {
				return
			}
		}
	}
}

// ChildByField returns the first child that fills the field, the zero Node if there is none.
func (n Node) ChildByField(f Field) Node {
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.Field() == f && f != 0 {
			return c
		}
	}
	return Node{}
}

// ChildByFieldName is ChildByField with the field's name looked up.
func (n Node) ChildByFieldName(name string) Node {
	if n.tree == nil {
		return Node{}
	}
	return n.ChildByField(n.tree.lang.Field(name))
}

// LineColumn returns the 1-based line and the 1-based byte column of an offset into text. Lines end
// at "\n".
func LineColumn(text string, offset int) (line, column int) {
	line, start := 1, 0
	for i := 0; i < offset && i < len(text); i++ {
		if text[i] == '\n' {
			line, start = line+1, i+1
		}
	}
	return line, offset - start + 1
}

// A LineIndex finds lines by offset in one text; it is immutable.
type LineIndex struct{ starts []int }

// NewLineIndex indexes the lines of a text.
func NewLineIndex(text string) *LineIndex {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &LineIndex{starts}
}

// LineColumn is the function of that name, in logarithmic time.
func (x *LineIndex) LineColumn(offset int) (line, column int) {
	line = sort.SearchInts(x.starts, offset+1)
	return line, offset - x.starts[line-1] + 1
}

// LineStart returns the offset at which a 1-based line starts; Lines()+1 and beyond give the last.
func (x *LineIndex) LineStart(line int) int {
	return x.starts[min(max(line, 1), len(x.starts))-1]
}

// Lines returns the number of lines; a text that ends in "\n" has an empty last one.
func (x *LineIndex) Lines() int { return len(x.starts) }
