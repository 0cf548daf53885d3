package flow

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// statements are the statements whose meaning is control flow, by the kinds of all grammars: kinds that
// share a name share their meaning.
var statements map[string]func(*builder, int32)

func init() {
	statements = map[string]func(*builder, int32){
		"for_statement": (*builder).forLoop, "for_in_statement": (*builder).forEach, "enhanced_for_statement": (*builder).forEach,
		"for_range_loop": (*builder).forEach, "while_statement": (*builder).while, "do_statement": (*builder).doWhile,
		"switch_statement": (*builder).switches, "expression_switch_statement": (*builder).switches, "type_switch_statement": (*builder).switches,
		"select_statement": (*builder).switches, "switch_expression": (*builder).switches, "match_statement": (*builder).switches,
		"try_statement": (*builder).try, "try_with_resources_statement": (*builder).try, "with_statement": (*builder).with,
		"break_statement": (*builder).breaks, "continue_statement": (*builder).continues, "fallthrough_statement": func(*builder, int32) {},
		"goto_statement": (*builder).jumps, "labeled_statement": (*builder).labelled,
		"throw_statement": (*builder).throws, "raise_statement": (*builder).throws, "yield_statement": (*builder).yields,
		"global_statement": (*builder).global, "nonlocal_statement": (*builder).global,
		"package_clause": func(*builder, int32) {}, "type_declaration": func(*builder, int32) {}, "preproc_def": func(*builder, int32) {},
		"else_clause": func(b *builder, n int32) { b.block(b.field(n, "body", ":body")) },
		"type_spec":   func(*builder, int32) {}, "type_alias": func(*builder, int32) {},
		"pass_statement": func(*builder, int32) {}, "import_statement": func(*builder, int32) {},
	}
}

// block lowers the statements of a block in a scope of their own.
func (b *builder) block(n int32) {
	if n < 0 {
		return
	}
	if !b.python {
		b.push(false)
		defer b.pop()
	}
	b.children(n)
}

func (b *builder) children(n int32) {
	b.hoist(n)
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		b.statement(c)
	}
}

// hoist declares the names that a block declares anywhere in it, as functions and classes are known
// before their definition.
func (b *builder) hoist(n int32) {
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if role := b.form.Node(c).Role; role == syntax.RoleFunc || role == syntax.RoleClass {
			if name := b.form.Child(c, syntax.SlotName); name >= 0 && b.form.Node(name).Role == syntax.RoleName {
				b.declare(b.text(name))
			}
		}
	}
}

func (b *builder) statement(n int32) {
	if b.depth > maxDepth {
		panic(abandoned("the code nests too deeply"))
	}
	b.depth++
	defer func() { b.depth-- }()
	label := b.label
	switch node := b.form.Node(n); node.Role {
	case syntax.RoleBlock:
		b.block(n)
	case syntax.RoleIf:
		b.conditional(n)
	case syntax.RoleReturn:
		b.returning(n)
	case syntax.RoleFunc:
		b.function0(n)
	case syntax.RoleClass:
		b.class(n)
	case syntax.RoleImport, syntax.RoleModifier, syntax.RoleDecorator:
	case syntax.RoleOther:
		if lower := statements[b.kind(n)]; lower != nil {
			lower(b, n)
			break
		}
		b.expr(n)
	default:
		b.expr(n)
	}
	if b.label == label {
		b.label = ""
	}
}

// maxDepth bounds the recursion of lowering.
const maxDepth = 2 * syntax.MaxDepth

// definition lowers the definition of a named function: it has a form of its own, but for its decorators
// and defaults, which run here.
func (b *builder) definition(n int32) {
	b.innerNames(n)
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		switch b.form.Node(c).Role {
		case syntax.RoleDecorator:
			b.exprs(c)
		case syntax.RoleParam:
			if v := b.form.Child(c, syntax.SlotValue); v >= 0 && b.python {
				b.expr(v)
			}
		}
	}
}

// innerNames notes the names in a function of the function: it may run at any time.
func (b *builder) innerNames(n int32) {
	if b.base == 0 {
		return
	}
	if b.inner == nil {
		b.inner = map[string]bool{}
	}
	for i := n; i < b.form.Node(n).After; i++ {
		if b.form.Node(i).Role == syntax.RoleName {
			b.inner[b.form.Text(i)] = true
		}
	}
}

func (b *builder) class(n int32) {
	b.innerNames(n)
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if s := b.form.Node(c).Slot; s == syntax.SlotDecorator || s == syntax.SlotBase {
			b.exprs(c)
		}
	}
	b.push(true)
	if body := b.form.Child(n, syntax.SlotBody); body >= 0 {
		b.children(body)
	}
	b.pop()
}

func (b *builder) conditional(n int32) {
	b.push(false)
	defer b.pop()
	if init := b.form.Child(n, syntax.SlotInit); init >= 0 {
		b.statement(init)
	}
	cond := int32(-1)
	if c := b.form.Child(n, syntax.SlotCond); c >= 0 {
		cond = b.expr(c)
	}
	yes, no, after := b.newBlock(), b.newBlock(), b.newBlock()
	b.branch(cond, yes, no)
	b.start(yes)
	b.block(b.form.Child(n, syntax.SlotBody))
	b.edge(b.cur, after)
	b.start(no)
	b.block(b.form.Child(n, syntax.SlotElse))
	b.goOn(after)
}

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

func (b *builder) alternative(n int32) {
	if c := b.field(n, "alternative", ":else"); c >= 0 {
		b.statement(c)
	}
}

func (b *builder) exprOr(n, otherwise int32) int32 {
	if n < 0 {
		return otherwise
	}
	return b.expr(n)
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

func (b *builder) breaks(n int32)    { b.jumpOut(n, false) }
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
		b.jump(h)
		return
	}
	b.leave(exitBlock, 0)
}

func (b *builder) yields(n int32) {
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		b.expr(c)
	}
}

// global makes names of the function's scope free.
func (b *builder) global(n int32) {
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if b.form.Node(c).Role != syntax.RoleName {
			continue
		}
		name := b.text(c)
		if _, ok := b.scopes[len(b.scopes)-1].names[name]; ok {
			continue
		}
		free := int32(-1)
		for i := len(b.scopes) - 2; i >= 0 && free < 0; i-- {
			if c, ok := b.scopes[i].names[name]; ok {
				free = c
			}
		}
		if free < 0 {
			free = b.variable(name, true)
		}
		b.scopes[len(b.scopes)-1].names[name] = free
	}
}

func (b *builder) with(n int32) {
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if b.form.Node(c).Role == syntax.RoleBlock {
			b.block(c)
			continue
		}
		b.exprs(c)
	}
}
