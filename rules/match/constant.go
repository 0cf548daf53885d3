package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// A value is a constant: the literal that a name or expression is known to be.
type value struct {
	text   string
	number bool
	// until is the end of the text that could still change the constant: the scope of a variable that
	// might be assigned again. Zero means that nothing can.
	until int
}

// constant returns the value that an expression is known to have, as a string or a number.
func (x *facts) constant(i int32, depth int) (value, bool) {
	if depth > 16 {
		return value{}, false
	}
	n := x.form.Node(i)
	switch n.Role {
	case syntax.RoleString:
		return value{text: x.stringText(i)}, true
	case syntax.RoleNumber:
		return value{text: x.form.Text(i), number: true}, true
	case syntax.RoleName:
		if v, ok := x.variable(i, depth); ok {
			return v, true
		}
		return x.flowing(i)
	case syntax.RoleCast:
		if inner := x.form.Child(i, syntax.SlotNone); inner >= 0 {
			return x.constant(inner, depth+1)
		}
	case syntax.RoleMember:
		return x.field(i, depth)
	case syntax.RoleText:
		return value{text: x.stringText(i)}, true
	case syntax.RoleTemplate:
		return x.joined(i, depth)
	case syntax.RoleBinary:
		if x.form.Text(i) == "+" {
			if v, ok := x.joined(i, depth); ok {
				return v, true
			}
		}
		return x.flowing(i)
	}
	return value{}, false
}

// flowing returns the constant that an expression is known to have by those who follow control flow.
func (x *facts) flowing(i int32) (value, bool) {
	if x.outside == nil {
		return value{}, false
	}
	c, ok := x.outside(i)
	return value{text: c.Text, number: c.Number, until: c.Until}, ok
}

// field returns the constant that this.name holds: a field that is never assigned again, or by nothing
// that the class shows.
func (x *facts) field(i int32, depth int) (value, bool) {
	object, name := x.form.Child(i, syntax.SlotObject), x.form.Child(i, syntax.SlotName)
	if object < 0 || name < 0 || x.form.Text(object) != "this" {
		return value{}, false
	}
	x.load()
	for scope := i; scope > 0; scope = x.form.Node(scope).Parent {
		if !x.fields(scope) {
			continue
		}
		all := x.bindings[scoped{x.form.Text(name), scope}]
		for _, b := range all {
			if b.value < 0 || !b.fixed && !x.unassigned(x.form.Text(name), &b, len(all)-1) {
				continue
			}
			v, ok := x.constant(b.value, depth+1)
			if ok && !b.fixed {
				v.until = max(v.until, x.form.Span(b.scope).End)
			}
			return v, ok
		}
	}
	return value{}, false
}

// unassigned reports whether a private field is a constant: its class assigns it nowhere else.
func (x *facts) unassigned(name string, b *binding, others int) bool {
	return b.private && others == 0 && !x.written[scoped{name, b.scope}]
}

// joined returns the constant of a concatenation whose parts are all constant strings.
func (x *facts) joined(i int32, depth int) (value, bool) {
	out := value{}
	for c := x.form.First(i); c >= 0; c = x.form.Next(c) {
		v, ok := x.constant(c, depth+1)
		if !ok || v.number || len(out.text)+len(v.text) > 1<<16 {
			return value{}, false
		}
		out.text += v.text
		out.until = max(out.until, v.until)
	}
	return out, true
}

// variable returns the constant that a variable holds: it was assigned exactly one value that can
// reach the use. This is a must analysis: where it cannot tell, there is none.
func (x *facts) variable(i int32, depth int) (value, bool) {
	x.load()
	name := x.form.Text(i)
	b := x.innermost(name, i)
	if b == nil || b.value < 0 || b.path != nil || i < x.form.Node(b.at).After || !x.reaches(name, b, i) {
		return value{}, false
	}
	v, ok := x.constant(b.value, depth+1)
	if ok && !b.fixed {
		v.until = max(v.until, x.form.Span(b.scope).End)
	}
	return v, ok
}

// reaches reports whether an assignment is the only one of its name that can reach a use.
func (x *facts) reaches(name string, b *binding, use int32) bool {
	if b.fixed {
		return true
	}
	var others []binding
	for _, o := range x.bindings[scoped{name, b.scope}] {
		if o.at != b.at {
			others = append(others, o)
		}
	}
	if x.fields(b.scope) {
		return x.unassigned(name, b, len(others))
	}
	if len(others) == 0 {
		return true
	}
	block := x.form.Node(b.at).Parent
	if x.form.Node(block).Role != syntax.RoleBlock || use >= x.form.Node(block).After || x.scopeOf(use, true) != x.scopeOf(b.at, true) {
		return false
	}
	statement := x.child(block, use)
	return !x.anyWithin(others, b.at, x.form.Node(statement).After)
}

// anyWithin reports whether a binding stands between two places.
func (x *facts) anyWithin(all []binding, from, to int32) bool {
	for _, o := range all {
		if o.at > from && o.at < to {
			return true
		}
	}
	return false
}

// child returns the child of parent that holds i.
func (x *facts) child(parent, i int32) int32 {
	for x.form.Node(i).Parent != parent {
		i = x.form.Node(i).Parent
	}
	return i
}
