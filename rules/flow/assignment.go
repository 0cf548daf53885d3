package flow

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// assign lowers an assignment or declaration; its value is what was assigned.
func (b *builder) assign(n int32) int32 {
	target, value := b.form.Child(n, syntax.SlotTarget), b.form.Child(n, syntax.SlotValue)
	node := b.form.Node(n)
	declares := node.Flags&syntax.FormDeclaration != 0 || b.kind(n) == "short_var_declaration"
	if target < 0 {
		return b.join(n, syntax.SlotNone)
	}
	if value < 0 {
		return b.declaration(n, target, declares)
	}
	op := b.text(n)
	v := int32(-1)
	if !declares && op != "" && op != "=" && op != ":=" {
		left := b.expr(target)
		right := b.expr(value)
		v = b.emit(opBinary, n, left, right)
		b.instrs[v].text = op[:len(op)-1]
	} else {
		v = b.expr(value)
	}
	if declares && b.isVar(n) {
		b.assignIn(target, v, n)
		return v
	}
	for c := target; c >= 0; c = b.form.Next(c) {
		if b.form.Node(c).Slot == syntax.SlotTarget {
			b.assignTo(c, v, n, declares)
		}
	}
	return v
}

// isVar reports whether a declaration is JavaScript's var, which belongs to the whole function.
func (b *builder) isVar(n int32) bool {
	c := b.form.Child(n, syntax.SlotModifier)
	return c >= 0 && b.text(c) == "var"
}

func (b *builder) assignIn(target, v, n int32) {
	if b.form.Node(target).Role == syntax.RoleName {
		b.declareIn(b.functionScope(), b.text(target))
	}
	b.assignTo(target, v, n, b.form.Node(target).Role != syntax.RoleName)
}

// declaration lowers a declaration without a value.
func (b *builder) declaration(n, target int32, declares bool) int32 {
	v := b.emit(opConst, n)
	if !declares || b.form.Node(target).Role != syntax.RoleName {
		return v
	}
	if b.isVar(n) {
		b.declareIn(b.functionScope(), b.text(target))
		return v
	}
	c := b.declare(b.text(target))
	set := b.emit(opSet, n, v)
	b.instrs[set].cell, b.instrs[set].to = c, target-b.base
	return v
}

// assignTo writes a value to whatever a target is. at is the node of the assignment.
func (b *builder) assignTo(target, v, at int32, declares bool) {
	switch node := b.form.Node(target); node.Role {
	case syntax.RoleName:
		c := b.targetVariable(target, declares)
		b.set(c, v, at, target)
		b.setField(c, v, at)
	case syntax.RoleMember, syntax.RoleIndex:
		b.assignPlace(target, v, at)
	case syntax.RoleTuple, syntax.RoleList:
		b.destructure(target, v, at, declares)
	case syntax.RoleDict:
		b.destructureDict(target, v, at, declares)
	case syntax.RoleParam:
		b.assignParam(target, v, at, declares)
	case syntax.RoleUnary:
		if kid := b.form.First(target); kid >= 0 {
			b.assignTo(kid, v, at, false)
		}
	case syntax.RolePair:
		if value := b.form.Child(target, syntax.SlotValue); value >= 0 {
			b.assignTo(value, v, at, declares)
		}
	case syntax.RoleOther:
		b.assignOther(target, v, at, declares)
	default:
		b.expr(target)
	}
}

func (b *builder) targetVariable(target int32, declares bool) int32 {
	name := b.text(target)
	switch {
	case declares && b.lang.Name == "go" && name == "_":
		return b.variable(name, false)
	case declares:
		return b.declare(name)
	}
	return b.assigned(name)
}

// set writes a cell.
func (b *builder) set(c, v, at, to int32) {
	s := b.emit(opSet, at, v)
	in := &b.instrs[s]
	in.cell, in.to = c, to-b.base
	if b.weak > 0 {
		in.flags |= flagWeak
	}
	b.capture(c)
	// The names of a literal's parts are parts of what holds it.
	b.partsOf(c, v)
}

// capture notes that a function in an expression writes a variable of what is around it.
func (b *builder) capture(c int32) {
	if len(b.lambdas) == 0 {
		return
	}
	root := b.root(c)
	for _, s := range b.scopes[b.lambdas[len(b.lambdas)-1].scope:] {
		if own, ok := s.names[b.cells[root].name]; ok && own == root {
			return
		}
	}
	b.captured = append(b.captured, root)
}

func (b *builder) partsOf(c, v int32) {
	in := b.instrs[b.behind(v)]
	if in.op != opRecord {
		return
	}
	for k := in.lo; k < in.hi; k++ {
		if name := b.keys[k]; name != "" {
			if part := b.part(c, name); part != c {
				b.partsOf(part, b.args[k])
			}
		}
	}
}

// assignPlace writes to a field or an element.
func (b *builder) assignPlace(target, v, at int32) {
	read := b.expr(target)
	in := b.instrs[read]
	switch {
	case in.op == opField:
		base := b.cellOf(b.args[in.lo])
		if c := b.cellOf(read); c >= 0 {
			if c == base && in.text != pointee {
				b.put(c, v, at, target)
				return
			}
			b.set(c, v, at, target)
			b.setBare(base, in.text, v, at)
			return
		}
	case in.op == opIndex:
		if c := b.cellOf(b.args[in.lo]); c >= 0 {
			b.put(c, v, at, target)
			return
		}
	}
	s := b.emit(opPut, at, v)
	b.instrs[s].to = target - b.base
}

