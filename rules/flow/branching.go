package flow

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A branch of a switch.
type branchCase struct {
	node   int32
	labels []int32
	body   []int32
	byDefault, falls,
	guarded bool
}

// switches lowers a switch, match or select: a chain of comparisons, so that a switch on a constant has
// one live branch.
func (b *builder) switches(n int32) {
	b.push(false)
	defer b.pop()
	if init := b.field(n, "initializer", ":init"); init >= 0 {
		b.statement(init)
	}
	on := b.exprOr(b.field(n, "value", "condition", "subject", ":value", ":cond"), -1)
	if alias := b.field(n, "alias"); alias >= 0 && on >= 0 {
		b.assignTo(alias, on, n, true)
	}
	cases := b.cases(n)
	after := b.newBlock()
	b.targets = append(b.targets, target{b.label, after, -1, len(b.finally)})
	b.label = ""
	bodies := make([]int32, len(cases))
	for i := range cases {
		bodies[i] = b.newBlock()
	}
	otherwise := after
	for i := range cases {
		if cases[i].byDefault {
			otherwise = bodies[i]
		}
	}
	for i, c := range cases {
		if !c.byDefault {
			b.compare(c, on, bodies[i])
		}
	}
	b.edge(b.cur, otherwise)
	for i, c := range cases {
		b.start(bodies[i])
		b.caseBody(c, on)
		if to := after; c.falls && i+1 < len(cases) {
			b.edge(b.cur, bodies[i+1])
		} else {
			b.edge(b.cur, to)
		}
	}
	b.exit()
	b.start(after)
}

// compare tests the labels of a branch in turn.
func (b *builder) compare(c branchCase, on, body int32) {
	if len(c.labels) == 0 || c.guarded || on < 0 {
		next := b.newBlock()
		b.branch(-1, body, next)
		b.start(next)
		return
	}
	for _, l := range c.labels {
		next := b.newBlock()
		cond := int32(-1)
		if role := b.form.Node(l).Role; role == syntax.RoleString || role == syntax.RoleNumber || role == syntax.RoleName || b.kind(l) == "character_literal" {
			cond = b.emit(opBinary, l, on, b.expr(l))
			b.instrs[cond].text = "=="
		}
		b.branch(cond, body, next)
		b.start(next)
	}
}

func (b *builder) caseBody(c branchCase, on int32) {
	b.push(false)
	defer b.pop()
	for _, s := range c.body {
		if b.kind(s) == "case_pattern" {
			b.bindPattern(s, on)
			continue
		}
		b.statement(s)
	}
}

// bindPattern gives the names in a pattern of match what the subject is made of.
func (b *builder) bindPattern(n, on int32) {
	if on < 0 {
		return
	}
	v := b.emit(opJoin, n, on)
	for i := n; i < b.form.Node(n).After; i++ {
		if node := b.form.Node(i); node.Role == syntax.RoleName && node.Slot == syntax.SlotNone {
			b.assignTo(i, v, n, false)
		}
	}
}

// cases finds the branches of a switch below the nodes that grammars put around them.
func (b *builder) cases(n int32) []branchCase {
	var out []branchCase
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		switch kind := b.kind(c); kind {
		case "switch_case", "switch_default", "switch_block_statement_group", "switch_rule", "case_statement", "expression_case", "type_case",
			"default_case", "communication_case", "case_clause":
			out = append(out, b.oneCase(c, kind))
		case "switch_body", "switch_block":
			return b.cases(c)
		default:
			if b.form.Node(c).Role == syntax.RoleBlock {
				return b.cases(c)
			}
		}
	}
	return out
}

func (b *builder) oneCase(n int32, kind string) branchCase {
	out := branchCase{node: n, byDefault: strings.Contains(kind, "default"),
		falls: kind == "switch_case" || kind == "switch_default" || kind == "switch_block_statement_group" || kind == "case_statement"}
	values := b.lang.Slot("value")
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		switch k, slot := b.kind(c), b.form.Node(c).Slot; {
		case k == "switch_label":
			if b.form.First(c) < 0 {
				out.byDefault = true
			}
			out.labels = b.form.List(out.labels, c)
		case kind == "case_clause" && k == "case_pattern":
			b.casePattern(&out, c)
		case kind == "case_clause" && k == "if_clause":
			out.guarded = true
			out.body = append(out.body, c)
		case (slot == values && slot != 0 || slot == syntax.SlotCond) && kind != "communication_case":
			if b.form.Node(c).Role == syntax.RoleTuple {
				out.labels = b.form.List(out.labels, c)
			} else {
				out.labels = append(out.labels, c)
			}
		case (slot == b.lang.Slot("type") && slot != 0 || slot == syntax.SlotType) && kind == "type_case":
		case slot == syntax.SlotBody:
			b.branchBody(&out, c)
		default:
			out.body = append(out.body, c)
		}
	}
	if kind == "case_statement" && len(out.labels) == 0 {
		out.byDefault = true
	}
	out.byDefault = out.byDefault && !out.guarded
	return out
}

