package match

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A facts value is what is known of one tree's names: what binds them, what imports they stand for and
// which hold a constant. It is made once for a tree and a run, and only read then.
//
// A name resolves in the order of the text, as in Semgrep: what binds it later does not count. So text
// that is inserted behind a use never changes what the use means, except for constants; see constant.
type facts struct {
	outside   func(int32) (Known, bool) // see Options.Constant
	form      *syntax.Form
	lang      *syntax.Language
	once      sync.Once
	bindings  map[scoped][]binding // in the order of the text
	stars     []star               // imports of everything in a module
	blocks    bool                 // scopes are blocks, not functions
	unmask    bool                 // see paths in disguise.go
	written   map[scoped]bool      // fields that this.name = … assigns, by the body of their class
	known     map[int32][][]string // what paths found, by node
	asWritten bool                 // while imported names stand for themselves, as patterns may write them
	macros    map[string]string    // C's, by name; see define
	records   map[string]int32     // C's structs, by name; see record
}

// A binding is one place that gives a name a meaning.
type binding struct {
	at    int32    // the form node that binds
	scope int32    // the function, class or block it holds in
	path  []string // of an import
	value int32    // of an assignment of one value; -1 otherwise
	typ   int32    // the declared type; -1 if none
	fixed bool     // const, final: never assigned again
	// private is a field of Java's that its class alone can assign: a constant where nothing does.
	private bool
}

// scoped is a name in a scope.
type scoped struct {
	name  string
	scope int32
}

// maxStars is how many modules that are imported whole are looked at.
const maxStars = 64

// A star is an import of all names of a module.
type star struct {
	at   int32
	path []string
}

func newFacts(f *syntax.Form) *facts {
	lang := f.Tree().Language()
	return &facts{form: f, lang: lang, blocks: lang.Name != "python"}
}

func (x *facts) load() { x.once.Do(x.collect) }

func (x *facts) collect() {
	x.bindings, x.written = map[scoped][]binding{}, map[scoped]bool{}
	for i := int32(0); i < int32(x.form.Len()); i++ {
		x.visit(i)
	}
}

func (x *facts) visit(i int32) {
	switch n := x.form.Node(i); n.Role {
	case syntax.RoleAssign:
		x.assignment(i)
	case syntax.RoleParam:
		if name := x.form.Child(i, syntax.SlotName); name >= 0 {
			x.targets(name, i, x.form.Child(i, syntax.SlotType))
		}
	case syntax.RoleImport:
		x.imported(i)
	case syntax.RoleFunc, syntax.RoleClass:
		x.struct0(i)
		if name := x.form.Child(i, syntax.SlotName); name >= 0 && n.Flags&syntax.FormLambda == 0 {
			x.bind(x.form.Text(name), binding{at: i, scope: x.scopeOf(n.Parent, false), value: -1, typ: -1})
		}
	case syntax.RoleUnary:
		if t := x.form.Text(i); t == "&" {
			x.touched(x.form.First(i), i)
		}
	case syntax.RoleOther:
		x.otherBinding(i, x.lang.KindName(n.Kind))
	}
}

// otherBinding notes what loops, handlers and updates bind.
func (x *facts) otherBinding(i int32, kind string) {
	switch kind {
	case "preproc_def":
		x.define(i)
	case "update_expression", "inc_statement", "dec_statement", "global_statement", "nonlocal_statement", "delete_statement":
		for c := x.form.First(i); c >= 0; c = x.form.Next(c) {
			x.touched(c, i)
		}
	case "for_statement", "for_in_statement", "enhanced_for_statement", "range_clause", "for_in_clause", "catch_clause", "for_range_loop",
		"as_pattern", "receive_statement", "type_switch_statement":
		c := x.form.First(i)
		if kind == "as_pattern" && c >= 0 {
			c = x.form.Next(c)
		}
		if c >= 0 && x.form.Node(c).Role != syntax.RoleBlock {
			x.targets(c, i, -1)
		}
	}
}

// touched notes that a name may change at a place.
func (x *facts) touched(name, at int32) {
	if name >= 0 && x.form.Node(name).Role == syntax.RoleName {
		x.bind(x.form.Text(name), binding{at: at, scope: x.homeScope(x.form.Text(name), at), value: -1, typ: -1})
	}
}

