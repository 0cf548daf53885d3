package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// record notes the struct that a tag or the name of a typedef stands for, -1 if it has several meanings.
func (x *facts) record(name string, class int32) {
	if x.records == nil {
		x.records = map[string]int32{}
	}
	if _, known := x.records[name]; known {
		class = -1
	}
	x.records[name] = class
}

// struct0 notes a struct with a body, by its tag and by the typedef around it.
func (x *facts) struct0(i int32) {
	if x.lang.Name != "c" && x.lang.Name != "cpp" || x.form.Node(i).Role != syntax.RoleClass || x.form.Child(i, syntax.SlotBody) < 0 {
		return
	}
	if name := x.form.Child(i, syntax.SlotName); name >= 0 {
		x.record(x.form.Text(name), i)
	}
	if parent := x.form.Node(i).Parent; x.lang.KindName(x.form.Node(parent).Kind) == "type_definition" {
		tag := x.form.Child(i, syntax.SlotName)
		for c := x.form.Next(i); c >= 0; c = x.form.Next(c) {
			if x.form.Node(c).Role == syntax.RoleName && (tag < 0 || x.form.Text(tag) != x.form.Text(c)) {
				x.record(x.form.Text(c), i)
			}
		}
	}
}

// recordOf returns the struct that an expression is, or points to; -1 if it is not known.
func (e *evaluation) recordOf(i int32, depth int) int32 {
	typ := int32(-1)
	switch e.form.Node(i).Role {
	case syntax.RoleName:
		e.facts.load()
		name := e.form.Text(i)
		if b := e.facts.innermost(name, i); b != nil {
			typ = e.facts.declared(name, b).typ
		}
	case syntax.RoleMember:
		if f := e.fieldOf(i, depth); f >= 0 {
			typ = e.form.Child(f, syntax.SlotType)
		}
	}
	if typ >= 0 && e.lang.KindName(e.form.Node(typ).Kind) == "pointer_declarator" {
		typ = e.elementType(typ)
	}
	return e.namedRecord(typ)
}

func (e *evaluation) namedRecord(typ int32) int32 {
	if typ < 0 {
		return -1
	}
	switch e.form.Node(typ).Role {
	case syntax.RoleClass:
		if typ = e.form.Child(typ, syntax.SlotName); typ < 0 {
			return -1
		}
	case syntax.RoleName:
	default:
		return -1
	}
	if class, ok := e.facts.records[e.form.Text(typ)]; ok {
		return class
	}
	return -1
}

// fieldOf returns the declaration of the field that a member expression reads, -1 if it is not known. An array of one
// element at the end of a struct is not returned: such a one stands for as many as were allocated.
func (e *evaluation) fieldOf(i int32, depth int) int32 {
	object, name := e.form.Child(i, syntax.SlotObject), e.form.Child(i, syntax.SlotName)
	if object < 0 || name < 0 || depth > 8 {
		return -1
	}
	class := e.recordOf(object, depth+1)
	if class < 0 {
		return -1
	}
	found, last := int32(-1), int32(-1)
	for c := e.form.First(e.form.Child(class, syntax.SlotBody)); c >= 0; c = e.form.Next(c) {
		if e.form.Node(c).Role != syntax.RoleAssign {
			continue
		}
		last = c
		if target := e.form.Child(c, syntax.SlotTarget); target >= 0 && e.form.Text(target) == e.form.Text(name) {
			found = c
		}
	}
	if typ := e.form.Child(max(found, 0), syntax.SlotType); found >= 0 && found == last && typ >= 0 {
		if n, ok := e.dimension(typ); !ok || n <= 1 {
			return -1
		}
	}
	return found
}

// fieldRoom returns the room of a field that is an array.
func (e *evaluation) fieldRoom(i int32, depth int) (room, bool) {
	if f := e.fieldOf(i, depth); f >= 0 {
		return e.roomOf(e.form.Child(f, syntax.SlotType))
	}
	return room{}, false
}
