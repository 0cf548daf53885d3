package flow

import "github.com/sluice-lsp/sluice/rules/syntax"

func (b *builder) returning(n int32) {
	v := int32(-1)
	var values []int32
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		values = append(values, b.expr(c))
	}
	if len(values) == 1 {
		v = values[0]
	} else if len(values) > 1 {
		v = b.emit(opJoin, n, values...)
	}
	b.returns(n, v)
}

// returns writes a return. From a function in an expression it goes on behind that function.
func (b *builder) returns(at, v int32) {
	var args []int32
	if v >= 0 {
		args = []int32{v}
	}
	ret := b.emit(opReturn, at, args...)
	if len(b.lambdas) == 0 {
		b.leave(exitBlock, 0)
		return
	}
	b.instrs[ret].flags |= flagLambda
	l := b.lambdas[len(b.lambdas)-1]
	if v >= 0 {
		set := b.emit(opSet, at, v)
		b.instrs[set].cell, b.instrs[set].flags = l.cell, flagWeak
	}
	b.jump(l.exit)
}

// leave goes to a block by way of the finally clauses in between.
func (b *builder) leave(to int32, outer int) {
	if len(b.finally) > outer {
		f := b.finally[len(b.finally)-1]
		f.after = append(f.after, leaving{to, outer})
		to = f.entry
	}
	b.jump(to)
}

// enter opens a loop: break goes to after, continue to next.
func (b *builder) enter(after, next int32) {
	b.targets = append(b.targets, target{b.label, after, next, len(b.finally)})
	b.label = ""
}

func (b *builder) exit() { b.targets = b.targets[:len(b.targets)-1] }

func (b *builder) breaks(n int32) { b.jumpOut(n, false) }

func (b *builder) continues(n int32) { b.jumpOut(n, true) }

func (b *builder) jumpOut(n int32, again bool) {
	label := ""
	if c := b.form.First(n); c >= 0 && b.form.Node(c).Role == syntax.RoleName {
		label = b.text(c)
	}
	for i := len(b.targets) - 1; i >= 0; i-- {
		t := b.targets[i]
		if label != "" && t.label != label || again && t.next < 0 {
			continue
		}
		to := t.after
		if again {
			to = t.next
		}
		b.leave(to, t.finally)
		return
	}
	b.jump(exitBlock)
}

func (b *builder) labelBlock(name string) int32 {
	if _, ok := b.labels[name]; !ok {
		b.labels[name] = b.newBlock()
	}
	return b.labels[name]
}

func (b *builder) jumps(n int32) {
	if c := b.form.First(n); c >= 0 {
		b.jump(b.labelBlock(b.text(c)))
	}
}

func (b *builder) labelled(n int32) {
	name := b.form.First(n)
	if name < 0 {
		return
	}
	label := b.text(name)
	b.goOn(b.labelBlock(label))
	after := b.newBlock()
	b.targets = append(b.targets, target{label, after, -1, len(b.finally)})
	for c := b.form.Next(name); c >= 0; c = b.form.Next(c) {
		b.label = label
		if b.form.Node(c).Role == syntax.RoleBlock {
			b.children(c)
		} else {
			b.statement(c)
		}
	}
	b.label = ""
	b.exit()
	b.goOn(after)
}

func (b *builder) throws(n int32) {
	var values []int32
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		values = append(values, b.expr(c))
	}
	b.emit(opThrow, n, values...)
	if h := b.handler; h >= 0 {
		if len(values) > 0 {
			b.hold(n, b.emit(opJoin, n, values...))
		}
		b.jump(h)
		return
	}
	b.leave(exitBlock, 0)
}

// hold makes a value the one that handlers in the function catch.
func (b *builder) hold(n, v int32) {
	if b.thrown < 0 {
		b.thrown = b.variable("", false)
	}
	s := b.emit(opSet, n, v)
	b.instrs[s].cell = b.thrown
}

// caught returns what a handler catches: what is thrown in the function, or in what it calls.
func (b *builder) caught(n int32) int32 {
	v := b.emit(opParam, n)
	if b.thrown < 0 {
		return v
	}
	thrown := b.emit(opUse, n)
	b.instrs[thrown].cell = b.thrown
	v = b.emit(opJoin, n, v, thrown)
	b.hold(n, b.emit(opConst, n))
	return v
}

func (b *builder) yields(n int32) {
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		b.expr(c)
	}
}
