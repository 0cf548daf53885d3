package flow

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// expr lowers an expression and returns its value.
func (b *builder) expr(n int32) int32 {
	if b.depth > maxDepth {
		panic(abandoned("the code nests too deeply"))
	}
	b.depth++
	v := b.dispatch(n)
	b.depth--
	return v
}

func (b *builder) dispatch(n int32) int32 {
	switch node := b.form.Node(n); node.Role {
	case syntax.RoleName:
		return b.name(n)
	case syntax.RoleMember:
		return b.member(n)
	case syntax.RoleIndex:
		return b.index(n)
	case syntax.RoleCall, syntax.RoleNew:
		return b.call(n)
	case syntax.RoleString, syntax.RoleText:
		return b.literal(n, 0)
	case syntax.RoleNumber:
		return b.literal(n, flagNumber)
	case syntax.RoleBinary:
		return b.binary(n)
	case syntax.RoleUnary:
		return b.unary(n)
	case syntax.RoleAssign:
		return b.assign(n)
	case syntax.RoleTuple, syntax.RoleList:
		return b.collection(n)
	case syntax.RoleDict:
		return b.dict(n)
	case syntax.RoleFunc:
		return b.function0(n)
	case syntax.RoleClass:
		b.class(n)
		return b.emit(opConst, n)
	case syntax.RoleTemplate:
		v := b.join(n, syntax.SlotNone)
		b.instrs[v].text = "+"
		return v
	case syntax.RoleKeyword, syntax.RolePair:
		return b.exprOr(b.form.Child(n, syntax.SlotValue), b.emit(opConst, n))
	case syntax.RoleOther:
		return b.otherExpr(n)
	case syntax.RoleIf, syntax.RoleReturn:
		b.statement(n)
		return b.emit(opConst, n)
	case syntax.RoleBlock:
		return b.blockValue(n)
	case syntax.RoleModifier, syntax.RoleImport:
		return b.emit(opConst, n)
	}
	return b.join(n, syntax.SlotNone)
}

// blockValue lowers a block in an expression; its value is that of its last expression.
func (b *builder) blockValue(n int32) int32 {
	v := int32(-1)
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if b.form.Node(c).Role == syntax.RoleOther && statements[b.kind(c)] != nil || b.form.Node(c).Role == syntax.RoleReturn || b.form.Node(c).Role == syntax.RoleIf {
			b.statement(c)
			continue
		}
		v = b.expr(c)
	}
	if v < 0 {
		v = b.emit(opConst, n)
	}
	return v
}

// exprs lowers the children of a node for what they do.
func (b *builder) exprs(n int32) []int32 {
	var out []int32
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		out = append(out, b.expr(c))
	}
	return out
}

// join lowers a node to all its parts together; typ is a slot that is left out.
func (b *builder) join(n int32, typ syntax.Slot) int32 {
	var args []int32
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		switch s := b.form.Node(c).Slot; {
		case s == syntax.SlotType || s == syntax.SlotTypeParams || s == syntax.SlotModifier || typ != syntax.SlotNone && s == typ:
		default:
			args = append(args, b.expr(c))
		}
	}
	return b.emit(opJoin, n, args...)
}

func (b *builder) literal(n int32, flags uint8) int32 {
	v := b.emit(opConst, n)
	b.instrs[v].text, b.instrs[v].flags = b.text(n), flags
	if flags == 0 {
		b.instrs[v].flags |= flagExact // a string
	}
	return v
}

// words are names that stand for themselves.
var words = map[string]bool{"true": true, "false": true, "True": true, "False": true, "None": true, "null": true, "nil": true, "undefined": true, "nullptr": true, "NULL": true}

func (b *builder) name(n int32) int32 {
	if text := b.text(n); words[text] {
		v := b.emit(opConst, n)
		b.instrs[v].text, b.instrs[v].flags = text, flagWord
		return v
	}
	v := b.emit(opUse, n)
	b.instrs[v].cell = b.lookup(b.text(n))
	return v
}

func (b *builder) member(n int32) int32 {
	object, name := b.form.Child(n, syntax.SlotObject), b.form.Child(n, syntax.SlotName)
	if object < 0 || name < 0 {
		return b.join(n, syntax.SlotNone)
	}
	v := b.emit(opField, n, b.expr(object))
	b.instrs[v].text = b.text(name)
	return v
}

// constantKey returns the name of the part that a literal index means.
func (b *builder) constantKey(n int32) (string, bool) {
	switch node := b.form.Node(n); node.Role {
	case syntax.RoleString:
		return b.keyName(b.text(n)), true
	case syntax.RoleNumber:
		return b.keyName(b.text(n)), true
	case syntax.RoleOther:
		if b.kind(n) == "computed_property_name" && b.form.First(n) >= 0 {
			return b.constantKey(b.form.First(n))
		}
	}
	return "", false
}

