package flow

import "github.com/sluice-lsp/sluice/rules/syntax"

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
