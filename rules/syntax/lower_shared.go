package syntax

import "strings"

// Quirks that several languages share.

// lowerString lowers a string literal. Its text is what stands between the quotes, escapes unread, as
// Semgrep compares it; with expressions in it, it is a template.
func lowerString(b *former, n Node, slot Slot) {
	text := n.Text()
	open, end := stringBounds(text)
	content := Span{n.Start() + open, n.Start() + end}
	first := interpolation(n.FirstChild())
	if !first.Valid() && !(open > 0 && strings.ContainsAny(text[:open], "fF") && n.tree.lang.Name == "python") {
		i := b.begin(RoleString, n, slot)
		b.setText(i, content)
		b.end(i)
		return
	}
	i := b.begin(RoleTemplate, n, slot)
	at := content.Start
	for c := first; c.Valid(); c = interpolation(c.Next()) {
		b.templateText(n, Span{at, c.Start()})
		for g := c.FirstChild(); g.Valid(); g = g.Next() {
			if g.IsNamed() && !strings.HasPrefix(g.KindName(), "format_") && g.KindName() != "type_conversion" {
				b.lower(g, SlotNone)
			}
		}
		at = c.End()
	}
	b.templateText(n, Span{at, content.End})
	b.end(i)
}

// interpolation returns the first node from c on that holds an expression in a string.
func interpolation(c Node) Node {
	for ; c.Valid(); c = c.Next() {
		if k := c.KindName(); k == "interpolation" || k == "template_substitution" {
			return c
		}
	}
	return Node{}
}

func (b *former) templateText(n Node, s Span) {
	if s.Start >= s.End {
		return
	}
	i := b.begin(RoleText, n, SlotNone)
	b.nodes[i].start, b.nodes[i].end = uint32(s.Start), uint32(s.End)
	b.setText(i, s)
	b.end(i)
}

// stringBounds returns where the content of a string literal starts and ends.
func stringBounds(text string) (start, end int) {
	i := 0
	for i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' || text[i] == '8') {
		i++
	}
	if i >= len(text) {
		return 0, len(text)
	}
	if i > 0 && text[i-1] == 'R' && text[i] == '"' {
		return rawBounds(text, i)
	}
	quote := text[i : i+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text[i:], triple) && len(text) >= i+6 {
		quote = triple
	}
	start, end = i+len(quote), len(text)
	if strings.HasSuffix(text[start:], quote) {
		end -= len(quote)
	}
	return start, end
}

// rawBounds is stringBounds for C++'s R"delimiter(…)delimiter".
func rawBounds(text string, quote int) (start, end int) {
	paren := strings.IndexByte(text[quote:], '(')
	if paren < 0 {
		return quote + 1, len(text)
	}
	delimiter := ")" + text[quote+1:quote+paren] + "\""
	start, end = quote+paren+1, len(text)
	if strings.HasSuffix(text[start:], delimiter) {
		end -= len(delimiter)
	}
	return start, end
}

// lowerConcatenated joins adjacent string literals; with a template among them the whole is one.
func lowerConcatenated(b *former, n Node, slot Slot) {
	plain, joined := true, strings.Builder{}
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if !c.IsNamed() || c.IsExtra() {
			continue
		}
		start, end := stringBounds(c.Text())
		joined.WriteString(c.Text()[start:end])
		plain = plain && strings.Contains(c.KindName(), "string") && !interpolation(c.FirstChild()).Valid()
	}
	if plain {
		i := b.begin(RoleString, n, slot)
		b.setSide(i, joined.String())
		b.end(i)
		return
	}
	i := b.begin(RoleTemplate, n, slot)
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.IsNamed() {
			b.lower(c, SlotNone)
		}
	}
	b.end(i)
}

// lowerDotted lowers a list of identifiers to the member chain that it spells.
func lowerDotted(b *former, n Node, slot Slot) {
	var parts []Node
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.IsNamed() {
			parts = append(parts, c)
		}
	}
	b.chain(n, parts, slot)
}