func (x *facts) assignment(i int32) {
	target, value := x.form.Child(i, syntax.SlotTarget), x.form.Child(i, syntax.SlotValue)
	if target < 0 {
		return
	}
	n := x.form.Node(i)
	if x.form.Node(target).Role != syntax.RoleName {
		if value >= 0 && x.form.Node(target).Role == syntax.RoleDict {
			x.destructured(i, target, value)
			return
		}
		x.targets(target, i, -1)
		x.write(target)
		return
	}
	name := x.form.Text(target)
	b := binding{at: i, value: value, typ: x.form.Child(i, syntax.SlotType), fixed: x.hasModifier(i, "const", "final", "readonly")}
	b.private = x.lang.Name == "java" && n.Flags&syntax.FormDeclaration != 0 && x.hasModifier(i, "private")
	if op := x.form.Text(i); op != "" && op != "=" && op != ":=" && n.Flags&syntax.FormDeclaration == 0 {
		b.value = -1
	}
	if n.Flags&syntax.FormDeclaration != 0 || !x.blocks || x.lang.KindName(n.Kind) == "short_var_declaration" {
		b.scope = x.scopeOf(n.Parent, x.hasModifier(i, "var"))
	} else {
		b.scope = x.homeScope(name, i)
	}
	if x.lang.Name == "go" && x.lang.KindName(n.Kind) == "const_spec" {
		b.fixed = true
	}
	if path := x.required(value); path != nil {
		b.path = path
	}
	x.bind(name, b)
}

// write notes the field that an assignment to this.name changes.
func (x *facts) write(target int32) {
	if object, name := x.form.Child(target, syntax.SlotObject), x.form.Child(target, syntax.SlotName); object >= 0 && name >= 0 && x.form.Text(object) == "this" {
		x.written[scoped{x.form.Text(name), x.classBody(target)}] = true
	}
}

// classBody returns the scope of the fields of the class around a node, -1 if there is none.
func (x *facts) classBody(i int32) int32 {
	for ; i > 0; i = x.form.Node(i).Parent {
		if x.fields(i) {
			return i
		}
	}
	return -1
}

// fields reports whether a scope is the body of a class.
func (x *facts) fields(scope int32) bool {
	n := x.form.Node(scope)
	return n.Role == syntax.RoleClass || n.Role == syntax.RoleBlock && n.Parent >= 0 && x.form.Node(n.Parent).Role == syntax.RoleClass
}

func (x *facts) hasModifier(i int32, words ...string) bool {
	for c := x.form.First(i); c >= 0; c = x.form.Next(c) {
		if x.form.Node(c).Role != syntax.RoleModifier {
			continue
		}
		for _, w := range words {
			if x.form.Text(c) == w {
				return true
			}
		}
	}
	return false
}

// required returns the module that require("m") gives.
func (x *facts) required(value int32) []string {
	if value < 0 || !isJS(x.lang) {
		return nil
	}
	n := x.form.Node(value)
	switch n.Role {
	case syntax.RoleCall:
		callee := x.form.Child(value, syntax.SlotCallee)
		args := x.form.List(nil, value)
		if callee >= 0 && x.form.Text(callee) == "require" && len(args) == 1 && x.form.Node(args[0]).Role == syntax.RoleString {
			return []string{x.form.Text(args[0])}
		}
	}
	return nil
}

func isJS(l *syntax.Language) bool {
	return l.Name == "javascript" || l.Name == "typescript" || l.Name == "tsx"
}

// destructured binds the names of const {a, b: c} = require("m").
func (x *facts) destructured(i, target, value int32) {
	path := x.required(value)
	scope := x.scopeOf(x.form.Node(i).Parent, x.hasModifier(i, "var"))
	for c := x.form.First(target); c >= 0; c = x.form.Next(c) {
		key, local := x.form.Child(c, syntax.SlotKey), x.form.Child(c, syntax.SlotValue)
		if x.form.Node(c).Role != syntax.RolePair || key < 0 || local < 0 || x.form.Node(local).Role != syntax.RoleName {
			x.targets(c, i, -1)
			continue
		}
		b := binding{at: i, scope: scope, value: -1, typ: -1}
		if path != nil {
			b.path = append(append([]string(nil), path...), x.form.Text(key))
		}
		x.bind(x.form.Text(local), b)
	}
}

// targets binds every name below a target to something unknown.
func (x *facts) targets(target, at, typ int32) {
	for i := target; i < x.form.Node(target).After; i++ {
		n := x.form.Node(i)
		switch {
		case n.Role == syntax.RoleMember || n.Role == syntax.RoleIndex || n.Role == syntax.RoleCall || n.Role == syntax.RoleFunc:
			i = n.After - 1
		case n.Role == syntax.RoleName && n.Slot != syntax.SlotKey && n.Slot != syntax.SlotType:
			parent := x.form.Node(at).Parent
			scope := x.scopeOf(parent, false)
			if x.form.Node(at).Role == syntax.RoleParam && parent >= 0 {
				scope = parent
			}
			x.bind(x.form.Text(i), binding{at: at, scope: scope, value: -1, typ: typ})
		}
	}
}

func (x *facts) bind(name string, b binding) {
	key := scoped{name, b.scope}
	x.bindings[key] = append(x.bindings[key], b)
}

// scopeOf returns the scope around a node: the nearest function or class, or block where blocks scope.
func (x *facts) scopeOf(i int32, function bool) int32 {
	for ; i > 0; i = x.form.Node(i).Parent {
		switch x.form.Node(i).Role {
		case syntax.RoleFunc, syntax.RoleClass:
			return i
		case syntax.RoleBlock:
			if x.blocks && !function {
				return i
			}
		}
	}
	return 0
}

