package flow

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A modelIndex finds the rows that may speak of an instruction, by the last name. It is immutable.
type modelIndex struct {
	calls, reads, writes map[string][]*row
	params               []*row
	known                map[string]bool // names in full of what rows speak of, and of its owners
}

func newModelIndex(m *Models) *modelIndex {
	x := &modelIndex{calls: map[string][]*row{}, reads: map[string][]*row{}, writes: map[string][]*row{}, known: map[string]bool{}}
	if m == nil {
		return x
	}
	for _, r := range m.rows {
		x.known[r.name], x.known[r.owner] = true, true
		switch r.form {
		case formCallee:
			x.calls[r.last] = append(x.calls[r.last], r)
		case formAccess:
			x.reads[r.last] = append(x.reads[r.last], r)
		case formAssign:
			x.writes[r.last] = append(x.writes[r.last], r)
		default:
			x.params = append(x.params, r)
		}
	}
	return x
}

// A use is a row that speaks of an instruction.
type use struct {
	instr int32
	row   *row
}

// A resolver ties the rows of models to the instructions of one file. Types are those of variables
// whatever the order of statements. It belongs to one goroutine.
type resolver struct {
	*file
	index   *modelIndex
	names   *match.Names
	lang    *syntax.Language
	types   [][]string         // by member and instruction, joined by "|"; "" if not known
	cells   []map[int32]string // by member
	globals map[string]string  // types of the file's variables
	fields  map[string]string  // types of this.x, by the class's node and the field
	uses    [][]use
}

func (f *file) resolve(lang *syntax.Language, index *modelIndex, unmask bool) *resolver {
	r := &resolver{file: f, index: index, names: match.NewNames(f.form), lang: lang, globals: map[string]string{}, fields: map[string]string{}}
	if unmask {
		r.names.Unmask()
	}
	n := len(f.members)
	r.types, r.cells, r.uses = make([][]string, n), make([]map[int32]string, n), make([][]use, n)
	for i := range f.members {
		r.types[i], r.cells[i] = make([]string, len(f.members[i].instrs)), map[int32]string{}
	}
	for round := 0; round < 2; round++ {
		for i := range f.members {
			r.member(i)
		}
	}
	for i := range f.members {
		r.find(i)
	}
	return r
}

// member gives the values of a member their types.
func (r *resolver) member(i int) {
	m := &r.members[i]
	for k := range m.instrs {
		in := &m.instrs[k]
		typ := r.typeOf(i, int32(k), in)
		r.types[i][k] = typ
		if (in.op == opSet || in.op == opParam) && in.cell >= 0 {
			r.store(i, in.cell, typ)
		}
	}
}

func (r *resolver) store(i int, cell int32, typ string) {
	if typ == "" {
		return
	}
	m := &r.members[i]
	old := r.cells[i][cell]
	joined := joinTypes(old, typ)
	r.cells[i][cell] = joined
	c := &m.cells[cell]
	switch {
	case c.parent < 0 && (i == 0 || c.free):
		r.globals[c.name] = joinTypes(r.globals[c.name], typ)
	case c.parent >= 0 && m.cells[c.parent].parent < 0 && isSelf(m.cells[c.parent].name):
		key := r.fieldKey(i, c.name)
		r.fields[key] = joinTypes(r.fields[key], typ)
	}
}

func isSelf(name string) bool { return name == "self" || name == "this" }

