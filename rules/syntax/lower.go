package syntax

import "strings"

// former writes the normal form of a tree.
type former struct {
	*Form
	lang  *Language
	table *roleTable
	open  int32 // the node that children go to
	depth int
	// decorators stand before the next function or class, in a node around it.
	decorators []Node
	// export is the keyword before the next declaration.
	export Node
}

func newForm(t *Tree) *Form {
	f := &Form{tree: t, nodes: make([]FormNode, 0, len(t.nodes)/2+8)}
	b := &former{Form: f, lang: t.lang, table: t.lang.roleTable(), open: -1}
	root := b.begin(RoleBlock, t.Root(), SlotNone)
	b.children(t.Root(), nil)
	b.end(root)
	return f
}

// begin opens a node; what is written until end is below it.
func (b *former) begin(role Role, n Node, slot Slot) int32 {
	i := int32(len(b.nodes))
	raw := n.raw()
	node := FormNode{Role: role, Slot: slot, Kind: raw.kind, start: raw.start, end: raw.end,
		lo: raw.start, hi: raw.start, Parent: b.open, Outer: n.id}
	if raw.flags&flagHasError != 0 {
		node.Flags |= FormBroken
	}
	b.nodes = append(b.nodes, node)
	b.open = i
	return i
}

func (b *former) end(i int32) {
	b.nodes[i].After = int32(len(b.nodes))
	b.open = b.nodes[i].Parent
	if b.lang.Roles.Narrow != 0 {
		b.narrow(i)
	}
}

// leaf writes a node whose text is its source.
func (b *former) leaf(role Role, n Node, slot Slot) int32 {
	i := b.begin(role, n, slot)
	b.nodes[i].hi = b.nodes[i].end
	b.end(i)
	return i
}

func (b *former) setText(i int32, s Span) {
	b.nodes[i].lo, b.nodes[i].hi = uint32(s.Start), uint32(s.End)
}

// setSide gives a node a text that does not stand in the source.
func (b *former) setSide(i int32, text string) {
	b.nodes[i].lo, b.nodes[i].Flags = uint32(len(b.side)), b.nodes[i].Flags|formSide
	b.side = append(b.side, text)
}

func (b *former) widen(i int32, s Span) {
	n := &b.nodes[i]
	n.start, n.end = min(n.start, uint32(s.Start)), max(n.end, uint32(s.End))
}

// lower writes the normal form of n below the open node.
func (b *former) lower(n Node, slot Slot) {
	if n.IsExtra() && !n.IsError() || n.IsMissing() {
		return
	}
	if b.depth >= MaxDepth {
		b.deep = true
		b.leaf(RoleError, n, slot)
		return
	}
	b.depth++
	b.dispatch(n, slot)
	b.depth--
}

func (b *former) dispatch(n Node, slot Slot) {
	if n.IsError() {
		i := b.begin(RoleError, n, slot)
		b.children(n, nil)
		b.end(i)
		return
	}
	row := b.table.row(n.Kind())
	switch {
	case row == nil:
		b.other(n, slot)
	case row.quirk != nil:
		row.quirk(b, n, slot)
	default:
		b.shaped(row, n, slot)
	}
}

// shaped lowers a node as its row of the table says.
func (b *former) shaped(row *roleRow, n Node, slot Slot) {
	switch row.shape {
	case shapeDrop:
		b.transparent(row, n, slot)
		return
	case shapeStatement:
		b.statement(n, slot)
		return
	case shapeSkip:
		return
	case shapeLeaf:
		i := b.leaf(row.role, n, slot)
		b.nodes[i].Flags |= row.flags
		return
	}
	i := b.begin(row.role, n, slot)
	b.nodes[i].Flags |= row.flags
	if row.role == RoleFunc || row.role == RoleClass {
		b.decorate(i)
	}
	b.children(n, row)
	b.end(i)
	b.trim(i, row.trim)
	if row.role == RoleOther {
		b.finishOther(i, n)
	}
}

// trim narrows a node to what is below it.
func (b *former) trim(i int32, how uint8) {
	if how == 0 || b.nodes[i].After == i+1 {
		return
	}
	end := b.nodes[i+1].end
	for c := i + 1; c >= 0; c = b.Next(c) {
		end = max(end, b.nodes[c].end)
		if b.nodes[c].Slot == SlotCond {
			end = uint32(b.Inner(c).End)
		}
	}
	if how&trimStart != 0 {
		b.nodes[i].start = b.nodes[i+1].start
	}
	b.nodes[i].end = end
	b.nodes[i].Flags |= FormTrimmed
}