// homeScope returns the scope that already has the name, or the innermost one.
func (x *facts) homeScope(name string, at int32) int32 {
	if b := x.innermost(name, at); b != nil {
		return b.scope
	}
	return x.scopeOf(at, true)
}

// innermost returns the binding that a name has at a node: of the innermost scope with one before it,
// the last.
func (x *facts) innermost(name string, at int32) *binding {
	for scope := at; scope >= 0; scope = x.form.Node(scope).Parent {
		if role := x.form.Node(scope).Role; scope != 0 && role != syntax.RoleFunc && role != syntax.RoleClass && role != syntax.RoleBlock {
			continue
		}
		all := x.bindings[scoped{name, scope}]
		if k := sort.Search(len(all), func(k int) bool { return all[k].at > at }); k > 0 {
			return &all[k-1]
		}
	}
	return nil
}

// declared returns the last declaration with a type that a binding follows in its scope, the binding
// itself if there is none.
func (x *facts) declared(name string, b *binding) *binding {
	all := x.bindings[scoped{name, b.scope}]
	for k := sort.Search(len(all), func(k int) bool { return all[k].at > b.at }) - 1; k >= 0; k-- {
		if all[k].typ >= 0 {
			return &all[k]
		}
	}
	return b
}

func (x *facts) imported(i int32) {
	module, name, alias := x.form.Child(i, syntax.SlotModule), x.form.Child(i, syntax.SlotName), x.form.Child(i, syntax.SlotAlias)
	if module < 0 {
		return
	}
	path := x.modulePath(module)
	scope := x.scopeOf(x.form.Node(i).Parent, false)
	b := binding{at: i, scope: scope, value: -1, typ: -1}
	switch {
	case len(path) == 0:
	case name >= 0 && x.form.Text(name) == "*":
		x.star(i, path)
	case name >= 0:
		b.path = append(path, x.nameParts(name)...)
		local := b.path[len(b.path)-1]
		if alias >= 0 {
			local = x.form.Text(alias)
		}
		x.bind(local, b)
	case alias >= 0:
		b.path = path
		x.bind(x.form.Text(alias), b)
	case x.lang.Name == "python":
		b.path = path[:1]
		x.bind(path[0], b)
	case x.lang.Name == "go":
		b.path = path
		x.bind(goPackage(path[0]), b)
	}
}

// star notes an import of everything in a module, once for each module.
func (x *facts) star(at int32, path []string) {
	for _, s := range x.stars {
		if slices.Equal(s.path, path) {
			return
		}
	}
	if len(x.stars) < maxStars {
		x.stars = append(x.stars, star{at, path})
	}
}

// goPackage guesses a package's name from its import path.
func goPackage(path string) string {
	parts := strings.Split(path, "/")
	last := parts[len(parts)-1]
	if len(parts) > 1 && len(last) > 1 && last[0] == 'v' && strings.Trim(last[1:], "0123456789") == "" {
		last = parts[len(parts)-2]
	}
	last, _, _ = strings.Cut(last, ".v")
	return strings.TrimPrefix(last, "go-")
}

func (x *facts) modulePath(module int32) []string {
	if x.form.Node(module).Role == syntax.RoleString {
		return []string{x.form.Text(module)}
	}
	return x.nameParts(module)
}

// nameParts returns the names of a chain of plain names, nil if the node is none.
func (x *facts) nameParts(i int32) []string {
	n := x.form.Node(i)
	switch n.Role {
	case syntax.RoleName:
		return []string{x.form.Text(i)}
	case syntax.RoleMember:
		object, name := x.form.Child(i, syntax.SlotObject), x.form.Child(i, syntax.SlotName)
		if object < 0 || name < 0 {
			return nil
		}
		if parts := x.nameParts(object); parts != nil && len(parts) < 50 {
			return append(parts, x.form.Text(name))
		}
	}
	return nil
}

// imports returns the paths that a name or chain of names may stand for through imports: one if the name
// is imported, one for each import of a whole module if nothing binds it.
func (x *facts) imports(i int32) [][]string {
	x.load()
	base := i
	for x.form.Node(base).Role == syntax.RoleMember {
		next := x.form.Child(base, syntax.SlotObject)
		if next < 0 {
			return nil
		}
		base = next
	}
	if x.form.Node(base).Role != syntax.RoleName {
		return nil
	}
	b := x.innermost(x.form.Text(base), base)
	switch {
	case b == nil && len(x.stars) > 0:
		return x.starred(i, base)
	case b == nil || b.path == nil:
		return nil
	case base == i:
		return [][]string{b.path}
	}
	parts := x.nameParts(i)
	if parts == nil {
		return nil
	}
	return [][]string{append(append([]string(nil), b.path...), parts[1:]...)}
}

func (x *facts) starred(i, base int32) [][]string {
	parts := x.nameParts(i)
	var out [][]string
	for _, s := range x.stars {
		if s.at < base && parts != nil {
			out = append(out, append(append([]string(nil), s.path...), parts...))
		}
	}
	return out
}
