package match

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// children matches the places of a node, then its list.
func (m *machine) children(p *pnode, c int32, k next) bool {
	if !m.fits(p, c) {
		return false
	}
	return m.places(p, c, 0, func() bool { return m.list(p, c, k) })
}

// optional are the places that code may fill although the pattern does not speak of them.
func optional(s syntax.Slot, role syntax.Role) bool {
	switch s {
	case syntax.SlotType, syntax.SlotResult, syntax.SlotDecorator, syntax.SlotModifier, syntax.SlotBase, syntax.SlotTypeParams,
		syntax.SlotInterface, syntax.SlotThrows, syntax.SlotElse, syntax.SlotInit, syntax.SlotReceiver:
		return true
	case syntax.SlotValue:
		return role == syntax.RoleParam
	case syntax.SlotName:
		return role == syntax.RoleFunc
	case syntax.SlotBody:
		return role == syntax.RoleOther
	}
	return false
}

// fits reports whether the code fills only places that the pattern has or may leave open.
func (m *machine) fits(p *pnode, c int32) bool {
	for i := m.form.First(c); i >= 0; i = m.form.Next(i) {
		s := m.form.Node(i).Slot
		if s == syntax.SlotNone || optional(s, p.role) && !(s == syntax.SlotElse && m.lang.KindName(p.kind) == "try_statement") || p.place(s) != nil {
			continue
		}
		if p.role == syntax.RoleOther && m.form.Node(i).Role == syntax.RoleModifier {
			continue
		}
		return false
	}
	return true
}

// places matches the pattern's children in places, from the at-th on.
func (m *machine) places(p *pnode, c int32, at int, k next) bool {
	if at == len(p.places) {
		return k()
	}
	q := p.places[at]
	rest := func() bool { return m.places(p, c, at+1, k) }
	for i := m.form.First(c); i >= 0; i = m.form.Next(i) {
		n := m.form.Node(i)
		if n.Slot != q.slot {
			continue
		}
		if q.pop == popMeta && n.Role == syntax.RoleTuple && m.lang.KindName(p.kind) == "range_clause" {
			return false
		}
		if q.slot == syntax.SlotBody && q.pop == popNode && n.Role == syntax.RoleBlock && q.role == syntax.RoleBlock {
			if n.Flags&syntax.FormImplied != 0 && q.flags&syntax.FormImplied == 0 && p.role == syntax.RoleOther && m.blockDiffers(p) {
				return false
			}
			if p.role == syntax.RoleClass {
				return m.members(q, i, rest)
			}
			if m.isCase(p) && len(q.list) > 1 && m.lone(i) {
				return false
			}
			return m.block(q, i, rest)
		}
		if m.match(q, i, rest) {
			return true
		}
		if !many(q.slot) {
			return false
		}
	}
	if q.pop == popMeta && (m.lang.KindName(p.kind) == "catch_clause" || m.nameless(p, q)) {
		return rest()
	}
	if q.slot == syntax.SlotBody && onlyDots(q.list) && m.isCase(p) {
		return rest()
	}
	// A decorator's, modifier's or base's dots stand for none as well.
	return (q.pop == popDots || q.pop == popMetas && m.env[max(q.variable, 0)].set == false) && rest()
}

// isCase reports whether a pattern is a branch of a switch.
func (m *machine) isCase(p *pnode) bool {
	kind := m.lang.KindName(p.kind)
	return p.role == syntax.RoleOther && (strings.Contains(kind, "case") || kind == "switch_default" || kind == "switch_block_statement_group")
}

// lone reports whether a branch holds a single statement that is no block, which to Semgrep is no sequence.
func (m *machine) lone(block int32) bool {
	first := m.form.First(block)
	return first >= 0 && m.form.Next(first) < 0 && m.form.Node(first).Role != syntax.RoleBlock
}