func (b *former) chain(n Node, parts []Node, slot Slot) {
	if len(parts) == 0 {
		return
	}
	if len(parts) == 1 || len(parts) > 100 {
		b.leaf(RoleName, parts[0], slot)
		return
	}
	last := parts[len(parts)-1]
	i := b.begin(RoleMember, n, slot)
	b.nodes[i].start, b.nodes[i].end = uint32(parts[0].Start()), uint32(last.End())
	b.chain(n, parts[:len(parts)-1], SlotObject)
	b.leaf(RoleName, last, SlotName)
	b.end(i)
}

// lowerParams lowers a list of parameters: what is no parameter by itself becomes the name of one.
func (b *former) lowerParams(list Node) {
	for c := list.FirstChild(); c.Valid(); c = c.Next() {
		if c.IsNamed() && !c.IsExtra() {
			b.lowerParam(c)
		}
	}
}

func (b *former) lowerParam(c Node) {
	row := b.table.row(c.Kind())
	if c.IsError() || row != nil && (row.role == RoleParam || row.quirk != nil && row.role == RoleParam || row.params) {
		b.lower(c, SlotNone)
		return
	}
	i, slot := b.begin(RoleParam, c, SlotNone), SlotName
	if b.lang.Name == "c" && c.KindName() == "identifier" {
		slot = SlotType // a parameter that only has a type, unless the code is of before 1989
	}
	b.lower(c, slot)
	b.end(i)
}

// lowerShorthand lowers {name} to the pair name: name.
func lowerShorthand(b *former, n Node, slot Slot) {
	i := b.begin(RolePair, n, slot)
	b.leaf(RoleName, n, SlotKey)
	b.leaf(RoleName, n, SlotValue)
	b.end(i)
}

// importNode writes one imported thing; nodes that are not valid are left out.
func (b *former) importNode(n Node, module func(), name, alias Node) {
	i := b.begin(RoleImport, n, SlotNone)
	b.nodes[i].Flags |= FormStatement
	module()
	if name.Valid() {
		b.lower(name, SlotName)
	}
	if alias.Valid() {
		b.lower(alias, SlotAlias)
	}
	b.end(i)
}

func (n Node) named() []Node {
	var all []Node
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.IsNamed() && !c.IsExtra() {
			all = append(all, c)
		}
	}
	return all
}

func (n Node) allByField(name string) []Node {
	var all []Node
	f := n.tree.lang.Field(name)
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.Field() == f && f != 0 && c.IsNamed() {
			all = append(all, c)
		}
	}
	return all
}

// childOfKind returns the first child of a kind, by name.
func (n Node) childOfKind(kind string) Node {
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.KindName() == kind {
			return c
		}
	}
	return Node{}
}

// lowerCase lowers a branch of a switch: what it is for, and its statements in a block.
func lowerCase(b *former, n Node, slot Slot) {
	i := b.begin(RoleOther, n, slot)
	all, at := n.named(), 0
	for ; at < len(all); at++ {
		c := all[at]
		field := c.Field()
		label := field != 0 && (field == b.lang.Field("value") || field == b.lang.Field("type") || field == b.lang.Field("communication"))
		if !label && c.KindName() != "switch_label" {
			break
		}
		b.lower(c, SlotCond)
	}
	if at < len(all) {
		block := b.begin(RoleBlock, all[at], SlotBody)
		b.nodes[block].Flags |= FormImplied
		b.nodes[block].end = uint32(all[len(all)-1].End())
		last := block
		for _, c := range all[at:] {
			at := int32(len(b.nodes))
			if b.lower(c, SlotNone); at < int32(len(b.nodes)) {
				last = at
			}
		}
		if b.nodes[last].Flags&FormTrimmed != 0 {
			b.nodes[block].end = b.nodes[last].end
		}
		b.end(block)
	}
	b.end(i)
	b.trim(i, trimEnd)
}

// lowerUpdate keeps ++x and x++ apart.
func lowerUpdate(b *former, n Node, slot Slot) {
	i := b.begin(RoleOther, n, slot)
	op, before := "", false
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.IsNamed() {
			b.lower(c, SlotNone)
			continue
		}
		op, before = c.Text(), c.Start() == n.Start()
	}
	if before {
		op += " "
	}
	b.setSide(i, op)
	b.end(i)
}