// casePattern adds a pattern of a match statement: literals are labels, _ takes all that comes to it, and what others
// bind is bound in the body.
func (b *builder) casePattern(out *branchCase, n int32) {
	first := b.form.First(n)
	if first < 0 && b.text(n) == "_" {
		out.byDefault = true
		return
	}
	alternatives := []int32{first}
	if first >= 0 && b.kind(first) == "union_pattern" {
		alternatives = b.form.List(nil, first)
	}
	for _, a := range alternatives {
		if a < 0 || b.form.Node(a).Role != syntax.RoleString && b.form.Node(a).Role != syntax.RoleNumber {
			out.labels, out.guarded = []int32{n}, true
			out.body = append(out.body, n)
			return
		}
	}
	out.labels = append(out.labels, alternatives...)
}

// branchBody adds the statements of a branch.
func (b *builder) branchBody(out *branchCase, block int32) {
	for c := b.form.First(block); c >= 0; c = b.form.Next(c) {
		if b.kind(c) == "fallthrough_statement" {
			out.falls = true
			continue
		}
		out.body = append(out.body, c)
	}
}

// try lowers a try statement. An exception may come from any instruction of the body; a finally clause
// is lowered once for the way onwards and once for all others.
func (b *builder) try(n int32) {
	b.push(false)
	defer b.pop()
	var handlers []int32
	final, otherwise := int32(-1), int32(-1)
	body := b.field(n, "body", ":body")
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		switch b.kind(c) {
		case "except_clause", "catch_clause", "except_group_clause":
			handlers = append(handlers, c)
		case "finally_clause":
			final = c
		default:
			if b.form.Node(c).Slot == syntax.SlotElse || b.kind(c) == "else_clause" {
				otherwise = c
			} else if c != body {
				b.statement(c) // resources
			}
		}
	}
	after, outer := b.newBlock(), b.handler
	var f *finaliser
	if final >= 0 {
		f = &finaliser{entry: b.newBlock()}
		b.finally = append(b.finally, f)
		b.handler = f.entry
	}
	outside := b.handler
	dispatch := int32(-1)
	if len(handlers) > 0 {
		dispatch = b.newBlock()
		b.handler = dispatch
	}
	b.goOn(b.newBlock())
	b.block(body)
	b.handler = outside
	b.goOn(b.newBlock())
	if otherwise >= 0 {
		b.statement(otherwise)
	}
	done := b.newBlock()
	b.edge(b.cur, done)
	for _, h := range handlers {
		b.catch(h, dispatch, done)
	}
	if dispatch >= 0 {
		// An exception that no handler takes goes on.
		b.edge(dispatch, b.escape(outside))
	}
	b.handler = outer
	if f != nil {
		b.finally = b.finally[:len(b.finally)-1]
		b.finalise(final, f, outer)
	}
	b.start(done)
	b.goOn(b.newBlock())
	if final >= 0 {
		b.finalBody(final)
	}
	b.goOn(after)
}

func (b *builder) escape(handler int32) int32 {
	if handler >= 0 {
		return handler
	}
	return exitBlock
}

// finalise lowers a finally clause for the ways that leave the statement.
func (b *builder) finalise(final int32, f *finaliser, outer int32) {
	back := b.cur
	b.blocks[f.entry].handler = outer
	b.start(f.entry)
	b.finalBody(final)
	seen := map[int32]bool{}
	for _, w := range append(f.after, leaving{b.escape(outer), 0}) {
		to := w.to
		if len(b.finally) > w.outer && to != outer {
			g := b.finally[len(b.finally)-1]
			g.after = append(g.after, w)
			to = g.entry
		}
		if !seen[to] {
			seen[to] = true
			b.edge(b.cur, to)
		}
	}
	b.start(back)
}

func (b *builder) finalBody(final int32) {
	for c := b.form.First(final); c >= 0; c = b.form.Next(c) {
		b.statement(c)
	}
}

// catch lowers one handler.
func (b *builder) catch(h, dispatch, done int32) {
	in := b.newBlock()
	b.edge(dispatch, in)
	b.start(in)
	b.push(false)
	defer b.pop()
	body := b.field(h, "body", ":body")
	for c := b.form.First(h); c >= 0; c = b.form.Next(c) {
		switch n := b.form.Node(c); {
		case c == body || n.Role == syntax.RoleBlock:
			b.block(c)
		case n.Role == syntax.RoleParam:
			b.catchAs(c)
		case n.Slot == syntax.SlotAlias:
			b.assignTo(c, b.caught(c), c, true)
		case b.kind(c) == "parameter_list":
			for p := b.form.First(c); p >= 0; p = b.form.Next(p) {
				b.catchAs(p)
			}
		case n.Slot == b.lang.Slot("parameter") && n.Slot != 0:
			b.assignTo(c, b.caught(c), h, true)
		default:
			b.expr(c)
		}
	}
	b.edge(b.cur, done)
}

// catchAs gives the variable that a handler declares what it catches.
func (b *builder) catchAs(param int32) {
	if name := b.form.Child(param, syntax.SlotName); name >= 0 {
		b.assignTo(name, b.caught(name), param, true)
	}
}
