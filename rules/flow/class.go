package flow

import "github.com/sluice-lsp/sluice/rules/syntax"

// classOf returns the name of the class that a value is an instance of, "" if it is not known: that of the
// constructor, or of a variable the one that all its values have. declared says that only a declaration names it.
func (f *shape) classOf(form *syntax.Form, at, v int32) (class string, declared bool) {
	if v < 0 {
		return "", false
	}
	in := &f.instrs[v]
	if in.op != opUse {
		return f.madeBy(form, at, v), false
	}
	if in.cell < 0 || f.cells[in.cell].free {
		return "", false
	}
	for _, w := range f.writers(in.cell) {
		c, d := "", false
		switch in := &f.instrs[w]; in.op {
		case opSet:
			c = f.madeBy(form, at, f.args[in.lo])
		case opParam:
			c, d = typeName(form, form.Child(in.at+at, syntax.SlotType)), true
		}
		if c == "" || class != "" && c != class {
			return "", false
		}
		class, declared = c, declared || d
	}
	return class, declared
}

// writers returns the instructions that write a variable as a whole or give it its first value.
func (f *shape) writers(cell int32) []int32 {
	if f.written == nil {
		f.written = map[int32][]int32{}
		for i := range f.instrs {
			if in := &f.instrs[i]; in.cell >= 0 && f.cells[in.cell].parent < 0 && (in.op == opSet || in.op == opPut || in.op == opParam) {
				f.written[in.cell] = append(f.written[in.cell], int32(i))
			}
		}
	}
	return f.written[cell]
}

// madeBy returns the name of the class that an expression makes an instance of.
func (f *shape) madeBy(form *syntax.Form, at, v int32) string {
	in := &f.instrs[v]
	switch in.op {
	case opCall:
		callee := form.Child(in.at+at, syntax.SlotCallee)
		if in.flags&flagNew != 0 || callee >= 0 && form.Node(callee).Role == syntax.RoleName {
			return typeName(form, callee)
		}
	case opRecord: // Go's composite literals
		return typeName(form, form.Child(in.at+at, syntax.SlotType))
	case opConst: // a declaration without a value
		if n := form.Node(in.at + at); n.Role == syntax.RoleAssign {
			return typeName(form, form.Child(in.at+at, syntax.SlotType))
		}
	case opField:
		if in.text == pointee {
			return f.madeBy(form, at, f.args[in.lo])
		}
	case opJoin: // a cast
		if in.hi == in.lo+1 && f.instrs[f.args[in.lo]].op == opCall {
			return f.madeBy(form, at, f.args[in.lo])
		}
	}
	return ""
}

// typeName returns the last name of a type, "" if it has none: of a pointer to T that of T.
func typeName(form *syntax.Form, n int32) string {
	for n >= 0 {
		switch form.Node(n).Role {
		case syntax.RoleName:
			return form.Text(n)
		case syntax.RoleMember:
			n = form.Child(n, syntax.SlotName)
		case syntax.RoleOther, syntax.RoleUnary:
			n = form.First(n)
		default:
			return ""
		}
	}
	return ""
}
