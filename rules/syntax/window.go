package syntax

import (
	"sort"
	"strings"
)

// A Window is a file's text with everything elided that does not bear on one place in it: the bodies
// of all functions but the outermost ones at that place, and comments outside of those. Imports,
// declarations, headers and statements at the level of the file or of a class stay. It is immutable.
type Window struct {
	Text string
	// Keep is the part of the file around the place that stands in the window in one piece.
	Keep Span
	// Broken says that the file's tree is not sound enough around the place to cut by it. Text is then
	// the whole file.
	Broken bool

	pieces []piece
}

// A piece is a part of the file that stands in the window as it is.
type piece struct{ file, window, length int }

// ToWindow returns where an offset of the file stands in the window; false if it was elided.
func (w *Window) ToWindow(offset int) (int, bool) {
	i := sort.Search(len(w.pieces), func(i int) bool { return w.pieces[i].file > offset }) - 1
	if i < 0 || offset > w.pieces[i].file+w.pieces[i].length {
		return 0, false
	}
	return w.pieces[i].window + offset - w.pieces[i].file, true
}

// Nearest returns where an offset of the file stands in the window: one that was elided, where what it lies in was.
func (w *Window) Nearest(offset int) int {
	i := max(sort.Search(len(w.pieces), func(i int) bool { return w.pieces[i].file > offset })-1, 0)
	p := w.pieces[i]
	return p.window + min(max(offset-p.file, 0), p.length)
}

// FromWindow returns which offset of the file an offset of the window stands for: within the text of
// an elided body, where that body starts.
func (w *Window) FromWindow(offset int) int {
	i := max(sort.Search(len(w.pieces), func(i int) bool { return w.pieces[i].window > offset })-1, 0)
	p := w.pieces[i]
	return p.file + min(max(offset-p.window, 0), p.length)
}

// Window cuts a window around a span. It walks the file's outline and reads no function's body but
// where it is told to keep one.
func (t *Tree) Window(around Span) *Window {
	return t.cut(around, nil, nil)
}

// Focus cuts a smaller window: what stands beside the place, in the file or in the class around it, is
// left out as a whole if nothing of the names that it declares is wanted. Functions whose ids are in
// whole keep their bodies.
func (t *Tree) Focus(around Span, wanted func(name string) bool, whole map[int]bool) *Window {
	return t.cut(around, wanted, whole)
}

func (t *Tree) cut(around Span, wanted func(string) bool, whole map[int]bool) *Window {
	c := cutter{tree: t, around: around, keep: around, wanted: wanted, whole: whole}
	if !c.sound() {
		return &Window{Text: t.text, Keep: Span{0, len(t.text)}, Broken: true, pieces: []piece{{0, 0, len(t.text)}}}
	}
	c.text.Grow(len(t.text) / 4)
	c.walk()
	c.copyTo(len(t.text))
	return &Window{Text: c.text.String(), Keep: c.keep, pieces: c.pieces}
}

// A cutter makes one window.
type cutter struct {
	tree   *Tree
	around Span
	keep   Span
	text   strings.Builder
	pieces []piece
	done   int                    // how much of the file is dealt with
	wanted func(name string) bool // nil: everything is
	whole  map[int]bool           // functions that keep their bodies, by id
}

// sound reports whether no error stands outside of functions on the way to the place: only then does
// the outline say where functions start and end.
func (c *cutter) sound() bool {
	for n := c.tree.Root(); n.Valid(); {
		if n.IsError() || n.IsMissing() {
			return false
		}
		if r := n.outlineRole(); r == outlineFunction || r == outlineClosure || !n.HasError() {
			return true
		}
		var inner Node
		for child := range n.Children() {
			if child.IsError() || child.IsMissing() {
				return false
			}
			if child.Span().touches(c.around) && child.FirstChild().Valid() {
				inner = child
			}
		}
		n = inner
	}
	return true
}

func (s Span) touches(o Span) bool { return s.Start <= o.End && o.Start <= s.End }

