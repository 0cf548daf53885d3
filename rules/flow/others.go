package flow

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// expressions are the expressions that the normal form has no role for and that are more than their
// parts together, by the kinds of all grammars.
var expressions map[string]func(*builder, int32) int32

func init() {
	expressions = map[string]func(*builder, int32) int32{
		"conditional_expression": (*builder).ternary, "ternary_expression": (*builder).ternary,
		"list_comprehension": (*builder).comprehension, "set_comprehension": (*builder).comprehension,
		"dictionary_comprehension": (*builder).comprehension, "generator_expression": (*builder).comprehension,
		"composite_literal": (*builder).composite, "as_pattern": (*builder).asPattern, "comma_expression": (*builder).last,
		"sequence_expression": (*builder).last, "update_expression": (*builder).update, "inc_statement": (*builder).update,
		"dec_statement": (*builder).update, "receive_statement": (*builder).receive, "send_statement": (*builder).send,
		"yield": (*builder).opaque, "yield_expression": (*builder).opaque, "sizeof_expression": (*builder).opaque, "computed_property_name": (*builder).first,
		"type_conversion_expression": (*builder).cast, "type_assertion_expression": (*builder).cast, "as_expression": (*builder).cast,
		"await": (*builder).first, "await_expression": (*builder).first,
		"delete_statement": (*builder).opaque, "delete_expression": (*builder).deletes, "nil": (*builder).word, "true": (*builder).word, "false": (*builder).word, "none": (*builder).word,
		"null_literal": (*builder).word, "null": (*builder).word, "char_literal": (*builder).char, "character_literal": (*builder).character, "regex": (*builder).opaqueLeaf,
		"instanceof_expression": (*builder).instanceOf, "array_creation_expression": (*builder).last, "method_reference": (*builder).reference,
		"dimensions": (*builder).opaqueLeaf,
	}
}

func (b *builder) otherExpr(n int32) int32 {
	kind := b.kind(n)
	if lower := expressions[kind]; lower != nil {
		return lower(b, n)
	}
	if lower := statements[kind]; lower != nil {
		return b.statementValue(n, kind)
	}
	return b.join(n, syntax.SlotNone)
}

// statementValue lowers a statement that stands in an expression; Java's switch has a value.
func (b *builder) statementValue(n int32, kind string) int32 {
	first := len(b.instrs)
	b.statement(n)
	if kind != "switch_expression" {
		return b.emit(opConst, n)
	}
	var values []int32
	for i := first; i < len(b.instrs); i++ {
		if b.instrs[i].op != opSet && b.instrs[i].op != opPut {
			values = append(values, int32(i))
		}
	}
	if len(values) > 200 {
		values = values[len(values)-200:]
	}
	return b.emit(opJoin, n, values...)
}

func (b *builder) ternary(n int32) int32 {
	kids := []int32{}
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		kids = append(kids, c)
	}
	if len(kids) != 3 {
		return b.join(n, syntax.SlotNone)
	}
	if b.python {
		kids = []int32{kids[1], kids[0], kids[2]}
	}
	cond := b.expr(kids[0])
	b.weak++
	yes, no := b.expr(kids[1]), b.expr(kids[2])
	b.weak--
	return b.emit(opSelect, n, cond, yes, no)
}

// comprehension lowers [body for x in xs if cond]: what it makes is made of the body.
func (b *builder) comprehension(n int32) int32 {
	b.push(false)
	defer b.pop()
	body := int32(-1)
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		switch b.kind(c) {
		case "for_in_clause":
			left, right := b.field(c, "left", ":target"), b.field(c, "right", ":value")
			if left >= 0 && right >= 0 {
				v := b.expr(right)
				b.assignTo(left, b.emit(opElement, left, v), c, true)
			}
		case "if_clause":
			b.exprs(c)
		default:
			body = c
		}
	}
	if body < 0 {
		return b.emit(opConst, n)
	}
	v := b.comprehended(body)
	return b.emit(opJoin, n, v...)
}

func (b *builder) comprehended(body int32) []int32 {
	if b.form.Node(body).Role == syntax.RoleBlock {
		if first := b.form.First(body); first >= 0 {
			body = first
		}
	}
	if b.form.Node(body).Role == syntax.RolePair {
		return b.exprs(body)
	}
	return []int32{b.expr(body)}
}

