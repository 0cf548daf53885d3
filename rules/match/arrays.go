package match

import (
	"regexp"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// room is how much an array has from a place on: elements, and bytes where the size of one is known.
type room struct {
	elements, bytes   float64
	counted, measured bool
}

// typeSizes are the sizes of types that are the same wherever C runs today, in bytes.
var typeSizes = map[string]float64{
	"char": 1, "signed char": 1, "unsigned char": 1, "int8_t": 1, "uint8_t": 1, "bool": 1, "_Bool": 1, "short": 2, "unsigned short": 2,
	"int16_t": 2, "uint16_t": 2, "int": 4, "unsigned": 4, "unsigned int": 4, "int32_t": 4, "uint32_t": 4, "float": 4, "double": 8,
	"long long": 8, "unsigned long long": 8, "int64_t": 8, "uint64_t": 8,
}

// room returns what an expression that stands for a declared array has room for. Of a pointer it is not known.
func (e *evaluation) room(i int32, depth int) (room, bool) {
	if depth > 8 || e.lang.Name != "c" && e.lang.Name != "cpp" {
		return room{}, false
	}
	switch n := e.form.Node(i); n.Role {
	case syntax.RoleName:
		return e.roomOf(e.declaredType(i))
	case syntax.RoleMember:
		return e.fieldRoom(i, depth)
	case syntax.RoleCast:
		if inner := e.form.Child(i, syntax.SlotNone); inner >= 0 {
			r, ok := e.room(inner, depth+1)
			r.counted = false // they may be elements of another type
			return r, ok
		}
	case syntax.RoleUnary:
		if inner := e.form.First(i); inner >= 0 && e.form.Text(i) == "&" {
			return e.addressed(inner, depth)
		}
	case syntax.RoleBinary:
		if args := e.form.List(nil, i); len(args) == 2 && e.form.Text(i) == "+" {
			return e.behind(args[0], args[1], depth)
		}
	}
	return room{}, false
}

// addressed returns the room at the address of an element or of a variable.
func (e *evaluation) addressed(i int32, depth int) (room, bool) {
	switch e.form.Node(i).Role {
	case syntax.RoleIndex:
		object := e.form.Child(i, syntax.SlotObject)
		if keys := e.form.List(nil, i); object >= 0 && len(keys) == 1 {
			return e.behind(object, keys[0], depth)
		}
	case syntax.RoleName:
		if typ := e.declaredType(i); typ >= 0 && e.form.Node(typ).Role == syntax.RoleName {
			size, ok := typeSizes[e.form.Text(typ)]
			return room{bytes: size, measured: ok}, ok
		}
		return e.roomOf(e.declaredType(i))
	}
	return room{}, false
}

// behind returns the room that is left behind some elements of an array.
func (e *evaluation) behind(array, offset int32, depth int) (room, bool) {
	r, ok := e.room(array, depth+1)
	skip, known := e.size(offset, 0)
	if !ok || !known || !r.counted || skip < 0 || skip > r.elements {
		return room{}, false
	}
	r.bytes -= skip * r.bytes / max(r.elements, 1)
	r.elements -= skip
	return r, true
}

// declaredType returns the type that a variable is declared with, -1 if that is not known. The type of a
// parameter is not returned: what looks like an array there is a pointer.
func (e *evaluation) declaredType(i int32) int32 {
	e.facts.load()
	name := e.form.Text(i)
	b := e.facts.innermost(name, i)
	if b == nil {
		return -1
	}
	d := e.facts.declared(name, b)
	if e.form.Node(d.at).Role != syntax.RoleAssign {
		return -1
	}
	return d.typ
}

// pointers returns 1 for a variable or parameter that is declared as a pointer.
func (e *evaluation) pointers(i int32) float64 {
	if e.form.Node(i).Role != syntax.RoleName {
		return 0
	}
	e.facts.load()
	name := e.form.Text(i)
	b := e.facts.innermost(name, i)
	if b == nil {
		return 0
	}
	if d := e.facts.declared(name, b); d.typ >= 0 && e.lang.KindName(e.form.Node(d.typ).Kind) == "pointer_declarator" {
		return 1
	}
	return 0
}

// roomOf returns what the type of an array has room for.
func (e *evaluation) roomOf(typ int32) (room, bool) {
	if typ < 0 || e.lang.KindName(e.form.Node(typ).Kind) != "array_declarator" {
		return room{}, false
	}
	count, ok := e.dimension(typ)
	if !ok {
		return room{}, false
	}
	r := room{elements: count, counted: true, bytes: count, measured: true}
	for inner := e.elementType(typ); ; inner = e.elementType(inner) {
		if inner < 0 {
			r.measured = false
			return r, true
		}
		if e.form.Node(inner).Role == syntax.RoleName {
			size, known := typeSizes[e.form.Text(inner)]
			r.bytes, r.measured = r.bytes*size, known
			return r, true
		}
		more, known := e.dimension(inner)
		if e.lang.KindName(e.form.Node(inner).Kind) != "array_declarator" || !known {
			r.measured = false
			return r, true
		}
		r.bytes *= more
	}
}

// dimension returns how many elements the type of an array is written with, or its initialiser has.
func (e *evaluation) dimension(typ int32) (float64, bool) {
	if size := e.form.Child(typ, syntax.SlotValue); size >= 0 {
		return e.size(size, 0)
	}
	declaration := e.form.Node(typ).Parent
	value := e.form.Child(declaration, syntax.SlotValue)
	if value < 0 || e.form.Node(typ).Slot != syntax.SlotType {
		return 0, false
	}
	switch e.form.Node(value).Role {
	case syntax.RoleString:
		return float64(len(e.form.Text(value)) + 1), true
	case syntax.RoleList:
		items := e.form.List(nil, value)
		for _, item := range items {
			if e.form.Node(item).Role == syntax.RolePair || e.form.Node(item).Role == syntax.RoleError {
				return 0, false
			}
		}
		return float64(len(items)), len(items) > 0
	}
	return 0, false
}

func (e *evaluation) elementType(typ int32) int32 {
	for c := e.form.First(typ); c >= 0; c = e.form.Next(c) {
		if s := e.form.Node(c).Slot; s == syntax.SlotNone {
			return c
		}
	}
	return -1
}

// size returns the number that an expression is: what arithmetic says, and beyond that what macros of the file
// and sizeof stand for.
func (e *evaluation) size(i int32, depth int) (float64, bool) {
	if depth > 20 {
		return 0, false
	}
	if n, ok := e.arithmetic(i, 0); ok {
		if known, constant := e.facts.constant(i, 0); constant {
			e.until = max(e.until, known.until)
		}
		return n, true
	}
	n := e.form.Node(i)
	args := e.form.List(nil, i)
	switch {
	case n.Role == syntax.RoleName:
		return e.facts.macro(e.form, i, depth)
	case n.Role == syntax.RoleCast && len(args) == 1:
		return e.size(args[0], depth+1)
	case n.Role == syntax.RoleUnary && len(args) == 1 && e.form.Text(i) == "-":
		v, ok := e.size(args[0], depth+1)
		return -v, ok
	case e.lang.KindName(n.Kind) == "sizeof_expression":
		return e.sizeOf(i)
	case n.Role == syntax.RoleBinary && len(args) == 2:
		l, known := e.size(args[0], depth+1)
		r, also := e.size(args[1], depth+1)
		if !known || !also {
			return 0, false
		}
		return calculated(e.form.Text(i), l, r)
	}
	return 0, false
}

// sized is size for a comparison, which keeps until by itself.
func (e *evaluation) sized(i int32, until *int) (any, bool) {
	before := e.until
	n, ok := e.size(i, 0)
	*until, e.until = max(*until, e.until), before
	return n, ok
}

func calculated(op string, l, r float64) (float64, bool) {
	switch op {
	case "+":
		return l + r, true
	case "-":
		return l - r, true
	case "*":
		return l * r, true
	case "/":
		if r != 0 {
			return float64(int64(l) / int64(r)), true
		}
	case "<<":
		if r >= 0 && r < 32 {
			return l * float64(int64(1)<<int(r)), true
		}
	}
	return 0, false
}

func (e *evaluation) sizeOf(i int32) (float64, bool) {
	operand := e.form.First(i)
	if operand < 0 {
		return 0, false
	}
	switch n := e.form.Node(operand); n.Role {
	case syntax.RoleName:
		if size, ok := typeSizes[e.form.Text(operand)]; ok {
			return size, true
		}
		if typ := e.declaredType(operand); typ >= 0 && e.form.Node(typ).Role == syntax.RoleName {
			size, ok := typeSizes[e.form.Text(typ)]
			return size, ok
		}
		r, ok := e.room(operand, 0)
		return r.bytes, ok && r.measured
	case syntax.RoleMember:
		r, ok := e.room(operand, 0)
		return r.bytes, ok && r.measured
	case syntax.RoleIndex:
		if object := e.form.Child(operand, syntax.SlotObject); object >= 0 {
			r, ok := e.room(object, 0)
			return r.bytes / max(r.elements, 1), ok && r.measured && r.counted
		}
	}
	return 0, false
}

var reSuffix = regexp.MustCompile(`\b(0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]+\b`)

// macro returns the number that a name stands for by the one #define of the file that gives it a meaning.
func (x *facts) macro(form *syntax.Form, i int32, depth int) (float64, bool) {
	x.load()
	name := form.Text(i)
	if x.innermost(name, i) != nil {
		return 0, false
	}
	return x.macroValue(name, depth)
}

func (x *facts) macroValue(name string, depth int) (float64, bool) {
	text, ok := x.macros[name]
	if !ok || text == "" || depth > 20 {
		return 0, false
	}
	c, err := parseMacro(reSuffix.ReplaceAllString(text, "$1"))
	if err != nil {
		return 0, false
	}
	return c.value(func(name string) (float64, bool) { return x.macroValue(name, depth+1) })
}

// define notes what a macro without parameters stands for; "" if it has several meanings.
func (x *facts) define(i int32) {
	name, value := x.form.First(i), int32(-1)
	if name >= 0 {
		value = x.form.Next(name)
	}
	if value < 0 {
		return
	}
	key, text := x.form.Text(name), strings.TrimSpace(x.form.Text(value))
	if x.macros == nil {
		x.macros = map[string]string{}
	}
	if old, known := x.macros[key]; known && old != text {
		text = ""
	}
	x.macros[key] = text
}