// walk goes through the outline in the order of the text. A node that is or holds an error is kept.
func (c *cutter) walk() {
	roles, nodes := c.tree.lang.outline.roles, c.tree.nodes
	for i := int32(1); i < int32(len(nodes)); {
		n := &nodes[i]
		if n.kind == KindError {
			i = n.after
			continue
		}
		if c.wanted != nil && c.unwanted(Node{c.tree, i}) {
			if !c.dropLines(Node{c.tree, i}) {
				c.copyTo(int(n.start))
				c.done = int(n.end)
			}
			i = n.after
			continue
		}
		switch roles[n.kind] {
		case outlineFunction, outlineClosure:
			c.function(Node{c.tree, i})
			i = n.after
		case outlineComment:
			c.comment(Node{c.tree, i})
			i = n.after
		case outlineString, outlineImport:
			i = n.after
		default:
			i++
		}
	}
}

func (c *cutter) function(n Node) {
	if n.Span().touches(c.around) {
		c.keep = Span{min(c.keep.Start, n.Start()), max(c.keep.End, n.End())}
		return
	}
	body := n.Body()
	if c.whole[n.ID()] {
		return
	}
	if !body.Valid() || body.outlineRole() != outlineBlock || n.HasError() {
		return
	}
	c.copyTo(body.Start())
	c.text.WriteString(c.tree.lang.Outline.Elided)
	c.done = body.End()
}

// comment drops a comment that fills its lines.
func (c *cutter) comment(n Node) {
	if !n.Span().touches(c.around) && !c.keep.Contains(n.Span()) {
		c.dropLines(n)
	}
}

// dropLines leaves out the lines of a node, with the blank ones behind it, if nothing else stands on them. It reports
// whether it did.
func (c *cutter) dropLines(n Node) bool {
	text := c.tree.text
	start := n.Start()
	for start > c.done && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	end := lineEnd(text, n.End())
	if start < c.done || start > 0 && text[start-1] != '\n' || end < 0 {
		return false
	}
	for next := end; next >= 0 && next <= c.around.Start; next = lineEnd(text, next) {
		end = next
	}
	c.copyTo(start)
	c.done = end
	return true
}

// lineEnd returns where the next line starts if the rest of the line at an offset is blank, else -1.
func lineEnd(text string, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r') {
		at++
	}
	if at < len(text) && text[at] == '\n' {
		return at + 1
	}
	return -1
}

// copyTo copies the file up to an offset.
func (c *cutter) copyTo(offset int) {
	c.pieces = append(c.pieces, piece{c.done, c.text.Len(), offset - c.done})
	c.text.WriteString(c.tree.text[c.done:offset])
	c.done = offset
}

// unwanted reports whether a node is a statement of the file or a member of a class that can be left out.
func (c *cutter) unwanted(n Node) bool {
	x := c.tree.lang.outline
	p := n.Parent()
	if p.ID() != 0 && !x.members[p.Kind()] || !n.IsNamed() || n.IsExtra() || n.Field() != 0 || n.HasError() || n.Span().touches(c.around) {
		return false
	}
	switch x.roles[n.Kind()] {
	case outlineImport, outlineComment, outlineString:
		return false
	}
	if c.holdsWhole(n) || x.members[n.Kind()] || n.KindName() == "namespace_definition" {
		return false // or its members are judged one by one
	}
	if d := n.ChildByFieldName("definition"); d.Valid() {
		n = d // what is decorated
	}
	if name := n.ChildByFieldName("name"); name.Valid() {
		return !c.wanted(name.Text())
	}
	body := n.Body()
	for child := range n.NamedChildren() {
		if child != body && c.declaresWanted(child) {
			return false
		}
	}
	return true
}

// declaresWanted reports whether a wanted name stands in a node, outside of the value that it gives to one
// name. Where names are bound otherwise, by a pattern, in a branch or one after the other, any place may
// bind them.
func (c *cutter) declaresWanted(n Node) bool {
	text := n.Text()
	for _, field := range []string{"value", "right"} {
		if v := n.ChildByFieldName(field); v.Valid() && v.Kind() != n.Kind() {
			text = text[:v.Start()-n.Start()]
		}
	}
	for l := range c.tree.lang.Lex(text) {
		if l.Kind == LexName && c.wanted(text[l.Span.Start:l.Span.End]) {
			return true
		}
	}
	return false
}

// holdsWhole reports whether a function that is kept whole lies in the node.
func (c *cutter) holdsWhole(n Node) bool {
	for id := range c.whole {
		if n.ID() <= id && id < n.After() {
			return true
		}
	}
	return false
}
