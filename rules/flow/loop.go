package flow

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func (b *builder) inLoop(from int, n int32) {
	for i := from; i < len(b.blocks); i++ {
		if b.blocks[i].loop < 0 {
			b.blocks[i].loop = n - b.base
		}
		// The outermost loop is the one whose end counts.
		b.blocks[i].loop = min(b.blocks[i].loop, n-b.base)
	}
}

// loop lowers a loop: head runs before each test and gives the condition, -1 if there is none.
func (b *builder) loop(n int32, head func() int32, body, step, otherwise func()) {
	from := len(b.blocks)
	test, in, next, other, after := b.newBlock(), b.newBlock(), b.newBlock(), b.newBlock(), b.newBlock()
	b.goOn(test)
	cond := head()
	b.branch(cond, in, other)
	b.start(in)
	b.enter(after, next)
	body()
	b.exit()
	b.goOn(next)
	if step != nil {
		step()
	}
	b.edge(b.cur, test)
	b.inLoop(from, n)
	b.blocks[after].loop, b.blocks[other].loop = -1, -1
	b.start(other)
	if otherwise != nil {
		otherwise()
	}
	b.goOn(after)
}

func (b *builder) while(n int32) {
	b.loop(n, func() int32 { return b.exprOr(b.field(n, "condition", ":cond"), -1) },
		func() { b.block(b.field(n, "body", ":body")) }, nil,
		func() { b.alternative(n) })
}

func (b *builder) doWhile(n int32) {
	from := len(b.blocks)
	in, next, after := b.newBlock(), b.newBlock(), b.newBlock()
	b.goOn(in)
	b.enter(after, next)
	b.block(b.field(n, "body", ":body"))
	b.exit()
	b.goOn(next)
	cond := b.exprOr(b.field(n, "condition", ":cond"), -1)
	b.branch(cond, in, after)
	b.inLoop(from, n)
	b.blocks[after].loop = -1
	b.start(after)
}

// forLoop lowers what several languages call a for statement.
func (b *builder) forLoop(n int32) {
	if b.field(n, "left", ":target") >= 0 {
		b.forEach(n)
		return
	}
	clause, cond := n, b.field(n, "condition", ":cond")
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		switch b.kind(c) {
		case "range_clause":
			b.each(n, b.field(c, "left", ":target"), b.field(c, "right", ":value"))
			return
		case "for_clause":
			clause, cond = c, b.field(c, "condition", ":cond")
		default:
			if b.lang.Name == "go" && b.form.Node(c).Slot == syntax.SlotNone {
				cond = c
			}
		}
	}
	b.push(false)
	defer b.pop()
	var steps []int32
	for c := b.form.First(clause); c >= 0; c = b.form.Next(c) {
		switch s := b.form.Node(c).Slot; {
		case s == syntax.SlotInit || s == b.lang.Slot("initializer") && s != 0 || s == b.lang.Slot("init") && s != 0:
			b.statement(c)
		case s == b.lang.Slot("update") && s != 0 || s == b.lang.Slot("increment") && s != 0 || clause != n && s == syntax.SlotNone:
			steps = append(steps, c)
		}
	}
	head := func() int32 { return b.exprOr(cond, -1) }
	if cond < 0 || b.kind(cond) == "empty_statement" {
		head = func() int32 { return b.always(n) }
	}
	b.loop(n, head, func() { b.block(b.field(n, "body", ":body")) }, func() {
		for _, s := range steps {
			b.statement(s)
		}
	}, nil)
}

// always writes the condition of a loop that has none.
func (b *builder) always(n int32) int32 {
	v := b.emit(opConst, n)
	b.instrs[v].text, b.instrs[v].flags = "true", flagWord
	return v
}

func (b *builder) forEach(n int32) {
	b.each(n, b.field(n, "left", ":target", "declarator"), b.field(n, "right", ":value"))
}

// each lowers a loop over the elements of a value.
func (b *builder) each(n, left, right int32) {
	b.push(false)
	defer b.pop()
	v := b.exprOr(right, -1)
	declares := b.declaresLoop(n, left)
	b.loop(n, func() int32 { return -1 }, func() {
		if left >= 0 && v >= 0 {
			b.assignElements(left, b.again(v), n, declares)
		}
		b.block(b.field(n, "body", ":body"))
	}, nil, func() { b.alternative(n) })
}

// again reads a place anew: what a loop runs over may change in it.
func (b *builder) again(v int32) int32 {
	c := b.cellOf(v)
	if c < 0 {
		return v
	}
	use := b.emit(opUse, b.instrs[v].at+b.base)
	b.instrs[use].cell = c
	return use
}

// assignElements writes an element of v to the target of a loop. Go's first of two is the index.
func (b *builder) assignElements(left, v, n int32, declares bool) {
	e := b.emit(opElement, left, v)
	if b.lang.Name == "go" && b.form.Node(left).Role == syntax.RoleTuple {
		for k, c := 0, b.form.First(left); c >= 0; k, c = k+1, b.form.Next(c) {
			b.assignTo(c, e, n, declares)
		}
		return
	}
	b.assignTo(left, e, n, declares)
}

// declaresLoop reports whether a loop declares its variable.
func (b *builder) declaresLoop(n, left int32) bool {
	if b.python || left < 0 {
		return false
	}
	text, from, at := b.form.Tree().Text(), b.form.Span(n).Start, b.form.Span(left)
	switch b.lang.Name {
	case "go":
		rest := strings.TrimLeft(text[at.End:min(at.End+20, len(text))], " \t")
		return strings.HasPrefix(rest, ":=")
	case "javascript", "typescript", "tsx":
		head := text[from:at.Start]
		return strings.Contains(head, "const") || strings.Contains(head, "let") || strings.Contains(head, "var")
	}
	return true
}