// nameless says that a function in an expression needs no name for the one that a pattern has.
func (m *machine) nameless(p, name *pnode) bool {
	return p.role == syntax.RoleFunc && name.slot == syntax.SlotName && p.flags&syntax.FormLambda != 0 && isJS(m.lang)
}

// sameFunction reports whether a pattern may match a kind of function: a declaration or one in an
// expression, except that function ... (...) { } is either.
func (m *machine) sameFunction(p *pnode, n *syntax.FormNode) bool {
	name := p.place(syntax.SlotName)
	if isJS(m.lang) && name != nil && name.pop == popDots {
		return true
	}
	return (p.flags^n.Flags)&syntax.FormLambda == 0
}

// blockDiffers says that a loop's body in braces is not one without.
func (m *machine) blockDiffers(p *pnode) bool {
	kind := m.lang.KindName(p.kind)
	return kind == "while_statement" || kind == "do_statement"
}

// many says which places hold several nodes, in any order.
func many(s syntax.Slot) bool {
	switch s {
	case syntax.SlotDecorator, syntax.SlotModifier, syntax.SlotBase, syntax.SlotInterface, syntax.SlotThrows, syntax.SlotResult, syntax.SlotReceiver, syntax.SlotCatch, syntax.SlotTarget:
		return true
	}
	return false
}

// withoutAsync drops what an anonymous function's pattern says of async, which Semgrep does not ask of
// the code.
func withoutAsync(ps []*pnode) []*pnode {
	return slices.DeleteFunc(slices.Clone(ps), func(q *pnode) bool { return q.role == syntax.RoleModifier && q.text == "async" })
}

// list matches the children without a place.
func (m *machine) list(p *pnode, c int32, k next) bool {
	var buffer [16]int32
	items := m.form.List(buffer[:0], c)
	switch p.role {
	case syntax.RoleCall:
		return m.arguments(p.list, items, k)
	case syntax.RoleNew:
		return m.arguments(p.list, m.newArguments(p, c, items), k)
	case syntax.RoleOther:
		if kind := m.lang.KindName(p.kind); kind == "set" && !hasMetas(p.list) {
			return m.unordered(p.list, items, false, k)
		} else if isSwitch(kind) {
			return m.anyOrder(withoutDots(p.list), items, 0, k)
		} else if kind == "delete_statement" && len(items) == 1 && m.form.Node(items[0]).Role == syntax.RoleTuple {
			return false
		}
		if kind := m.lang.KindName(p.kind); kind == "catch_clause" && len(p.list) == 0 && m.lang.Name == "cpp" {
			return k()
		} else if strings.HasPrefix(kind, "try_") {
			return m.anyOrder(withoutDots(p.list), items, 0, k)
		} else if kind == "except_clause" && len(items) > 0 && len(p.list) > 0 && p.list[0].pop == popMeta && m.form.Node(items[0]).Role == syntax.RoleTuple {
			return false
		} else if kind == "jsx_element" {
			return m.unordered(p.list, items, true, k)
		}
	case syntax.RoleDict:
		if !hasMetas(p.list) {
			return m.unordered(p.list, items, isJS(m.lang), k)
		}
	case syntax.RoleList:
		if m.lang.KindName(p.kind) == "jsx_element" {
			// What an element holds may go on.
			return m.sequence(append(slices.Clip(p.list), &pnode{pop: popDots, variable: -1}), items, k)
		}
	case syntax.RoleReturn:
		if len(p.list) == 1 && p.list[0].pop == popDots {
			return k()
		}
	case syntax.RoleDecorator:
		return m.decorator(p, items, k)
	}
	return m.sequence(p.list, items, k)
}