func (r *resolver) fieldKey(i int, field string) string {
	return itoa(int(r.members[i].class+1)) + "." + field
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

func (r *resolver) typeOf(i int, k int32, in *instr) string {
	m := &r.members[i]
	args := m.operands(k)
	switch in.op {
	case opParam:
		return r.declared(in.at + m.node)
	case opSet:
		if t := r.declared(in.at + m.node); t != "" {
			return t
		}
		return r.types[i][args[0]]
	case opUse:
		return r.variableType(i, in.cell)
	case opField:
		return r.fieldType(i, in, args[0])
	case opJoin:
		if len(args) == 1 {
			return r.types[i][args[0]]
		}
	case opSelect:
		return joinTypes(r.types[i][args[1]], r.types[i][args[2]])
	case opBinary:
		if in.text == "||" || in.text == "or" || in.text == "??" {
			return joinTypes(r.types[i][args[0]], r.types[i][args[1]])
		}
	case opCall:
		return r.returned(i, k, in)
	case opConst:
		if in.flags&flagExact != 0 {
			return "string"
		}
	}
	return ""
}

func (r *resolver) variableType(i int, cell int32) string {
	if t := r.cells[i][cell]; t != "" {
		return t
	}
	c := &r.members[i].cells[cell]
	if c.free {
		return r.globals[c.name]
	}
	return ""
}

func (r *resolver) fieldType(i int, in *instr, base int32) string {
	m := &r.members[i]
	if in.cell >= 0 && in.flags&flagExact != 0 {
		if t := r.cells[i][in.cell]; t != "" {
			return t
		}
	}
	b := &m.instrs[base]
	if b.op == opUse && isSelf(m.cells[b.cell].name) {
		return r.fields[r.fieldKey(i, in.text)]
	}
	if in.text == pointee || r.lang.Name == "go" && in.text == "0" && b.op == opCall {
		return r.types[i][base]
	}
	for _, row := range r.index.reads[in.text] {
		if row.section == sectionTypes && r.reads(i, in, base, row) {
			return row.returns
		}
	}
	return ""
}

// declared returns the type that a declaration gives.
func (r *resolver) declared(n int32) string {
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
func (r *resolver) returned(i int, k int32, in *instr) string {
	c := r.callee(i, k, in)
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

// A callee is what is known of what a call calls.
type callee struct {
	full     string // by imports, or as it stands where nothing binds its first name
	last     string
	owners   string // types of the receiver
	receiver bool
	imported bool
	isNew    bool
	class    bool // a class of the file is called
}

func (r *resolver) callee(i int, k int32, in *instr) callee {
	n := r.form.Child(in.at+r.members[i].node, syntax.SlotCallee)
	if n < 0 {
		return callee{}
	}
	c := callee{isNew: in.flags&flagNew != 0}
	c.full, c.imported = r.fullName(n)
	c.last = c.full[strings.LastIndexByte(c.full, '.')+1:]
	if r.form.Node(n).Role == syntax.RoleMember {
		if name := r.form.Child(n, syntax.SlotName); name >= 0 {
			c.last = r.form.Text(name)
		}
	}
	if args := r.members[i].operands(k); args[0] >= 0 {
		c.receiver, c.owners = true, r.types[i][args[0]]
	}
	if r.form.Node(n).Role == syntax.RoleName && !c.imported {
		c.class = r.classes[r.form.Text(n)]
		if c.full == "" {
			c.last = r.form.Text(n)
			if c.class {
				c.full = c.last
			}
		}
	}
	return c
}

// fullName returns the name of a chain of names in full, "" where something in the file that is no import
// binds its first name.
func (r *resolver) fullName(n int32) (name string, imported bool) {
	if path := r.path(n); path != "" {
		return path, true
	}
	parts := r.names.Parts(n)
	if len(parts) == 0 || r.names.Bound(parts[0], n) {
		return "", false
	}
	return strings.Join(parts, "."), false
}

// path returns what a chain of names stands for through imports, "" where none says. Of the modules that are
// imported whole, the first that the rows know by this name is meant; a name may then also be one that needs no
// import.
func (r *resolver) path(n int32) string {
	paths := r.names.Paths(n)
	if len(paths) == 0 {
		return ""
	}
	if r.names.Guessed(n) {
		parts := r.names.Parts(n)
		for _, p := range slices.Concat(paths, [][]string{append([]string{"java", "lang"}, parts...), parts}) {
			if name := dotted(p); r.index.known[name] {
				return name
			}
		}
	}
	return dotted(paths[0])
}

// dotted writes a path as rows do: JavaScript's default export is the module itself.
func dotted(path []string) string {
	if len(path) > 1 && path[1] == "default" {
		path = append([]string{path[0]}, path[2:]...)
	}
	return strings.Join(path, ".")
}

// called reports whether a row speaks of what is called.
func (r *resolver) called(c *callee, row *row) bool {
	switch {
	case c.full != "" && (c.full == row.name || r.lang.Name == "java" && isUpper(c.full) && strings.HasSuffix(row.name, "."+c.full)):
		return true
	case !c.receiver:
		return c.full == "" && !c.imported && row.owner == "" && c.last == row.name
	}
	for _, owner := range strings.Split(c.owners, "|") {
		if owner != "" && c.last == row.last && sameType(owner, row.owner) {
			return true
		}
	}
	return c.owners == "" && !c.imported && c.last == row.last && (row.byName || stringTypes[row.owner] && row.section != sectionSources)
}

// stringTypes are the types that data from outside has where nothing else is known.
var stringTypes = map[string]bool{"str": true, "String": true, "string": true, "java.lang.String": true}

func isUpper(name string) bool { return name[0] >= 'A' && name[0] <= 'Z' }

// sameType compares a type with the owner of a row; a name without a package may be any of that name.
func sameType(typ, owner string) bool {
	return typ == owner || !strings.ContainsAny(typ, "./") && strings.HasSuffix(owner, "."+typ)
}

// reads reports whether a row speaks of a field that is read.
func (r *resolver) reads(i int, in *instr, base int32, row *row) bool {
	n := in.at + r.members[i].node
	if name, _ := r.fullName(n); name == row.name && name != "" {
		return true
	}
	for _, owner := range strings.Split(r.types[i][base], "|") {
		if owner != "" && sameType(owner, row.owner) {
			return true
		}
	}
	if r.types[i][base] != "" {
		return false
	}
	if strings.Join(r.names.Parts(n), ".") == row.name {
		return true
	}
	return row.byName
}

// find lists the rows that speak of the instructions of a member.
func (r *resolver) find(i int) {
	m := &r.members[i]
	for k := range m.instrs {
		in := &m.instrs[k]
		switch in.op {
		case opCall:
			r.findCall(i, int32(k), in)
		case opField:
			for _, row := range r.index.reads[strings.TrimPrefix(in.text, "[")] {
				if row.section == sectionSources && in.text == row.last && r.reads(i, in, m.args[in.lo], row) {
					r.uses[i] = append(r.uses[i], use{int32(k), row})
				}
			}
		case opUse:
			for _, row := range r.index.reads[m.cells[in.cell].name] {
				if name, _ := r.fullName(in.at + m.node); row.section == sectionSources && name == row.name {
					r.uses[i] = append(r.uses[i], use{int32(k), row})
				}
			}
		case opSet, opPut:
			r.findWrite(i, int32(k), in)
		case opParam:
			r.findParam(i, int32(k), in)
		}
	}
}

func (r *resolver) findCall(i int, k int32, in *instr) {
	c := r.callee(i, k, in)
	for _, row := range r.index.calls[c.last] {
		if row.section != sectionTypes && r.called(&c, row) {
			r.uses[i] = append(r.uses[i], use{k, row})
		}
	}
	if c.full != "" && strings.LastIndexByte(c.full, '.') >= 0 {
		if last := c.full[strings.LastIndexByte(c.full, '.')+1:]; last != c.last {
			for _, row := range r.index.calls[last] {
				if row.section != sectionTypes && row.name == c.full {
					r.uses[i] = append(r.uses[i], use{k, row})
				}
			}
		}
	}
}

// findWrite looks for rows of a property that is written.
func (r *resolver) findWrite(i int, k int32, in *instr) {
	if in.to < 0 {
		return
	}
	n := in.to + r.members[i].node
	if r.form.Node(n).Role != syntax.RoleMember {
		return
	}
	object, name := r.form.Child(n, syntax.SlotObject), r.form.Child(n, syntax.SlotName)
	if object < 0 || name < 0 {
		return
	}
	for _, row := range r.index.writes[r.form.Text(name)] {
		if full, _ := r.fullName(n); full == row.name || row.byName || sameType(r.objectType(i, object), row.owner) {
			r.uses[i] = append(r.uses[i], use{k, row})
		}
	}
}

// objectType returns the type of an expression that was lowered somewhere in a member.
func (r *resolver) objectType(i int, n int32) string {
	m := &r.members[i]
	for k := range m.instrs {
		if m.instrs[k].at+m.node == n && r.types[i][k] != "" {
			return r.types[i][k]
		}
	}
	return "?"
}

// findParam looks for rows of parameters: by annotations of it or of its function, and by how the function
// can be called.
func (r *resolver) findParam(i int, k int32, in *instr) {
	if in.flags&flagLambda != 0 && !r.members[i].lambda {
		return
	}
	at := in.at + r.members[i].node
	for _, row := range r.index.params {
		switch row.form {
		case formAnnotation:
			if r.annotated(at, row) || r.annotated(r.members[i].node, row) {
				r.uses[i] = append(r.uses[i], use{k, row})
			}
		case formOf:
			if r.form.Node(at).Role == syntax.RoleParam && (row.name == "main" && r.members[i].name == "main" || row.name == "public-function" && r.public(i) && !r.isReceiver(i, k)) {
				r.uses[i] = append(r.uses[i], use{k, row})
			}
		}
	}
}

func (r *resolver) isReceiver(i int, k int32) bool {
	m := &r.members[i]
	in := &m.instrs[k]
	return r.form.Node(in.at+m.node).Slot == syntax.SlotReceiver || in.cell >= 0 && (isSelf(m.cells[in.cell].name) || m.cells[in.cell].name == "cls")
}

func (r *resolver) annotated(n int32, row *row) bool {
	for c := r.form.First(n); c >= 0; c = r.form.Next(c) {
		if r.form.Node(c).Role != syntax.RoleDecorator {
			continue
		}
		name := r.form.First(c)
		if name >= 0 && r.form.Node(name).Role == syntax.RoleCall {
			name = r.form.Child(name, syntax.SlotCallee)
		}
		if name < 0 {
			continue
		}
		full, _ := r.fullName(name)
		if full == row.name || full != "" && sameType(full, row.name) || r.decorates(name, row) {
			return true
		}
	}
	return false
}

// decorates reports whether a decorator is a method of a typed variable of the file: @app.route.
func (r *resolver) decorates(n int32, row *row) bool {
	parts := r.names.Parts(n)
	if len(parts) != 2 || parts[1] != row.last {
		return false
	}
	for _, t := range strings.Split(r.globals[parts[0]], "|") {
		if t != "" && sameType(t, row.owner) {
			return true
		}
	}
	return r.globals[parts[0]] == "" && row.byName
}

// public reports whether other code can call a function, by the rules of its language.
func (r *resolver) public(i int) bool {
	m := &r.members[i]
	if i == 0 || m.parent != 0 || m.name == "" {
		return false
	}
	has := func(words ...string) bool {
		for c := r.form.First(m.node); c >= 0; c = r.form.Next(c) {
			if r.form.Node(c).Role == syntax.RoleModifier && slices.Contains(words, r.form.Text(c)) {
				return true
			}
		}
		return false
	}
	switch r.lang.Name {
	case "python":
		return !strings.HasPrefix(m.name, "_")
	case "go":
		return isUpper(m.name)
	case "java":
		return has("public") && m.name != "main"
	case "c", "cpp":
		return !has("static") && m.name != "main"
	}
	return m.exported
}
