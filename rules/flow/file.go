package flow

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"

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
	bareMethods bool // a method calls its class's methods by name alone
	overloads   bool
	targets     []callTargets // nil until calls are resolved
	resolved    *resolver     // nil until models are
}

// cache keeps intermediate forms by the content of functions, so that an edit lowers one function. It is
// safe for concurrent use.
type cache struct {
	mu    sync.Mutex
	seed  maphash.Seed
	forms map[cacheKey]*function // of this and of the last generation
	old   map[cacheKey]*function
}

type cacheKey struct {
	hash   uint64
	size   int32
	length int
	kind   syntax.Kind
	flags  uint8
}

// cacheSize is how many functions a generation holds.
const cacheSize = 4096

func newCache() *cache {
	return &cache{seed: maphash.MakeSeed(), forms: map[cacheKey]*function{}, old: map[cacheKey]*function{}}
}

func (c *cache) get(form *syntax.Form, at int32) *function {
	n, s := form.Node(at), form.Span(at)
	key := cacheKey{maphash.String(c.seed, form.Tree().Text()[s.Start:s.End]), n.After - at, s.End - s.Start, n.Kind, n.Flags}
	c.mu.Lock()
	f := c.forms[key]
	if f == nil {
		f = c.old[key]
	}
	c.mu.Unlock()
	if f == nil {
		f = lower(form, at)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.forms) >= cacheSize {
		c.old, c.forms = c.forms, map[cacheKey]*function{}
	}
	c.forms[key] = f
	return f
}

// open lowers the functions of a tree that are not in the cache.
func (x *Index) open(t *syntax.Tree) *file {
	form := t.Form()
	f := &file{form: form, classes: map[string]bool{}, classNames: map[int32]string{}}
	f.bareMethods = x.lang.Name == "java" || x.lang.Name == "cpp"
	f.overloads = f.bareMethods
	f.members = append(f.members, member{function: lower(form, 0), span: form.Span(0), parent: -1, class: -1})
	parents := []int{0}
	for i := int32(1); i < int32(form.Len()); i++ {
		n := form.Node(i)
		if n.Role == syntax.RoleClass {
			f.class(i)
		}
		name, named := f.nameOf(i)
		if n.Role != syntax.RoleFunc || !named || form.Child(i, syntax.SlotBody) < 0 {
			continue
		}
		for p := parents[len(parents)-1]; p > 0 && form.Node(f.members[p].node).After <= i; p = parents[len(parents)-1] {
			parents = parents[:len(parents)-1]
		}
		m := member{function: x.cache.get(form, i), node: i, span: form.Span(i), parent: parents[len(parents)-1],
			name: name, class: f.classOf(i), lambda: isLambda(n)}
		m.exported = f.exports(m.span.Start)
		m.receiver, m.receiverType = f.receiverOf(i)
		f.members = append(f.members, m)
		parents = append(parents, len(f.members)-1)
	}
	f.constants()
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

// exports reports whether the word before an offset is JavaScript's export.
func (f *file) exports(at int) bool {
	before := strings.TrimRight(f.form.Tree().Text()[max(at-40, 0):at], " \t\n")
	before = strings.TrimRight(strings.TrimSuffix(before, "default"), " \t\n")
	return strings.HasSuffix(before, "export")
}

// nameOf returns the name of a function, and whether it is a member of its own: one that stands in an
// expression is if it is given to a variable.
func (f *file) nameOf(i int32) (string, bool) {
	n := f.form.Node(i)
	if n.Role != syntax.RoleFunc {
		return "", false
	}
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
	if name := f.form.Child(i, syntax.SlotName); name >= 0 {
		f.classes[f.form.Text(name)] = true
		f.classNames[i] = f.form.Text(name)
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
func (f *file) constants() {
	writes := map[string]bool{}
	nested := make([]map[string]bool, len(f.members))
	for i := len(f.members) - 1; i > 0; i-- {
		for _, name := range f.members[i].freeWrites() {
			writes[name] = true
			for p := f.members[i].parent; p > 0; p = f.members[p].parent {
				if nested[p] == nil {
					nested[p] = map[string]bool{}
				}
				nested[p][name] = true
			}
		}
	}
	top := &f.members[0]
	shared := top.lambdaWrites()
	for name := range writes {
		shared[name] = true
	}
	top.function = top.function.withConstants(nil, shared)
	globals := top.globals(shared)
	for i := 1; i < len(f.members); i++ {
		m := &f.members[i]
		shared := m.lambdaWrites()
		for name := range nested[i] {
			shared[name] = true
		}
		m.function = m.function.withConstants(globals, shared)
	}
}

// withConstants returns the function with its constants; the forms in the cache are shared, so one whose
// surroundings differ is copied.
func (f *function) withConstants(globals map[string]fact, shared map[string]bool) *function {
	used := map[string]fact{}
	var key []string
	for i := range f.cells {
		if c := &f.cells[i]; c.free && c.parent < 0 {
			if g, ok := globals[c.name]; ok {
				used[c.name] = g
				key = append(key, c.name+"="+string(rune(g.kind))+g.text)
			}
		}
	}
	for name := range shared {
		key = append(key, name)
	}
	slices.Sort(key)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.solved != nil && slices.Equal(f.solvedFor, key) {
		return f.solved
	}
	out := f.copy()
	out.propagate(used, shared)
	f.solved, f.solvedFor = out, key
	return out
}

// copy returns a function that shares all but the constants.
func (f *function) copy() *function {
	return &function{shape: f.shape}
}

// freeWrites lists the free variables that a function writes.
func (f *function) freeWrites() []string {
	var out []string
	for i := range f.instrs {
		in := &f.instrs[i]
		if (in.op == opSet || in.op == opPut) && in.cell >= 0 {
			if root := f.root(in.cell); f.cells[root].free {
				out = append(out, f.cells[root].name)
			}
		}
	}
	return out
}

// lambdaWrites lists the variables that a function in an expression writes but does not declare: it may
// run at any time.
func (f *function) lambdaWrites() map[string]bool {
	out := map[string]bool{}
	for _, c := range f.captured {
		out[f.cells[c].name] = true
	}
	return out
}

// globals returns the constants that the variables of a file keep: those that are written once.
func (m *member) globals(shared map[string]bool) map[string]fact {
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
		if cell.parent >= 0 || count[c] != 1 || shared[cell.name] || cell.name == "" || m.facts == nil {
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
