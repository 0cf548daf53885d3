package syntax

import "iter"

// Outline says which nodes of a language hold its structure, by the grammar's names of kinds.
type Outline struct {
	Functions  []string // functions, methods and constructors that have a name
	Closures   []string // functions without one
	Containers []string // classes and whatever else has members
	Imports    []string
	Blocks     []string // what a function's body may be for an elided body to stand in its place
	Body       string   // the field of a function that holds it
	Elided     string   // an elided body
	Strings    []string // strings, characters and regular expressions
	Comments   []string
}

// outlineRole is what a kind is in an outline; zero is nothing.
type outlineRole uint8

const (
	outlineFunction outlineRole = iota + 1
	outlineClosure
	outlineContainer
	outlineImport
	outlineBlock
	outlineString
	outlineComment
)

// memberLists are the kinds, in any language, whose children are members of a class or statements of a
// file, apart from the file itself.
var memberLists = []string{
	"class_body", "interface_body", "enum_body_declarations", "declaration_list", "field_declaration_list", "block",
	"preproc_ifdef", "preproc_if", "preproc_else", "export_statement",
}

// outlineTable is an Outline made fast.
type outlineTable struct {
	members map[Kind]bool // of memberLists
	roles   []outlineRole // by kind
	body    Field
}

func (l *Language) newOutlineTable() *outlineTable {
	x := &outlineTable{roles: make([]outlineRole, len(l.kinds)), body: l.fields[l.Outline.Body], members: map[Kind]bool{}}
	for _, name := range memberLists {
		if k := l.NamedKind(name); k != 0 {
			x.members[k] = true
		}
	}
	o := &l.Outline
	for role, names := range [...][]string{
		outlineFunction: o.Functions, outlineClosure: o.Closures, outlineContainer: o.Containers, outlineImport: o.Imports,
		outlineBlock: o.Blocks, outlineString: o.Strings, outlineComment: o.Comments,
	} {
		for _, name := range names {
			if k := l.NamedKind(name); k != 0 {
				x.roles[k] = outlineRole(role)
			}
		}
	}
	return x
}

func (n Node) outlineRole() outlineRole {
	if k := n.Kind(); k != KindError {
		return n.tree.lang.outline.roles[k]
	}
	return 0
}

// Body returns the body of a function, the zero Node if n has none.
func (n Node) Body() Node { return n.ChildByField(n.tree.lang.outline.body) }

// Member returns the innermost function or method around an offset, its end included; where there is
// none, the outermost function without a name; the zero Node where there is none either.
func (t *Tree) Member(offset int) Node {
	var member, closure Node
	for n := t.Root(); n.Valid(); n = n.childAround(offset) {
		switch n.outlineRole() {
		case outlineFunction:
			member = n
		case outlineClosure:
			if !closure.Valid() {
				closure = n
			}
		}
	}
	if member.Valid() {
		return member
	}
	return closure
}

// childAround returns the child that an offset lies in. Of two that meet there it is the first if that
// ends a function's text there, else the second.
func (n Node) childAround(offset int) (found Node) {
	for c := range n.Children() {
		if c.Start() > offset {
			break
		}
		if offset < c.End() || offset == c.End() && c.FirstChild().Valid() {
			if found.Valid() && c.Start() == offset && !c.FirstChild().Valid() {
				break
			}
			found = c
		}
	}
	return found
}

// IsBlock reports whether the node is a block of statements, or whatever else a function's body may be.
func (n Node) IsBlock() bool { return n.outlineRole() == outlineBlock }

// IsImport reports whether the node brings a name in from another file.
func (n Node) IsImport() bool { return n.outlineRole() == outlineImport }

// Functions yields the functions of the tree in order, those without a name among them.
func (t *Tree) Functions() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for i := range t.nodes {
			n := Node{t, int32(i)}
			if r := n.outlineRole(); (r == outlineFunction || r == outlineClosure) && !yield(n) {
				return
			}
		}
	}
}

// FunctionName returns the name of a function or method, "" if it has none.
func (n Node) FunctionName() string {
	for name := n; name.Valid(); {
		if inner := name.ChildByFieldName("name"); inner.Valid() {
			name = inner
		} else if inner := name.ChildByFieldName("declarator"); inner.Valid() {
			name = inner
		} else if name.ID() == n.ID() {
			return ""
		} else {
			return name.Text()
		}
	}
	return ""
}
