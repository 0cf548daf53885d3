package syntax

import "strings"

// narrowed says what a language's ranges leave out, as those of Semgrep do.
type narrowed uint8

const (
	narrowParens   narrowed = 1 << iota // redundant parentheses, also those that a range would start or end with
	narrowComments                      // comments behind the last statement of a block
)

// narrow fits the range of a node to what is below it.
func (b *former) narrow(i int32) {
	if b.nodes[i].After == i+1 || b.nodes[i].Parent < 0 || b.nodes[i].Outer < 0 {
		return
	}
	if b.lang.Roles.Narrow&narrowParens != 0 {
		b.narrowParens(i)
	}
	if b.lang.Roles.Narrow&narrowComments != 0 {
		b.narrowComments(i)
	}
}

// narrowParens moves the ends of a node to those of its outer children where these lost their parentheses.
func (b *former) narrowParens(i int32) {
	node, text := &b.nodes[i], b.tree.text
	if node.start >= node.end || node.end > uint32(len(text)) {
		return
	}
	outer := b.tree.Node(int(node.Outer))
	if text[node.start] == '(' {
		if c := outer.FirstChild(); c.Valid() && b.unwrapped(c, i+1) && b.nodes[i+1].start < node.end {
			node.start = b.nodes[i+1].start
		}
	}
	if text[node.end-1] == ')' {
		last, child := outer.FirstChild(), i+1
		for c := last; c.Valid(); c = c.Next() {
			last = c
		}
		for c := child; c >= 0; c = b.Next(c) {
			child = c
		}
		if last.Valid() && b.unwrapped(last, child) && b.nodes[child].end > node.start {
			node.end = b.nodes[child].end
		}
	}
}

// unwrapped reports whether a form's node was made from a syntax node or from what its parentheses hold.
func (b *former) unwrapped(c Node, i int32) bool {
	return c.IsNamed() && (c.KindName() == "parenthesized_expression" || b.nodes[i].Outer == c.id)
}

// narrowComments ends a node behind its last child if only comments follow that.
func (b *former) narrowComments(i int32) {
	end := b.nodes[i+1].end
	for c := i + 1; c >= 0; c = b.Next(c) {
		end = max(end, b.nodes[c].end)
	}
	if end >= b.nodes[i].end {
		return
	}
	rest := b.tree.text[end:b.nodes[i].end]
	if strings.IndexByte(rest, '#') < 0 {
		return
	}
	for line := range strings.Lines(rest) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return
		}
	}
	b.nodes[i].end = end
}
