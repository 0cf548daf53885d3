package flow

import (
	"fmt"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A builder lowers one function. It belongs to one goroutine.
type builder struct {
	*shape
	form       *syntax.Form
	base       int32 // the function's node in the form
	cur        int32 // the block that is written to
	scopes     []*scope
	targets    []target
	labels     map[string]int32 // blocks that goto jumps to
	label      string           // of the statement that is lowered next
	handler    int32
	thrown     int32 // the variable of what is thrown to handlers in the function; -1 before the first
	finally    []*finaliser
	lambdas    []lambda
	weak       int
	depth      int
	slots      map[string]syntax.Slot
	python     bool
	bareFields bool // a method may name a field of its object by its bare name
	keyed      keyedCalls
	inner      map[string]bool // names that stand in functions of the function
	inPlace    []int32         // what a lambda that is lowered now is called with, by position: it is what is called
	callers    []int32         // what a lambda that is lowered now is called with, if its callee calls it

	captured []int32 // variables that a function in an expression writes and does not declare
}

// A scope is where names are declared.
type scope struct {
	names    map[string]int32
	function bool // names that are assigned without a declaration go here
}

// A target is where break and continue go.
type target struct {
	label       string
	after, next int32 // next is -1 of a switch
	finally     int   // how many finalisers stood around it
}

// A lambda is a function in an expression whose body is being lowered.
type lambda struct {
	cell, exit int32
	scope      int // how many scopes stand around it
}

// A finaliser is a finally clause; after says where control goes after it, besides onwards.
type finaliser struct {
	entry int32
	after []leaving
}

// A leaving leads to a block, by all finally clauses but the outer ones.
type leaving struct {
	to    int32
	outer int
}

// lower makes the intermediate form of the function at a node, or of the file's code for node 0.
func lower(form *syntax.Form, at int32, keyed keyedCalls) (out *function) {
	defer func() {
		switch why := recover().(type) {
		case nil:
		case abandoned:
			out = &function{shape: &shape{big: string(why), blocks: make([]block, 2)}}
		default:
			// A mistake of ours must not pass for a function in which nothing flows.
			out = &function{shape: &shape{big: fmt.Sprint("lowering it failed: ", why), blocks: make([]block, 2)}}
		}
	}()
	b := &builder{shape: &shape{lang: form.Tree().Language()}, form: form, base: at, handler: -1, thrown: -1, keyed: keyed,
		labels: map[string]int32{}, slots: map[string]syntax.Slot{}}
	b.python = b.lang.Name == "python"
	b.bareFields = b.lang.Name == "java" || b.lang.Name == "cpp"
	b.newBlock()
	b.newBlock()
	b.push(true)
	b.cell0()
	b.cur = entryBlock
	if form.Node(at).Role == syntax.RoleFunc {
		b.functionBody(at)
	} else {
		b.children(at)
	}
	b.jump(exitBlock)
	b.complete()
	b.place0(form, at)
	b.look(form, at, b.captured)
	b.written = nil
	b.loops = map[int32]int32{}
	for i := range b.blocks {
		if l := b.blocks[i].loop; l >= 0 && b.loops[l] == 0 {
			b.loops[l] = int32(form.Span(l+at).End - form.Span(at).Start)
		}
	}
	return &function{shape: b.shape}
}

// abandoned is the panic by which lowering ends early; it does not leave lower.
type abandoned string

// cell0 makes the cell that stands for control: what ran before, whatever the data.
func (b *builder) cell0() { b.variable("", false) }

func (b *builder) functionBody(at int32) {
	for _, slot := range []syntax.Slot{syntax.SlotReceiver, syntax.SlotNone} {
		for c := b.form.First(at); c >= 0; c = b.form.Next(c) {
			if n := b.form.Node(c); n.Slot == slot && n.Role == syntax.RoleParam {
				b.param(c, nil)
			}
		}
	}
	for c := b.form.First(at); c >= 0; c = b.form.Next(c) {
		if n := b.form.Node(c); n.Slot == syntax.SlotResult && n.Role == syntax.RoleParam {
			if name := b.form.Child(c, syntax.SlotName); name >= 0 {
				b.declare(b.form.Text(name))
			}
		}
	}
	if body := b.form.Child(at, syntax.SlotBody); body >= 0 {
		b.body(body, at)
	}
}

// body lowers a function's body: of an expression the value is returned.
func (b *builder) body(body, of int32) {
	n := b.form.Node(body)
	first := b.form.First(body)
	if isLambda(b.form.Node(of)) && n.Flags&syntax.FormImplied != 0 && first >= 0 && b.form.Next(first) < 0 && b.form.Node(first).Role != syntax.RoleReturn {
		b.returns(first, b.expr(first))
		return
	}
	b.block(body)
}

func (b *builder) newBlock() int32 {
	b.blocks = append(b.blocks, block{cond: -1, handler: -1, loop: -1})
	if len(b.blocks) > 2 {
		b.blocks[len(b.blocks)-1].handler = b.handler
	}
	return int32(len(b.blocks) - 1)
}

func (b *builder) edge(from, to int32) {
	b.blocks[from].succs = append(b.blocks[from].succs, to)
}

// jump ends the block; what follows is not reached, unless something leads there.
func (b *builder) jump(to int32) {
	b.edge(b.cur, to)
	b.cur = b.newBlock()
}

// start goes on in a block.
func (b *builder) start(block int32) { b.cur = block }

// goOn ends the block with an edge to another, in which it goes on.
func (b *builder) goOn(block int32) {
	b.edge(b.cur, block)
	b.cur = block
}

// branch ends the block on a condition.
func (b *builder) branch(cond, yes, no int32) {
	b.blocks[b.cur].cond = cond
	b.edge(b.cur, yes)
	b.edge(b.cur, no)
}

func (b *builder) emit(op opcode, at int32, args ...int32) int32 {
	id := int32(len(b.instrs))
	if id >= maxInstrs {
		panic(abandoned("the function is too large"))
	}
	lo := int32(len(b.args))
	b.args = append(b.args, args...)
	for range args {
		b.keys = append(b.keys, "")
	}
	b.instrs = append(b.instrs, instr{op: op, block: b.cur, at: at - b.base, to: -1, cell: -1, lo: lo, hi: int32(len(b.args))})
	b.blocks[b.cur].instrs = append(b.blocks[b.cur].instrs, id)
	return id
}

func (b *builder) push(function bool) {
	b.scopes = append(b.scopes, &scope{names: map[string]int32{}, function: function})
}
func (b *builder) pop() { b.scopes = b.scopes[:len(b.scopes)-1] }

// declare makes a variable in the innermost scope.
func (b *builder) declare(name string) int32 { return b.declareIn(b.scopes[len(b.scopes)-1], name) }

func (b *builder) declareIn(s *scope, name string) int32 {
	if c, ok := s.names[name]; ok {
		return c
	}
	c := b.variable(name, false)
	s.names[name] = c
	return c
}

// lookup returns the variable that a name stands for; one that nothing declares is free.
func (b *builder) lookup(name string) int32 {
	for i := len(b.scopes) - 1; i >= 0; i-- {
		if c, ok := b.scopes[i].names[name]; ok {
			return c
		}
	}
	c := b.variable(name, true)
	b.scopes[0].names[name] = c
	return c
}

// assigned returns the variable that an assignment without a declaration writes.
func (b *builder) assigned(name string) int32 {
	if !b.python {
		return b.lookup(name)
	}
	for i := len(b.scopes) - 1; i >= 0; i-- {
		if c, ok := b.scopes[i].names[name]; ok {
			return c
		}
		if b.scopes[i].function {
			return b.declareIn(b.scopes[i], name)
		}
	}
	return b.lookup(name)
}

// functionScope returns the scope of `var` and of hoisted names.
func (b *builder) functionScope() *scope {
	for i := len(b.scopes) - 1; ; i-- {
		if b.scopes[i].function {
			return b.scopes[i]
		}
	}
}

func (b *builder) text(n int32) string { return b.form.Text(n) }

func (b *builder) kind(n int32) string { return b.lang.KindName(b.form.Node(n).Kind) }

// field returns the first child in a field of the grammar or in a slot of the normal form.
func (b *builder) field(n int32, names ...string) int32 {
	for _, name := range names {
		slot, ok := b.slots[name]
		if !ok {
			slot = normalSlots[name]
			if slot == syntax.SlotNone {
				slot = b.lang.Slot(name)
			}
			b.slots[name] = slot
		}
		if slot == syntax.SlotNone {
			continue
		}
		if c := b.form.Child(n, slot); c >= 0 {
			return c
		}
	}
	return -1
}

var normalSlots = map[string]syntax.Slot{
	":body": syntax.SlotBody, ":cond": syntax.SlotCond, ":init": syntax.SlotInit, ":target": syntax.SlotTarget, ":value": syntax.SlotValue,
	":finally": syntax.SlotFinally, ":type": syntax.SlotType, ":else": syntax.SlotElse, ":name": syntax.SlotName,
}

// complete resolves reads to cells, once all cells are known.
func (b *builder) complete() {
	b.unify()
	b.holders()
	for i := range b.instrs {
		in := &b.instrs[i]
		switch in.op {
		case opField:
			base := &b.instrs[b.args[in.lo]]
			if in.text == pointee {
				in.cell, in.flags = base.cell, in.flags|base.flags&flagExact
				if base.op != opUse && base.op != opField {
					in.cell, in.flags = -1, in.flags&^flagExact
				}
				continue
			}
			if (base.op == opUse || base.op == opField) && base.cell >= 0 {
				in.cell = base.cell
				if base.flags&flagExact != 0 {
					if c := b.child(base.cell, in.text); c >= 0 {
						in.cell, in.flags = c, in.flags|flagExact
					}
				}
			}
		case opUse:
			in.flags |= flagExact
		case opCall:
			b.calls = append(b.calls, int32(i))
		}
	}
	b.alias()
	b.crossing()
	b.reversePostorder()
	b.findLists()
}

// holders notes which values only serve to read a part of them.
func (b *builder) holders() {
	b.holder = make([]int32, len(b.instrs))
	for i := range b.holder {
		b.holder[i] = -1
	}
	for i := range b.instrs {
		if b.instrs[i].op == opField {
			b.holder[b.args[b.instrs[i].lo]] = int32(i)
		}
	}
	for i := range b.instrs {
		if args := b.operands(int32(i)); b.instrs[i].op == opCall && args[0] >= 0 {
			b.holder[args[0]] = -1
		}
	}
}

// unify gives both sides of a plain assignment the same parts, so that what one side knows of its parts
// is kept by the other.
func (b *builder) unify() {
	for round := 0; round < 3; round++ {
		before := len(b.cells)
		for i := range b.instrs {
			in := &b.instrs[i]
			if in.op != opSet || len(b.cells) > maxCells {
				continue
			}
			if src := b.place(b.args[in.lo]); src >= 0 {
				b.mirror(src, in.cell)
				b.mirror(in.cell, src)
			}
		}
		if len(b.cells) == before {
			return
		}
	}
}

func (b *builder) mirror(from, to int32) {
	if from == to {
		return
	}
	for k := b.cells[from].first; k >= 0; k = b.cells[k].next {
		if c := b.part(to, b.cells[k].name); c != to {
			b.mirror(k, c)
		}
	}
}

// place returns the cell that a value was read from, -1 if there is none.
func (b *builder) place(v int32) int32 {
	in := &b.instrs[v]
	switch in.op {
	case opUse:
		return in.cell
	case opField:
		if base := b.place(b.args[in.lo]); base >= 0 {
			if in.text == pointee {
				return base
			}
			return b.child(base, in.text)
		}
	}
	return -1
}

// crossing notes the values that are used in another block than the one that makes them.
func (b *builder) crossing() {
	b.users = map[int32][]int32{}
	for i := range b.instrs {
		for _, a := range b.operands(int32(i)) {
			if a >= 0 && b.instrs[a].block != b.instrs[i].block {
				b.users[a] = append(b.users[a], b.instrs[i].block)
			}
		}
	}
}

func (b *builder) reversePostorder() {
	type frame struct{ block, next int32 }
	seen := make([]bool, len(b.blocks))
	seen[entryBlock] = true
	stack, post := []frame{{entryBlock, 0}}, []int32(nil)
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		bl := &b.blocks[top.block]
		to := int32(-1)
		switch {
		case int(top.next) < len(bl.succs):
			to = bl.succs[top.next]
		case int(top.next) == len(bl.succs):
			to = bl.handler
		default:
			post = append(post, top.block)
			stack = stack[:len(stack)-1]
			continue
		}
		top.next++
		if to >= 0 && !seen[to] {
			seen[to] = true
			stack = append(stack, frame{to, 0})
		}
	}
	for i := len(post) - 1; i >= 0; i-- {
		b.order = append(b.order, post[i])
	}
}
