package flow

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A resolver ties the rows of models to the instructions of one file. Types are those of variables
// whatever the order of statements. It belongs to one goroutine.
type resolver struct {
	*file
	index *modelIndex
	names *match.Names
	lang  *syntax.Language
	outer *outerTypes
	// outside are the names that other files can ask for; nil until they are needed.
	outside map[string]bool
}

// outerTypes are the types of what functions share: the file's variables by name, and this.x by the class's
// node and the field. They are immutable.
type outerTypes struct {
	globals, fields map[string]string
	hash            uint64
}

// A resolution is what models say of one member, where it stands. It is immutable.
type resolution struct {
	types  []string         // by instruction, joined by "|"; "" if not known
	cells  map[int32]string // by variable
	stores []store
	uses   []use
}

// A store gives a variable of the file, or a field of the object, a type.
type store struct {
	field     bool
	name, typ string
}

// resolutionKey is all that a resolution depends on.
type resolutionKey struct {
	shape         *shape
	place, shared uint64 // what is around the function, and the types of what it shares with others
	unmask        bool
}

// maxTypeRounds bounds how often types of what functions share lead to others.
const maxTypeRounds = 3

// resolve resolves the members whose place or surroundings changed.
func (x *Index) resolve(f *file, s *match.Subject, unmask bool) [][]use {
	r := &resolver{file: f, index: x.models, names: s.Names(), lang: x.lang, outer: &outerTypes{}}
	places := f.places(x.cache.seed)
	members := make([]*resolution, len(f.members))
	for range maxTypeRounds {
		for i := range f.members {
			if i == 0 {
				members[i] = r.member(i)
				continue
			}
			m := &f.members[i]
			key := resolutionKey{m.shape, places[i], r.outer.hash, unmask}
			members[i] = x.cache.resolutions.get(key, func() *resolution { return r.member(i) })
		}
		outer := f.outerTypes(members, x.cache.seed)
		if outer.hash == r.outer.hash {
			break
		}
		r.outer = outer
	}
	uses := make([][]use, len(members))
	for i, m := range members {
		uses[i] = m.uses
	}
	return uses
}

// outerTypes joins what members store.
func (f *file) outerTypes(members []*resolution, seed maphash.Seed) *outerTypes {
	o := &outerTypes{globals: map[string]string{}, fields: map[string]string{}}
	for i, m := range members {
		for _, s := range m.stores {
			if s.field {
				key := f.fieldKey(i, s.name)
				o.fields[key] = joinTypes(o.fields[key], s.typ)
			} else {
				o.globals[s.name] = joinTypes(o.globals[s.name], s.typ)
			}
		}
	}
	for _, types := range []map[string]string{o.globals, o.fields} {
		for name, typ := range types {
			o.hash += maphash.String(seed, name+"="+typ)
		}
		o.hash *= 31
	}
	return o
}

// places hashes, by member, what is around it: the text of the file but for the bodies of functions, what
// functions may give a meaning outside of them, and of a nested function the one that it stands in.
func (f *file) places(seed maphash.Seed) []uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	text, at := f.form.Tree().Text(), 0
	outer := make([]int, len(f.members)) // the member that is in no other one
	for i := 1; i < len(f.members); i++ {
		m := &f.members[i]
		for _, name := range m.around.touches {
			h.WriteString(name)
			h.WriteByte(0)
		}
		if outer[i] = outer[m.parent]; m.parent == 0 {
			outer[i] = i
			body := f.form.Span(f.form.Child(m.node, syntax.SlotBody))
			h.WriteString(text[at:max(at, body.Start)])
			at = max(at, body.End)
		}
	}
	h.WriteString(text[at:])
	file := h.Sum64()
	out := make([]uint64, len(f.members))
	for i := 1; i < len(f.members); i++ {
		m := &f.members[i]
		h.Reset()
		if o := outer[i]; o != i {
			h.WriteString(text[f.members[o].span.Start:f.members[o].span.End])
			h.WriteString(itoa(m.span.Start - f.members[o].span.Start))
		}
		h.WriteString(itoa(outer[i]) + " " + itoa(f.classOrder[m.class]) + " " + m.name)
		out[i] = file ^ h.Sum64()
	}
	return out
}

// resolving is the resolution of one member while it is made.
type resolving struct {
	*resolver
	*resolution
	i    int
	self *member
	// declares are the declarations of the member's variables, by cell, -1 of one without; nil until they are needed.
	declares map[int32]int32
}

// member resolves a member with the types that others share with it.
func (r *resolver) member(i int) *resolution {
	m := &r.members[i]
	w := &resolving{resolver: r, resolution: &resolution{types: make([]string, len(m.instrs)), cells: map[int32]string{}}, i: i, self: m}
	for range 2 {
		w.stores = w.stores[:0]
		for k := range m.instrs {
			in := &m.instrs[k]
			typ := w.typeOf(int32(k), in)
			w.types[k] = typ
			if (in.op == opSet || in.op == opParam) && in.cell >= 0 && typ != "" {
				w.store(in.cell, typ)
			}
			if in.op == opParam && in.cell >= 0 && r.isField(in.at+m.node) {
				w.stores = append(w.stores, store{field: true, name: m.cells[in.cell].name, typ: typ})
			}
		}
	}
	w.find()
	return w.resolution
}

