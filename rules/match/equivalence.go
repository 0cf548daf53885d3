package match

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// sameNumber compares numbers by value where both are integers.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, ok1 := number(a, 0)
	y, ok2 := number(b, 0)
	long := func(s string) bool { return strings.HasSuffix(s, "L") || strings.HasSuffix(s, "l") }
	return ok1 && ok2 && x == y && !strings.ContainsAny(a+b, ".") && long(a) == long(b)
}

// isLoop reports whether a kind is a loop whose head may be anything to for (...) { }.
func isLoop(kind string) bool {
	switch kind {
	case "for_statement", "for_in_statement", "enhanced_for_statement", "for_range_loop":
		return true
	}
	return false
}

// loop matches for (...) { } against any loop by its body.
func (m *machine) loop(p *pnode, c int32, k next) bool {
	body := p.place(syntax.SlotBody)
	for i := m.form.First(c); i >= 0; i = m.form.Next(i) {
		if m.form.Node(i).Role == syntax.RoleBlock && body != nil {
			return m.block(body, i, k)
		}
	}
	return body == nil && k()
}

// packageName lets a Go package's path stand for its name where nothing binds that name.
func (m *machine) packageName(p *pnode, c int32) bool {
	if m.lang.Name != "go" || !strings.Contains(p.text, "/") || goPackage(p.text) != m.form.Text(c) {
		return false
	}
	m.facts.load()
	return m.facts.innermost(m.form.Text(c), c) == nil
}

// maxFollow is how many variables symbolic propagation follows.
const maxFollow = 8

// held matches a pattern against the expression that a variable holds, where only one can reach it.
func (m *machine) held(p *pnode, c int32, k next) bool {
	m.facts.load()
	name := m.form.Text(c)
	b := m.facts.innermost(name, c)
	if b == nil || b.value < 0 || c < m.form.Node(b.at).After || m.follow >= maxFollow || !m.facts.reaches(name, b, c) {
		return false
	}
	m.follow++
	until := m.until
	if !b.fixed {
		m.until = max(m.until, m.form.Span(b.scope).End)
	}
	stop := m.match(p, b.value, k)
	m.until = until
	m.follow--
	return stop
}

// operands is sequence with dots that stand for at least one operand.
func (m *machine) operands(ps []*pnode, cs []int32, k next) bool {
	if len(ps) == 0 {
		return len(cs) == 0 && k()
	}
	if len(cs) == 0 || !m.spend() {
		return false
	}
	if ps[0].pop != popDots {
		return m.match(ps[0], cs[0], func() bool { return m.operands(ps[1:], cs[1:], k) })
	}
	for i := 1; i <= len(cs); i++ {
		if m.operands(ps[1:], cs[i:], k) {
			return true
		}
	}
	return false
}

func isLogical(op string) bool { return op == "and" || op == "or" || op == "&&" || op == "||" }

// flatPattern returns the operands of a chain of one operator, from left to right.
func flatPattern(p *pnode, out []*pnode) []*pnode {
	for i, q := range p.list {
		if i == 0 && q.pop == popNode && q.role == syntax.RoleBinary && q.text == p.text {
			out = flatPattern(q, out)
			continue
		}
		out = append(out, q)
	}
	return out
}

func (m *machine) flatOperands(c int32, op string, out []int32) []int32 {
	for i, o := range m.form.List(nil, c) {
		if i == 0 && m.form.Node(o).Role == syntax.RoleBinary && m.form.Text(o) == op && len(out) < 1000 {
			out = m.flatOperands(o, op, out)
			continue
		}
		out = append(out, o)
	}
	return out
}

func (m *machine) sameOp(p *pnode, c int32) bool {
	return len(p.list)+len(p.places) > 0 && p.text == "" && m.form.First(c) >= 0 && m.form.Text(c) == ""
}

// otherRole matches what means the same but looks different.
func (m *machine) otherRole(p *pnode, c int32, k next) bool {
	n := m.form.Node(c)
	switch {
	case p.role == syntax.RoleString:
		v, ok := m.facts.constant(c, 0)
		return ok && !v.number && v.text == p.text && m.constantUsed(v, c, k)
	case p.role == syntax.RoleNumber && n.Role == syntax.RoleName:
		v, ok := m.facts.constant(c, 0)
		return ok && v.number && sameNumber(v.text, p.text) && m.constantUsed(v, c, k)
	case p.role == syntax.RoleDecorator:
		return false
	case p.role == syntax.RoleImport && n.Role == syntax.RoleAssign:
		return m.requiring(p, c, k)
	case (p.role == syntax.RoleName || p.role == syntax.RoleMember) && n.Role == syntax.RoleOther && m.lang.KindName(n.Kind) == "generic_type":
		// A type without its arguments.
		return m.form.First(c) >= 0 && m.match(p, m.form.First(c), k)
	case p.role == syntax.RoleDict && onlyDots(p.list) && m.lang.KindName(n.Kind) == "set":
		return m.reached(c, k)
	case p.role == syntax.RoleTemplate && onlyDots(p.list) && n.Role == syntax.RoleString:
		return m.form.Tree().Text()[m.form.Span(c).Start] == '`' && m.reached(c, k)
	case p.role == syntax.RoleFunc && p.flags&syntax.FormLambda == 0 && n.Role == syntax.RolePair:
		return m.method(p, c, k)
	case p.role == syntax.RoleBlock && len(p.places) == 0 && len(p.list) == 1:
		return m.match(p.list[0], c, k)
	}
	return false
}