// transparent lowers the children of a node in its place. Parentheses belong to the span of what they
// hold, as they do in Semgrep.
func (b *former) transparent(row *roleRow, n Node, slot Slot) {
	first := int32(len(b.nodes))
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if to := row.target(c); to != targetDrop {
			b.place(c, to, slot)
		}
	}
	if row.role == RoleTuple && b.lang.Roles.Narrow&narrowParens == 0 && first < int32(len(b.nodes)) && b.nodes[first].After == int32(len(b.nodes)) {
		b.widen(first, n.Span())
	}
}

// statement lowers an expression statement to its expression.
func (b *former) statement(n Node, slot Slot) {
	first := int32(len(b.nodes))
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.IsNamed() {
			b.lower(c, slot)
		}
	}
	if first < int32(len(b.nodes)) {
		b.nodes[first].Flags |= FormStatement
		b.nodes[first].Outer = n.id
	}
}

// children lowers the children of a node into the open one; a nil row keeps all named ones.
func (b *former) children(n Node, row *roleRow) {
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if row == nil {
			if c.IsNamed() {
				b.lower(c, SlotNone)
			}
			continue
		}
		b.place(c, row.target(c), SlotNone)
	}
}

// place lowers a child to where the table sends it; inherit is the slot of what is in no slot.
func (b *former) place(c Node, to target, inherit Slot) {
	switch {
	case to == targetDrop:
	case to == targetOp:
		b.operator(c)
	case to == targetSplice:
		for g := c.FirstChild(); g.Valid(); g = g.Next() {
			if g.IsNamed() {
				b.lower(g, inherit)
			}
		}
	case to == targetParams:
		b.lowerParams(c)
	case to == targetParam:
		b.lowerParam(c)
	case to == targetModifier:
		b.leaf(RoleModifier, c, SlotModifier)
	case Slot(to) == SlotCond:
		b.condition(c, SlotCond)
	case Slot(to) == SlotBody || Slot(to) == SlotElse:
		b.body(c, Slot(to))
	case to == 0:
		b.lower(c, inherit)
	default:
		b.lower(c, Slot(to))
	}
}

// condition lowers what the syntax puts parentheses around: they are not the expression's.
func (b *former) condition(c Node, slot Slot) {
	if row := b.table.row(c.Kind()); row != nil && row.shape == shapeDrop && row.role == RoleTuple {
		for _, inner := range c.named() {
			b.lower(inner, slot)
		}
		return
	}
	b.lower(c, slot)
}

// operator makes c a part of the open node's text.
func (b *former) operator(c Node) {
	if b.open < 0 {
		return
	}
	n := &b.nodes[b.open]
	if n.lo == n.hi {
		n.lo, n.hi = uint32(c.Start()), uint32(c.Start())
	}
	// Of brackets and the like around something the first alone is kept.
	if strings.TrimSpace(b.tree.text[n.hi:c.Start()]) == "" {
		n.hi = uint32(c.End())
	}
}

// body lowers a body so that it is a block whether or not it was written as one.
func (b *former) body(c Node, slot Slot) {
	if row := b.table.row(c.Kind()); row != nil && row.role == RoleBlock && row.quirk == nil {
		b.lower(c, slot)
		return
	}
	if !c.IsNamed() {
		return
	}
	i := b.begin(RoleBlock, c, slot)
	b.nodes[i].Flags |= FormImplied
	first := int32(len(b.nodes))
	b.lower(c, SlotNone)
	if first < int32(len(b.nodes)) {
		b.nodes[first].Flags |= FormStatement
	}
	b.end(i)
}

// other lowers a node that the table does not have: its named children in the slots of their fields,
// its operator as its text.
func (b *former) other(n Node, slot Slot) {
	i := b.begin(RoleOther, n, slot)
	b.otherChildren(n)
	b.end(i)
	b.finishOther(i, n)
}

func (b *former) otherChildren(n Node) {
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		switch {
		case !c.IsNamed():
			if b.table.operator(c.Kind()) {
				b.operator(c)
			}
		case b.table.bodies[c.Field()]:
			b.body(c, SlotBody)
		case c.Field() == b.table.condition && c.Field() != 0:
			b.condition(c, b.table.slot(c.Field()))
		default:
			b.lower(c, b.table.slot(c.Field()))
		}
	}
}

// finishOther gives a node without children its source as text.
func (b *former) finishOther(i int32, n Node) {
	if b.nodes[i].After == i+1 {
		b.nodes[i].lo, b.nodes[i].hi = b.nodes[i].start, b.nodes[i].end
	}
}

// decorate writes the decorators that wait for a definition into it.
func (b *former) decorate(i int32) {
	b.exportedAs()
	b.export = Node{}
	decorators := b.decorators
	b.decorators = nil
	for _, d := range decorators {
		b.lower(d, SlotDecorator)
		b.widen(i, d.Span())
	}
}