func (r *resolving) store(cell int32, typ string) {
	r.cells[cell] = joinTypes(r.cells[cell], typ)
	m := r.self
	c := &m.cells[cell]
	switch {
	case c.parent < 0 && (r.i == 0 || c.free):
		r.stores = append(r.stores, store{false, c.name, typ})
	case c.parent >= 0 && m.cells[c.parent].parent < 0 && isSelf(m.cells[c.parent].name):
		r.stores = append(r.stores, store{true, c.name, typ})
	}
}

// isField reports whether a parameter of a constructor of TypeScript declares a field.
func (r *resolver) isField(param int32) bool {
	first := r.form.First(param)
	return first >= 0 && r.form.Node(first).Role == syntax.RoleModifier && isTypeScript(r.lang)
}

func isTypeScript(l *syntax.Language) bool { return l == syntax.TypeScript || l == syntax.TSX }

func isSelf(name string) bool { return name == "self" || name == "this" }

func (f *file) fieldKey(i int, field string) string {
	return itoa(f.classOrder[f.members[i].class]) + "." + field
}

// joinTypes joins sets of types, as text.
func joinTypes(a, b string) string {
	if a == "" || a == b {
		return b
	}
	if b == "" || strings.Count(a, "|") > 3 || slices.Contains(strings.Split(a, "|"), b) {
		return a
	}
	return a + "|" + b
}

func (r *resolving) typeOf(k int32, in *instr) string {
	m := r.self
	args := m.operands(k)
	switch in.op {
	case opParam:
		return r.declared(in.at + m.node)
	case opSet:
		if t := r.declared(in.at + m.node); t != "" {
			return t
		}
		return r.types[args[0]]
	case opUse:
		return r.variableType(in.cell)
	case opField:
		return r.fieldType(in, args[0])
	case opJoin:
		if len(args) == 1 {
			return r.types[args[0]]
		}
	case opElement, opIndex:
		if r.lang == syntax.Go { // rows give a collection the type of its elements
			return r.types[args[0]]
		}
	case opRecord:
		if r.lang == syntax.Go {
			return r.declared(in.at + m.node)
		}
	case opSelect:
		return joinTypes(r.types[args[1]], r.types[args[2]])
	case opBinary:
		if in.text == "/" && r.lang.Name == "python" {
			return r.types[args[0]]
		}
		if in.text == "||" || in.text == "or" || in.text == "??" {
			return joinTypes(r.types[args[0]], r.types[args[1]])
		}
	case opCall:
		return r.returned(k, in)
	case opConst:
		if in.flags&flagExact != 0 && in.flags&flagWord == 0 {
			return "string"
		}
	}
	return ""
}

func (r *resolving) variableType(cell int32) string {
	if t := r.cells[cell]; t != "" {
		return t
	}
	c := &r.self.cells[cell]
	if c.free {
		return r.outer.globals[c.name]
	}
	return r.partType(c)
}

// partType is the type of a part of a typed variable, by the models.
func (r *resolving) partType(c *cell) string {
	if c.parent < 0 {
		return ""
	}
	for _, row := range r.index.reads[c.name] {
		if row.section == sectionTypes && sameType(r.cells[c.parent], row.owner) {
			return row.returns
		}
	}
	return ""
}

func (r *resolving) fieldType(in *instr, base int32) string {
	m := r.self
	if in.cell >= 0 && in.flags&flagExact != 0 {
		if t := r.cells[in.cell]; t != "" {
			return t
		}
	}
	b := &m.instrs[base]
	if b.op == opUse && isSelf(m.cells[b.cell].name) {
		return r.outer.fields[r.fieldKey(r.i, in.text)]
	}
	if r.lang.Name == "go" && b.op != opCall && in.text != "" && in.text[0] >= '0' && in.text[0] <= '9' {
		return r.types[base]
	}
	if in.text == pointee || r.lang.Name == "go" && in.text == "0" && b.op == opCall {
		return r.types[base]
	}
	for _, row := range r.index.reads[in.text] {
		if row.section == sectionTypes && r.reads(in, base, row) {
			return row.returns
		}
	}
	return ""
}

// declared returns the type that a declaration gives.
func (r *resolving) declared(n int32) string {
	t := r.form.Child(n, syntax.SlotType)
	for ; t >= 0; t = r.form.First(t) {
		switch role := r.form.Node(t).Role; role {
		case syntax.RoleName, syntax.RoleMember:
			if path := r.path(t); path != "" {
				return path
			}
			return strings.Join(r.names.Parts(t), ".")
		case syntax.RoleString:
			return ""
		}
	}
	return ""
}

// returned is the type of a call's value: by the models, or of an instantiation the class.
func (r *resolving) returned(k int32, in *instr) string {
	c := r.callee(k, in)
	for _, row := range r.index.calls[c.last] {
		if row.section == sectionTypes && r.called(&c, row) {
			return row.returns
		}
	}
	if in.flags&flagNew != 0 || c.class {
		return c.full
	}
	return ""
}
