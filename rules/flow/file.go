package flow

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A member is one function of a file, or the code of the file itself, with its intermediate form.
type member struct {
	*function
	node   int32
	span   syntax.Span
	parent int // the member around it; -1 of the file's code

	name         string
	class        int32  // the class that it is a method of; -1 if none
	lambda       bool   // stands in an expression and has a name: it runs where it is called, and where it stands
	exported     bool   // JavaScript's export
	receiver     string // Go's
	receiverType string
}

// A file is a tree with the intermediate forms of its functions. It is immutable once it was opened.
type file struct {
	form    *syntax.Form
	members []member // the file's code first, then functions as they stand
	big     string   // the first function that could not be lowered

	classes     map[string]bool
	classNames  map[int32]string
	classOrder  map[int32]int   // classes by number, from 1
	extended    map[string]bool // names that the head of a class has: other classes may stand for these
	bareMethods bool            // a method calls its class's methods by name alone
	overloads   bool
	targets     []callTargets // nil until calls are resolved
	uses        [][]use       // by member, what models say; nil until they are resolved
}

// open lowers the functions of a tree that are not in the cache.
func (x *Index) open(t *syntax.Tree) *file {
	form := t.Form()
	f := &file{form: form, classes: map[string]bool{}, classNames: map[int32]string{}, classOrder: map[int32]int{}, extended: map[string]bool{}}
	f.bareMethods = x.lang.Name == "java" || x.lang.Name == "cpp"
	f.overloads = f.bareMethods
	f.members = append(f.members, member{function: x.cache.module(form), span: form.Span(0), parent: -1, class: -1})
	parents := []int{0}
	for i := int32(1); i < int32(form.Len()); i++ {
		n := form.Node(i)
		if n.Role == syntax.RoleClass {
			f.class(i)
		}
		if n.Role != syntax.RoleFunc {
			continue
		}
		name, named := f.nameOf(i)
		if !named || form.Child(i, syntax.SlotBody) < 0 {
			continue
		}
		for p := parents[len(parents)-1]; p > 0 && form.Node(f.members[p].node).After <= i; p = parents[len(parents)-1] {
			parents = parents[:len(parents)-1]
		}
		m := member{function: x.cache.function(form, i), node: i, span: form.Span(i), parent: parents[len(parents)-1],
			name: name, class: f.classOf(i), lambda: isLambda(n)}
		m.exported = f.exports(m.span.Start)
		m.receiver, m.receiverType = f.receiverOf(i)
		f.members = append(f.members, m)
		parents = append(parents, len(f.members)-1)
	}
	f.constants(x.cache)
	for i := range f.members {
		if big := f.members[i].big; big != "" && f.big == "" {
			f.big = big
		}
	}
	if form.TooDeep() {
		f.big = "the code nests too deeply"
	}
	return f
}

// nameOf returns the name of a function, and whether it is a member of its own: one that stands in an
// expression is if it is given to a variable.
func (f *file) nameOf(i int32) (string, bool) {
	n := f.form.Node(i)
	if !isLambda(n) {
		if name := f.form.Child(i, syntax.SlotName); name >= 0 {
			if f.form.Node(name).Role == syntax.RoleMember {
				name = f.form.Child(name, syntax.SlotName)
			}
			return f.form.Text(name), true
		}
		return "", true
	}
	if n.Parent < 0 || n.Slot != syntax.SlotValue || f.form.Node(n.Parent).Role != syntax.RoleAssign {
		return "", false
	}
	target := f.form.Child(n.Parent, syntax.SlotTarget)
	if target < 0 || f.form.Node(target).Role != syntax.RoleName {
		return "", false
	}
	return f.form.Text(target), true
}

func (f *file) class(i int32) {
	f.classOrder[i] = len(f.classOrder) + 1
	if name := f.form.Child(i, syntax.SlotName); name >= 0 {
		f.classes[f.form.Text(name)] = true
		f.classNames[i] = f.form.Text(name)
	}
	body := f.form.Child(i, syntax.SlotBody)
	for k := i + 1; k < body; k++ {
		if n := f.form.Node(k); n.Role == syntax.RoleName && n.Slot != syntax.SlotName {
			f.extended[f.form.Text(k)] = true
		}
	}
}

