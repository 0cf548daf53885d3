package flow

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// surroundings are what a function and the code around it have to do with each other.
type surroundings struct {
	calls    []reference // that may be to functions of the file
	free     []int32     // variables that the function does not bind
	writes   []string    // those of them that it writes
	captured []string    // variables that a function in an expression writes and does not declare
	touches  []string    // names that what stands in the function may give a meaning outside of it
}

// A reference is a call by a name, or of a method on an object.
type reference struct {
	instr        int32
	object, name string // object is "" of a bare name, and of an object without a name
	class        string // of the object, "" if it is not known
	declared     bool   // the class is only what a declaration says
}

// look notes the surroundings of the function at a node.
func (f *shape) look(form *syntax.Form, at int32, captured []int32) {
	for c := range f.cells {
		if f.cells[c].free && f.cells[c].parent < 0 {
			f.around.free = append(f.around.free, int32(c))
		}
	}
	for i := range f.instrs {
		in := &f.instrs[i]
		if (in.op == opSet || in.op == opPut) && in.cell >= 0 {
			if root := f.root(in.cell); f.cells[root].free {
				f.around.writes = append(f.around.writes, f.cells[root].name)
			}
		}
	}
	f.around.writes = distinct(f.around.writes)
	for _, c := range captured {
		f.around.captured = append(f.around.captured, f.cells[c].name)
	}
	f.around.captured = distinct(f.around.captured)
	for _, i := range f.calls {
		f.refer(form, at, i)
	}
	if at > 0 {
		f.touch(form, at)
	}
}

func (f *shape) refer(form *syntax.Form, at, i int32) {
	callee := form.Child(f.instrs[i].at+at, syntax.SlotCallee)
	if callee < 0 || f.instrs[i].flags&flagNew != 0 {
		return
	}
	switch form.Node(callee).Role {
	case syntax.RoleName:
		f.around.calls = append(f.around.calls, reference{instr: i, name: form.Text(callee)})
	case syntax.RoleMember:
		object, name := form.Child(callee, syntax.SlotObject), form.Child(callee, syntax.SlotName)
		if object < 0 || name < 0 {
			return
		}
		ref := reference{instr: i, name: form.Text(name)}
		if form.Node(object).Role == syntax.RoleName {
			ref.object = form.Text(object)
		}
		ref.class, ref.declared = f.classOf(form, at, f.operands(i)[0])
		if ref.object != "" || ref.class != "" {
			f.around.calls = append(f.around.calls, ref)
		}
	}
}

// touch lists the names that the text of a function may bind outside of it: what it writes, imports, takes
// the address of or declares to be from outside, its classes, and the fields that it assigns.
func (f *shape) touch(form *syntax.Form, at int32) {
	names := slices.Clone(f.around.writes)
	lang := form.Tree().Language()
	for i := at; i < form.Node(at).After; i++ {
		n := form.Node(i)
		switch n.Role {
		case syntax.RoleClass:
			if name := form.Child(i, syntax.SlotName); name >= 0 {
				names = append(names, form.Text(name))
			}
		case syntax.RoleImport:
			names = append(names, form.Tree().Text()[form.Span(i).Start:form.Span(i).End])
		case syntax.RoleUnary:
			if form.Text(i) == "&" {
				names = f.named(names, form, i)
			}
		case syntax.RoleAssign:
			if target := form.Child(i, syntax.SlotTarget); target >= 0 && form.Node(target).Role == syntax.RoleMember {
				names = append(names, form.Tree().Text()[form.Span(target).Start:form.Span(target).End])
			}
		case syntax.RoleOther:
			switch lang.KindName(n.Kind) {
			case "update_expression", "inc_statement", "dec_statement", "global_statement", "nonlocal_statement", "delete_statement":
				names = f.named(names, form, i)
			}
		}
	}
	f.around.touches = distinct(names)
}

// named appends the names that are children of a node.
func (f *shape) named(names []string, form *syntax.Form, i int32) []string {
	for c := form.First(i); c >= 0; c = form.Next(c) {
		if form.Node(c).Role == syntax.RoleName {
			names = append(names, form.Text(c))
		}
	}
	return names
}

// distinct sorts strings and drops those that stand twice.
func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