// requiring matches import 'm' against a declaration by require("m").
func (m *machine) requiring(p *pnode, c int32, k next) bool {
	module := p.place(syntax.SlotModule)
	if !isJS(m.lang) || module == nil || p.place(syntax.SlotName) != nil || p.place(syntax.SlotAlias) != nil {
		return false
	}
	value := m.form.Child(c, syntax.SlotValue)
	return m.facts.required(value) != nil && m.match(module, m.form.List(nil, value)[0], k)
}

// method matches a function's declaration against an object's entry that is a function.
func (m *machine) method(p *pnode, c int32, k next) bool {
	key, value, name := m.form.Child(c, syntax.SlotKey), m.form.Child(c, syntax.SlotValue), p.place(syntax.SlotName)
	if key < 0 || value < 0 || name == nil || name.pop == popDots || m.form.Node(value).Role != syntax.RoleFunc || m.lang.KindName(m.form.Node(value).Kind) == "arrow_function" {
		return false
	}
	inner := *p
	inner.kind = m.form.Node(value).Kind
	inner.flags |= syntax.FormLambda
	inner.places = nil
	for _, q := range p.places {
		if q != name {
			inner.places = append(inner.places, q)
		}
	}
	return m.match(name, key, func() bool { return m.match(&inner, value, k) })
}

func (m *machine) constantUsed(v value, c int32, k next) bool {
	old := m.until
	m.until = max(m.until, v.until)
	stop := m.reached(c, k)
	m.until = old
	return stop
}

// untyped says which values give no type to what is declared without one.
func untyped(r syntax.Role) bool { return r == syntax.RoleName || r == syntax.RoleCast }

// hasType reports whether an expression is known to have a type: it is a name that is declared with
// it, or a literal.
func (m *machine) hasType(typ *pnode, c int32) bool {
	m.facts.load()
	n := m.form.Node(c)
	found := false
	matches := func(t int32) bool {
		m.match(typ, t, func() bool { found = true; return true })
		return found
	}
	switch n.Role {
	case syntax.RoleName:
		if b := m.facts.innermost(m.form.Text(c), c); b != nil {
			b = m.facts.declared(m.form.Text(c), b)
			if b.typ >= 0 && matches(b.typ) {
				return true
			}
			return b.value >= 0 && b.value < c && !untyped(m.form.Node(b.value).Role) && m.hasType(typ, b.value)
		}
	case syntax.RoleBinary:
		// Arithmetic keeps the type of its operands.
		list := m.form.List(nil, c)
		return len(list) == 2 && typ.text == "int" && strings.Contains("+-*/%", m.form.Text(c)) && m.hasType(typ, list[0]) && m.hasType(typ, list[1])
	case syntax.RoleNew, syntax.RoleCast:
		for _, s := range []syntax.Slot{syntax.SlotCallee, syntax.SlotType} {
			if t := m.form.Child(c, s); t >= 0 && matches(t) {
				return true
			}
		}
	case syntax.RoleUnary:
		// &T{…} is a *T.
		if lit := m.form.First(c); m.form.Text(c) == "&" && lit >= 0 && len(typ.list) == 1 && typ.text == "*" {
			t := m.form.Child(lit, syntax.SlotType)
			return t >= 0 && m.match(typ.list[0], t, func() bool { return true })
		}
	case syntax.RoleString, syntax.RoleTemplate:
		return typ.text == "String" || typ.text == "string" || typ.text == "str"
	case syntax.RoleNumber:
		return typ.text == "int" || typ.text == "number" || typ.text == "long" || typ.text == "float" && isJS(m.lang)
	case syntax.RoleMember:
		// this.field: declared in the class around it.
		object, name := m.form.Child(c, syntax.SlotObject), m.form.Child(c, syntax.SlotName)
		if object >= 0 && name >= 0 && m.form.Text(object) == "this" {
			if b := m.facts.innermost(m.form.Text(name), c); b != nil && b.typ >= 0 {
				return matches(b.typ)
			}
		}
	}
	return false
}