func (b *builder) index(n int32) int32 {
	object := b.form.Child(n, syntax.SlotObject)
	keys := b.form.List(nil, n)
	for len(keys) > 0 && b.kind(keys[0]) == "optional_chain" {
		keys = keys[1:]
	}
	if object < 0 || len(keys) == 0 {
		return b.join(n, syntax.SlotNone)
	}
	base := b.expr(object)
	if key, ok := b.constantKey(keys[0]); ok && len(keys) == 1 {
		b.expr(keys[0])
		v := b.emit(opField, n, base)
		b.instrs[v].text = key
		return v
	}
	args := []int32{base}
	for _, k := range keys {
		args = append(args, b.expr(k))
	}
	return b.emit(opIndex, n, args...)
}

func (b *builder) binary(n int32) int32 {
	kids := b.form.List(nil, n)
	op := b.text(n)
	if len(kids) > 2 {
		return b.lazy(n, kids)
	}
	if len(kids) != 2 {
		return b.join(n, syntax.SlotNone)
	}
	left := b.expr(kids[0])
	lazy := op == "&&" || op == "||" || op == "??" || op == "and" || op == "or"
	if lazy {
		b.weak++
	}
	right := b.expr(kids[1])
	if lazy {
		b.weak--
	}
	v := b.emit(opBinary, n, left, right)
	b.instrs[v].text = op
	return v
}

// lazy lowers a chain of and or or: only its first operand is sure to be evaluated.
func (b *builder) lazy(n int32, kids []int32) int32 {
	args := []int32{b.expr(kids[0])}
	b.weak++
	for _, k := range kids[1:] {
		args = append(args, b.expr(k))
	}
	b.weak--
	return b.emit(opJoin, n, args...)
}

func (b *builder) unary(n int32) int32 {
	kid := b.form.First(n)
	if kid < 0 {
		return b.emit(opConst, n)
	}
	a := b.expr(kid)
	switch op := b.text(n); op {
	case "*", "&", "<-":
		// What a pointer points to is one place with it.
		v := b.emit(opField, n, a)
		b.instrs[v].text = pointee
		if op == "&" {
			b.instrs[v].flags |= flagAddress
		}
		return v
	default:
		v := b.emit(opUnary, n, a)
		b.instrs[v].text = op
		return v
	}
}

// pointee is the field that stands for what a pointer points to: the pointer's own place.
const pointee = "*"

// behind returns the value that a value points to, as far as the code itself takes its address.
func (f *shape) behind(v int32) int32 {
	for f.instrs[v].op == opField && f.instrs[v].text == pointee {
		v = f.args[f.instrs[v].lo]
	}
	return v
}

// collection lowers a tuple or list to a record with its indices as names.
func (b *builder) collection(n int32) int32 {
	var args []int32
	var keys []string
	spread := false
	k := 0
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		if b.form.Node(c).Slot == syntax.SlotType {
			continue
		}
		key := ""
		if b.isSpread(c) {
			spread = true
		}
		if b.form.Node(c).Role == syntax.RolePair {
			if name := b.form.Child(c, syntax.SlotKey); name >= 0 {
				key = b.pairKey(name)
			}
		} else if !spread {
			key = b.keyName(itoa(k))
		}
		args, keys = append(args, b.expr(c)), append(keys, key)
		k++
	}
	return b.record(n, args, keys)
}

func (b *builder) isSpread(n int32) bool {
	node := b.form.Node(n)
	return node.Flags&syntax.FormSpread != 0 || strings.Contains(b.kind(n), "splat") || strings.Contains(b.kind(n), "spread")
}

func itoa(k int) string {
	if k < 10 {
		return "0123456789"[k : k+1]
	}
	return itoa(k/10) + itoa(k%10)
}

func (b *builder) record(n int32, args []int32, keys []string) int32 {
	v := b.emit(opRecord, n, args...)
	copy(b.keys[b.instrs[v].lo:b.instrs[v].hi], keys)
	return v
}

// pairKey returns the name of a part by the key that is written, "" if it is not constant.
func (b *builder) pairKey(key int32) string {
	if name, ok := b.constantKey(key); ok {
		return name
	}
	if b.form.Node(key).Role == syntax.RoleName && !b.python {
		return b.text(key)
	}
	return ""
}

func (b *builder) dict(n int32) int32 {
	var args []int32
	var keys []string
	for c := b.form.First(n); c >= 0; c = b.form.Next(c) {
		node := b.form.Node(c)
		if node.Role != syntax.RolePair {
			if node.Role == syntax.RoleFunc && node.Flags&syntax.FormLambda == 0 {
				continue // a method
			}
			args, keys = append(args, b.expr(c)), append(keys, "")
			continue
		}
		key, value := b.form.Child(c, syntax.SlotKey), b.form.Child(c, syntax.SlotValue)
		name := ""
		if key >= 0 {
			name = b.pairKey(key)
			if b.form.Node(key).Role != syntax.RoleName || b.python {
				k := b.expr(key)
				if name == "" {
					args, keys = append(args, k), append(keys, "")
				}
			}
		}
		if value >= 0 {
			args, keys = append(args, b.expr(value)), append(keys, name)
		}
	}
	return b.record(n, args, keys)
}