// composite lowers Go's T{…}.
func (b *builder) composite(n int32) int32 {
	var args []int32
	var keys []string
	list := b.form.List(nil, n)
	for _, c := range list {
		if b.form.Node(c).Role == syntax.RoleDict {
			list = b.form.List(nil, c)
		}
	}
	for k, c := range list {
		key := b.keyName(itoa(k))
		value := c
		if b.form.Node(c).Role == syntax.RolePair {
			key = ""
			if name := b.form.Child(c, syntax.SlotKey); name >= 0 {
				key = b.pairKey(name)
			}
			value = b.form.Child(c, syntax.SlotValue)
		}
		if value >= 0 {
			args, keys = append(args, b.expr(value)), append(keys, key)
		}
	}
	return b.record(n, args, keys)
}

func (b *builder) asPattern(n int32) int32 {
	value := b.form.First(n)
	if value < 0 {
		return b.emit(opConst, n)
	}
	v := b.expr(value)
	if target := b.form.Next(value); target >= 0 {
		b.assignTo(target, v, n, false)
	}
	return v
}

func (b *builder) last(n int32) int32 {
	v := b.exprs(n)
	if len(v) == 0 {
		return b.emit(opConst, n)
	}
	return v[len(v)-1]
}

func (b *builder) first(n int32) int32 {
	v := b.exprs(n)
	if len(v) == 0 {
		return b.emit(opConst, n)
	}
	return b.emit(opJoin, n, v...)
}

// cast lowers a conversion to its operand; the type beside it is no value.
func (b *builder) cast(n int32) int32 {
	var args []int32
	typ := b.lang.Slot("type")
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if s := b.form.Node(c).Slot; s != typ && s != syntax.SlotType {
			args = append(args, b.expr(c))
		}
	}
	if b.kind(n) == "as_expression" && len(args) > 1 {
		args = args[:1]
	}
	return b.emit(opJoin, n, args...)
}

// update lowers ++ and --: the variable keeps what it is made of, and is no constant from there on.
func (b *builder) update(n int32) int32 {
	target := b.form.First(n)
	if target < 0 {
		return b.emit(opConst, n)
	}
	v := b.emit(opJoin, n, b.expr(target))
	b.assignTo(target, v, n, false)
	return v
}

// receive lowers Go's v := <-ch in a select.
func (b *builder) receive(n int32) int32 {
	left, right := b.field(n, "left", ":target"), b.field(n, "right", ":value")
	v := b.exprOr(right, -1)
	if v < 0 {
		return b.emit(opConst, n)
	}
	if left >= 0 {
		b.assignTo(left, v, n, true)
	}
	return v
}

// send puts a value into a channel.
func (b *builder) send(n int32) int32 {
	channel, value := b.field(n, "channel"), b.field(n, "value", ":value")
	if channel < 0 || value < 0 {
		return b.join(n, syntax.SlotNone)
	}
	ch, v := b.expr(channel), b.expr(value)
	if c := b.cellOf(ch); c >= 0 {
		b.put(c, v, n, channel)
	}
	return v
}

// opaque lowers what gives nothing of its parts.
func (b *builder) opaque(n int32) int32 {
	b.exprs(n)
	return b.emit(opConst, n)
}

func (b *builder) opaqueLeaf(n int32) int32 { return b.emit(opConst, n) }

func (b *builder) word(n int32) int32 {
	v := b.emit(opConst, n)
	b.instrs[v].text, b.instrs[v].flags = b.text(n), flagWord
	return v
}

func (b *builder) char(n int32) int32 {
	v := b.emit(opConst, n)
	b.instrs[v].text = b.form.Tree().Text()[b.form.Span(n).Start:b.form.Span(n).End]
	b.instrs[v].flags = flagWord
	return v
}

// character lowers a literal of a language in which strings are made of such.
func (b *builder) character(n int32) int32 {
	v := b.char(n)
	b.instrs[v].text, b.instrs[v].flags = strings.Trim(b.instrs[v].text, "'"), flagWord|flagExact
	return v
}

// instanceOf lowers Java's x instanceof T y, which gives x a second name.
func (b *builder) instanceOf(n int32) int32 {
	kids := b.form.List(nil, n)
	if len(kids) == 0 {
		return b.emit(opConst, n)
	}
	v := b.expr(kids[0])
	if len(kids) > 1 {
		b.assignTo(kids[1], v, n, true)
	}
	return b.emit(opUnary, n, v)
}

func (b *builder) reference(n int32) int32 {
	if object := b.form.First(n); object >= 0 {
		return b.emit(opJoin, n, b.expr(object))
	}
	return b.emit(opConst, n)
}

// deletes lowers C++'s delete as a call: it ends what it is given as a function does.
func (b *builder) deletes(n int32) int32 {
	args := []int32{-1, -1}
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		args = append(args, b.argument(c))
	}
	return b.emit(opCall, n, args...)
}
