package flow

import "github.com/sluice-lsp/sluice/rules/syntax"

// call lowers a call: the receiver, the callee and the arguments, in this order.
func (b *builder) call(n int32) int32 {
	callee := b.form.Child(n, syntax.SlotCallee)
	isNew := b.form.Node(n).Role == syntax.RoleNew
	args := []int32{-1, -1}
	inPlace := callee >= 0 && isLambda(b.form.Node(callee))
	if callee >= 0 && !isNew && !inPlace {
		args[0], args[1] = b.callee(callee)
	}
	keys := []string{"", ""}
	list := b.arguments(n)
	for _, c := range list {
		key := ""
		if b.form.Node(c).Role == syntax.RoleKeyword {
			if name := b.form.Child(c, syntax.SlotName); name >= 0 {
				key = b.text(name)
			}
		}
		args, keys = append(args, -1), append(keys, key)
	}
	around := b.callers
	for _, functions := range []bool{false, true} {
		b.callers = around
		if functions {
			b.callers = b.given(args)
		}
		for k, c := range list {
			if b.isFunction(c) == functions {
				args[k+2] = b.argument(c)
			}
		}
	}
	b.callers = around
	if inPlace {
		b.inPlace = b.given(args)
		args[1] = b.expr(callee)
	}
	b.keyedParts(args)
	b.appendedPart(args)
	v := b.emit(opCall, n, args...)
	copy(b.keys[b.instrs[v].lo:b.instrs[v].hi], keys)
	if b.weak > 0 {
		b.instrs[v].flags |= flagWeak
	}
	if isNew {
		b.instrs[v].flags |= flagNew
		b.instrs[v].text = typeName(b.form, callee)
		if body := b.form.Child(n, syntax.SlotBody); body >= 0 {
			b.push(true)
			b.children(body)
			b.pop()
		}
	}
	return v
}

// arguments lists the nodes of a call's arguments.
func (b *builder) arguments(n int32) []int32 { return b.form.List(nil, n) }

// isFunction reports whether an argument is a function: it is lowered after the others, as the call runs it.
func (b *builder) isFunction(n int32) bool {
	if b.form.Node(n).Role == syntax.RoleKeyword {
		if v := b.form.Child(n, syntax.SlotValue); v >= 0 {
			n = v
		}
	}
	return isLambda(b.form.Node(n))
}

// given lists the values that a call may give to the functions among its arguments.
func (b *builder) given(args []int32) []int32 {
	out := []int32{}
	for _, a := range args {
		if a >= 0 {
			out = append(out, a)
		}
	}
	return out
}

func (b *builder) argument(n int32) int32 {
	v := b.intern(b.expr(n))
	if b.isSpread(n) {
		b.instrs[v].flags |= flagSpread
	}
	return v
}

// callee lowers what is called. Of a method the receiver is a value too.
func (b *builder) callee(n int32) (receiver, callee int32) {
	if b.form.Node(n).Role != syntax.RoleMember {
		return -1, b.expr(n)
	}
	object := b.form.Child(n, syntax.SlotObject)
	if object < 0 {
		return -1, b.expr(n)
	}
	v := b.expr(n)
	receiver = b.operands(v)[0]
	b.intern(receiver)
	return receiver, v
}

// intern gives a place that is passed to a call a cell of its own, as the call may write to it.
func (b *builder) intern(v int32) int32 {
	if b.instrs[v].op == opField {
		b.cellOf(v)
	}
	return v
}

// cellOf returns the cell of a value that was read from a place, making it; -1 if it is none.
func (b *builder) cellOf(v int32) int32 {
	in := b.instrs[v]
	switch in.op {
	case opUse:
		return in.cell
	case opField:
		base := b.cellOf(b.args[in.lo])
		if base < 0 || in.text == pointee {
			return base
		}
		return b.part(base, in.text)
	}
	return -1
}

// function0 lowers a function in an expression in place: its body may run here, with all that it
// captures.
func (b *builder) function0(n int32) int32 {
	node := b.form.Node(n)
	if node.Flags&syntax.FormLambda == 0 {
		b.definition(n)
		return b.emit(opConst, n)
	}
	ret, in, out := b.variable("", false), b.newBlock(), b.newBlock()
	b.branch(-1, in, out)
	b.start(in)
	b.push(true)
	around, weak, label, targets, positions := b.callers, b.weak, b.label, b.targets, b.inPlace
	b.inPlace = nil
	b.lambdas = append(b.lambdas, lambda{ret, out, len(b.scopes) - 1})
	b.label, b.targets = "", nil
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if p := b.form.Node(c); p.Role == syntax.RoleParam && p.Slot == syntax.SlotNone {
			from := around
			if positions != nil {
				from, positions = b.firstOf(positions, c)
			}
			b.param(c, from)
		}
	}
	b.callers, b.weak = nil, 0
	if body := b.form.Child(n, syntax.SlotBody); body >= 0 {
		b.body(body, n)
	}
	b.lambdas = b.lambdas[:len(b.lambdas)-1]
	b.callers, b.weak, b.label, b.targets = around, weak, label, targets
	b.pop()
	b.goOn(out)
	v := b.emit(opClosure, n)
	b.instrs[v].cell = ret
	return v
}

// firstOf returns what a call gives to a parameter of the function that it calls in place, and what is left for those
// behind it. The last one may take all.
func (b *builder) firstOf(values []int32, param int32) (first, rest []int32) {
	next := b.form.Next(param)
	if len(values) == 0 || next < 0 || b.form.Node(next).Role != syntax.RoleParam {
		return values, values[len(values):]
	}
	return values[:1], values[1:]
}

// param lowers a parameter; around are the values that a lambda may be called with.
func (b *builder) param(n int32, around []int32) {
	name := b.form.Child(n, syntax.SlotName)
	args := []int32{}
	if v := b.form.Child(n, syntax.SlotValue); v >= 0 {
		args = append(args, b.expr(v))
	}
	defaults := len(args)
	p := b.emit(opParam, n, append(args, around...)...)
	if around != nil || len(b.lambdas) > 0 {
		b.instrs[p].flags |= flagLambda
	}
	for k := range around {
		b.keys[int(b.instrs[p].lo)+defaults+k] = "around"
	}
	if len(b.lambdas) == 0 {
		b.params = append(b.params, p)
	}
	if name < 0 {
		return
	}
	b.instrs[p].to = name - b.base
	if b.form.Node(name).Role == syntax.RoleName {
		b.instrs[p].cell = b.declare(b.text(name))
		return
	}
	// What is taken apart needs a place of its own, for callers to give it to.
	b.instrs[p].cell = b.variable("", false)
	b.assignTo(name, p, n, true)
}