// Where a method may name a field of its object without saying so, the field is a part of the object and a variable that
// nothing declares. What writes the one writes the other.

// setField writes a field that was written by its bare name.
func (b *builder) setField(c, v, at int32) {
	if cell := b.cells[c]; b.bareFields && cell.free && cell.parent < 0 {
		b.also(b.part(b.lookup("this"), cell.name), v, at)
	}
}

// setBare writes the bare name of a field that was written as a part of the object.
func (b *builder) setBare(base int32, name string, v, at int32) {
	if !b.bareFields || b.cells[base].parent >= 0 || b.cells[base].name != "this" {
		return
	}
	if c := b.lookup(name); b.cells[c].free {
		b.also(c, v, at)
	}
}

func (b *builder) also(c, v, at int32) {
	s := b.emit(opSet, at, v)
	in := &b.instrs[s]
	in.cell, in.to = c, -1
	if b.weak > 0 {
		in.flags |= flagWeak
	}
	b.capture(c)
}

// put writes to a part that is not known.
func (b *builder) put(c, v, at, to int32) {
	s := b.emit(opPut, at, v)
	b.instrs[s].cell, b.instrs[s].to = c, to-b.base
}

func (b *builder) pick(v, at int32, name string) int32 {
	p := b.emit(opField, at, v)
	b.instrs[p].text = name
	return p
}

func (b *builder) destructure(target, v, at int32, declares bool) {
	spread := false
	if b.instrs[v].op == opRecord {
		v = b.snapshot(v, at)
	}
	for k, c := 0, b.form.First(target); c >= 0; k, c = k+1, b.form.Next(c) {
		inner := c
		if b.isSpread(c) || b.form.Node(c).Role == syntax.RoleParam && b.text(c) != "" {
			spread = true
			if first := b.form.First(c); first >= 0 && b.form.Node(c).Role != syntax.RoleParam {
				inner = first
			}
		}
		if spread {
			b.assignTo(inner, b.emit(opJoin, c, v), at, declares)
			continue
		}
		b.assignTo(inner, b.pick(v, c, b.keyName(itoa(k))), at, b.declaresName(inner, declares))
	}
}

// snapshot copies the parts of a literal before they are written to targets, which may be parts of it.
func (b *builder) snapshot(v, at int32) int32 {
	in := b.instrs[v]
	var args []int32
	keys := append([]string(nil), b.keys[in.lo:in.hi]...)
	for k := in.lo; k < in.hi; k++ {
		c := b.variable("", false)
		b.set(c, b.args[k], at, at)
		use := b.emit(opUse, at)
		b.instrs[use].cell = c
		args = append(args, use)
	}
	return b.record(at, args, keys)
}

// declaresName keeps Go's := from declaring anew what its scope has already.
func (b *builder) declaresName(n int32, declares bool) bool { return declares }

func (b *builder) destructureDict(target, v, at int32, declares bool) {
	for c := b.form.First(target); c >= 0; c = b.form.Next(c) {
		pair := c
		if b.kind(c) == "object_assignment_pattern" {
			pair = b.form.First(c)
			if def := b.form.Next(pair); def >= 0 {
				d := b.expr(def)
				key, into := pair, pair // {a = 1}
				if b.form.Node(pair).Role == syntax.RolePair {
					key, into = b.form.Child(pair, syntax.SlotKey), b.form.Child(pair, syntax.SlotValue)
				}
				if key >= 0 && into >= 0 {
					b.assignTo(into, b.emit(opJoin, c, b.pick(v, pair, b.pairKey(key)), d), at, declares)
				}
				continue
			}
		}
		if b.form.Node(pair).Role != syntax.RolePair {
			b.assignTo(pair, b.emit(opJoin, pair, v), at, declares)
			continue
		}
		key, value := b.form.Child(pair, syntax.SlotKey), b.form.Child(pair, syntax.SlotValue)
		if key < 0 || value < 0 {
			continue
		}
		name := b.pairKey(key)
		if name == "" {
			b.assignTo(value, b.emit(opIndex, pair, v, b.expr(key)), at, declares)
			continue
		}
		b.assignTo(value, b.pick(v, pair, name), at, declares)
	}
}

func (b *builder) assignParam(target, v, at int32, declares bool) {
	if d := b.form.Child(target, syntax.SlotValue); d >= 0 {
		v = b.emit(opJoin, target, v, b.expr(d))
	}
	if name := b.form.Child(target, syntax.SlotName); name >= 0 {
		b.assignTo(name, v, at, declares)
	}
}

// assignOther writes to what the normal form has no role for: the names below it, or the object that is
// sliced.
func (b *builder) assignOther(target, v, at int32, declares bool) {
	if k := b.kind(target); k == "slice_expression" || k == "subscript" {
		if object := b.form.First(target); object >= 0 {
			if c := b.cellOf(b.expr(object)); c >= 0 {
				b.put(c, v, at, target)
			}
		}
		return
	}
	skip := []syntax.Slot{syntax.SlotType, syntax.SlotModifier, syntax.SlotKey}
	for c := b.form.First(target); c >= 0; c = b.form.Next(c) {
		if !slices.Contains(skip, b.form.Node(c).Slot) {
			b.assignTo(c, v, at, declares)
		}
	}
}