// newArguments leaves out what new may have in C++ besides arguments: where to put the object, and, if
// the pattern has none, how many of them.
func (m *machine) newArguments(p *pnode, c int32, items []int32) []int32 {
	if m.lang.Name != "cpp" {
		return items
	}
	callee := m.form.Child(c, syntax.SlotCallee)
	sized := func(kind syntax.Kind) bool { return m.lang.KindName(kind) == "new_declarator" }
	wanted := slices.ContainsFunc(p.list, func(q *pnode) bool { return q.role == syntax.RoleOther && sized(q.kind) })
	return slices.DeleteFunc(items, func(i int32) bool { return i < callee || !wanted && sized(m.form.Node(i).Kind) })
}

// decorator matches @d(...) against @d too.
func (m *machine) decorator(p *pnode, items []int32, k next) bool {
	if len(p.list) == 1 && len(items) == 1 && p.list[0].role == syntax.RoleCall && p.list[0].pop == popNode &&
		m.form.Node(items[0]).Role != syntax.RoleCall && onlyDots(p.list[0].list) {
		if callee := p.list[0].place(syntax.SlotCallee); callee != nil {
			return m.match(callee, items[0], k)
		}
	}
	return m.sequence(p.list, items, k)
}

// members matches the body of a class: its members in any order, and others beside them.
func (m *machine) members(p *pnode, c int32, k next) bool {
	return m.anyOrder(withoutDots(p.list), m.form.List(nil, c), 0, k)
}

func withoutDots(ps []*pnode) []*pnode {
	return slices.DeleteFunc(slices.Clone(ps), func(q *pnode) bool { return q.pop == popDots })
}

// isSwitch reports whether a kind is a switch: its branches match in any order, and others beside them.
func isSwitch(kind string) bool {
	switch kind {
	case "switch_statement", "switch_expression", "expression_switch_statement", "type_switch_statement", "select_statement":
		return true
	}
	return false
}

func (m *machine) assign(p *pnode, c int32, n *syntax.FormNode, k next) bool {
	op := m.form.Text(c)
	if op == "=" || op == ":=" || n.Flags&syntax.FormDeclaration != 0 {
		op = ""
	}
	if p.text != op && !(p.flags&syntax.FormDeclaration != 0 && op == "") && !(p.text == "" && isJS(m.lang)) {
		return false
	}
	kind := m.lang.KindName(p.kind)
	if p.flags&syntax.FormDeclaration != 0 && n.Flags&syntax.FormDeclaration == 0 || (kind == "short_var_declaration" || kind == "const_spec") && p.kind != n.Kind {
		return false
	}
	if p.place(syntax.SlotValue) != nil && m.form.Child(c, syntax.SlotValue) < 0 {
		return false
	}
	return m.children(p, c, k)
}

// member matches a.b, and a. ... .b where any calls and members may stand between.
func (m *machine) member(p *pnode, c int32, k next) bool {
	object, name := p.place(syntax.SlotObject), p.place(syntax.SlotName)
	codeName, codeObject := m.form.Child(c, syntax.SlotName), m.form.Child(c, syntax.SlotObject)
	if object == nil || name == nil || codeName < 0 || codeObject < 0 || p.text != m.form.Text(c) && p.text != "." {
		return false
	}
	return m.match(name, codeName, func() bool {
		if inner := object.place(syntax.SlotName); object.pop == popNode && object.role == syntax.RoleMember && inner != nil && inner.pop == popDots {
			return m.chain(object.place(syntax.SlotObject), codeObject, k)
		}
		return m.match(object, codeObject, k)
	})
}

// chain matches what stands left of dots in a chain: the receiver, or the receiver of the receiver.
func (m *machine) chain(p *pnode, c int32, k next) bool {
	for c >= 0 {
		if m.match(p, c, k) {
			return true
		}
		switch m.form.Node(c).Role {
		case syntax.RoleMember:
			c = m.form.Child(c, syntax.SlotObject)
		case syntax.RoleCall:
			c = m.form.Child(c, syntax.SlotCallee)
			if c >= 0 && m.form.Node(c).Role != syntax.RoleMember {
				return false
			}
		default:
			return false
		}
	}
	return false
}