// classOf returns the class that a function is a method of, -1 if there is none.
func (f *file) classOf(i int32) int32 {
	for p := f.form.Node(i).Parent; p > 0; p = f.form.Node(p).Parent {
		switch f.form.Node(p).Role {
		case syntax.RoleClass:
			return p
		case syntax.RoleFunc:
			return -1
		}
	}
	return -1
}

// receiverOf returns the name and the type of a Go method's receiver.
func (f *file) receiverOf(i int32) (name, typ string) {
	p := f.form.Child(i, syntax.SlotReceiver)
	if p < 0 {
		return "", ""
	}
	if n := f.form.Child(p, syntax.SlotName); n >= 0 {
		name = f.form.Text(n)
	}
	for t := f.form.Child(p, syntax.SlotType); t >= 0; t = f.form.First(t) {
		if f.form.Node(t).Role == syntax.RoleName {
			return name, f.form.Text(t)
		}
	}
	return name, ""
}

// constants propagates constants through all members whose surroundings changed.
func (f *file) constants(c *cache) {
	var writes []string
	nested := make([][]string, len(f.members))
	for i := len(f.members) - 1; i > 0; i-- {
		names := f.members[i].around.writes
		writes = append(writes, names...)
		for p := f.members[i].parent; p > 0 && len(names) > 0; p = f.members[p].parent {
			nested[p] = append(nested[p], names...)
		}
	}
	top := &f.members[0]
	shared := distinct(append(writes, top.around.captured...))
	top.function = top.function.withConstants(c, nil, shared)
	globals := top.globals(shared)
	for i := 1; i < len(f.members); i++ {
		m := &f.members[i]
		shared := m.around.captured
		if len(nested[i]) > 0 {
			shared = distinct(append(nested[i], shared...))
		}
		m.function = m.function.withConstants(c, globals, shared)
	}
}

// withConstants returns the function with its constants; the forms in the cache are shared, so one whose
// surroundings differ is copied. The names in shared are written by others, and sorted.
func (f *function) withConstants(c *cache, globals map[string]fact, shared []string) *function {
	key := shared
	var used map[string]fact
	for _, c := range f.around.free {
		if g, ok := globals[f.cells[c].name]; ok {
			if used == nil {
				used, key = map[string]fact{}, slices.Clone(shared)
			}
			used[f.cells[c].name] = g
			key = append(key, f.cells[c].name+"="+string(rune(g.kind))+g.text)
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.solved != nil && slices.Equal(f.solvedFor, key) {
		return f.solved
	}
	out := &function{shape: f.shape, id: c.last.Add(1)}
	out.propagate(used, shared)
	f.solved, f.solvedFor = out, key
	return out
}

// globals returns the constants that the variables of a file keep: those that are written once.
func (m *member) globals(shared []string) map[string]fact {
	count := map[int32]int{}
	last := map[int32]int32{}
	for i := range m.instrs {
		if in := &m.instrs[i]; (in.op == opSet || in.op == opPut) && in.cell >= 0 {
			count[m.root(in.cell)]++
			last[in.cell] = int32(i)
		}
	}
	out := map[string]fact{}
	for c, i := range last {
		cell := &m.cells[c]
		if cell.parent >= 0 || count[c] != 1 || cell.name == "" || contains(shared, cell.name) || m.facts == nil {
			continue
		}
		if f := m.facts[i]; f.kind >= factString {
			if _, twice := out[cell.name]; twice {
				out[cell.name] = fact{kind: factVarying}
				continue
			}
			out[cell.name] = f
		}
	}
	return out
}

// contains reports whether a sorted list has a string.
func contains(list []string, s string) bool {
	_, found := slices.BinarySearch(list, s)
	return found
}
