package syntax

import "sync"

// Role is what a node of the normal form is, in any language.
type Role uint8

// The roles. Children are named by their [Slot]; those without one are a list in source order.
const (
	RoleOther     Role = iota // whatever has no role of its own: told apart by Kind
	RoleError                 // text that the grammar could not place
	RoleName                  // an identifier, of a value, a type or a member
	RoleMember                // SlotObject . SlotName
	RoleIndex                 // SlotObject [ list ]
	RoleCall                  // SlotCallee ( list )
	RoleNew                   // new SlotCallee ( list ) SlotBody
	RoleKeyword               // an argument SlotName = SlotValue
	RolePair                  // an entry SlotKey : SlotValue of a dictionary or object
	RoleString                // a string whose text is known; Text is what stands between its quotes
	RoleTemplate              // a string with expressions in it: a list of RoleText and expressions
	RoleText                  // the literal part of a template
	RoleNumber                // a number as written
	RoleBinary                // a list of two operands; Text is the operator
	RoleUnary                 // a list of one operand; Text is the operator
	RoleAssign                // SlotTarget = SlotValue; also declarations, with SlotType and modifiers
	RoleTuple                 // a list
	RoleList                  // a list
	RoleDict                  // a list of RolePair and others
	RoleBlock                 // a list of statements
	RoleFunc                  // a list of parameters, SlotName, SlotBody, SlotResult, decorators, modifiers
	RoleParam                 // SlotName, SlotType, SlotValue; Text is "*" or "..." where it takes the rest
	RoleClass                 // SlotName, SlotBase, SlotBody, decorators, modifiers
	RoleImport                // SlotModule, SlotName, SlotAlias
	RoleReturn                // a list of at most one
	RoleIf                    // SlotCond, SlotBody, SlotElse
	RoleDecorator             // a list of one: a name or a call
	RoleModifier              // a keyword before a declaration
	RoleCast                  // SlotType, list of one
	RoleCount                 // how many there are
)

// Slot is the place of a child in its parent. Fields of the grammar that have no slot of their own
// follow [slotFields].
type Slot uint8

// The slots. Zero is a place in the parent's list.
const (
	SlotNone Slot = iota
	SlotObject
	SlotName
	SlotCallee
	SlotKey
	SlotValue
	SlotTarget
	SlotType
	SlotBody
	SlotCond
	SlotElse
	SlotResult
	SlotBase
	SlotDecorator
	SlotModifier
	SlotModule
	SlotAlias
	SlotInterface
	SlotInit
	SlotReceiver
	SlotTypeParams
	SlotThrows
	SlotCatch
	SlotFinally
	slotFields // the grammar's field f has the slot slotFields+f
)

// Flags of nodes of the normal form.
const (
	FormStatement   = 1 << iota // stands as a statement; see FormNode.Outer
	FormDeclaration             // an assignment that declares its target
	FormLambda                  // a function that is an expression
	FormBroken                  // has an error or a missing node below it
	FormSpread                  // an argument or element that is spread
	FormImplied                 // made up by the normal form: a block around a lone statement
	FormTrimmed                 // ends before its syntax node does
	formSide                    // the text is in Form.side
)

// A FormNode is one entry of a form's preorder array: the subtree of node i is [i, After).
type FormNode struct {
	Role       Role
	Slot       Slot
	Flags      uint8
	Kind       Kind   // of the syntax node
	start, end uint32 // with redundant parentheses
	lo, hi     uint32 // of the text
	Parent     int32  // -1 for the root
	After      int32
	Outer      int32 // preorder index of the syntax node, with the statement that it is
}

// A Form is the normal form of a tree: what matching and flow look at. Punctuation, comments, redundant
// parentheses and the spelling of statements are gone, and what a call, an assignment, a string or a
// function is looks the same in all languages. It is immutable.
type Form struct {
	tree  *Tree
	nodes []FormNode
	side  []string
	deep  bool
}

// MaxDepth is how deep a form nests; what is deeper is an error node in it.
const MaxDepth = 10_000

type formOnce struct {
	once sync.Once
	form *Form
}

// Form returns the tree's normal form. It is made on the first call.
func (t *Tree) Form() *Form {
	t.form.once.Do(func() { t.form.form = newForm(t) })
	return t.form.form
}

// Tree returns the tree that the form was made from.
func (f *Form) Tree() *Tree { return f.tree }

// Len returns the number of nodes; node 0 is the root, a block.
func (f *Form) Len() int { return len(f.nodes) }

// Node returns node i. It must not be changed.
func (f *Form) Node(i int32) *FormNode { return &f.nodes[i] }

// TooDeep reports whether something nests deeper than MaxDepth, so that the form is incomplete.
func (f *Form) TooDeep() bool { return f.deep }

// Span returns the bytes of a node, with the parentheses around it.
func (f *Form) Span(i int32) Span { n := &f.nodes[i]; return Span{int(n.start), int(n.end)} }

// Inner returns the bytes of a node without the parentheses around it.
func (f *Form) Inner(i int32) Span {
	n := &f.nodes[i]
	if n.Outer < 0 || n.start >= n.end || f.tree.text[n.start] != '(' || n.Flags&FormTrimmed != 0 {
		return f.Span(i)
	}
	inner := f.tree.Node(int(n.Outer)).Span()
	if f.Span(i).Contains(inner) && n.Flags&FormStatement == 0 {
		return inner
	}
	return f.Span(i)
}

// StatementSpan returns the bytes of the statement that the node is, or its own.
func (f *Form) StatementSpan(i int32) Span {
	n := &f.nodes[i]
	if n.Flags&FormStatement == 0 || n.Flags&FormTrimmed != 0 || n.Outer < 0 {
		return f.Span(i)
	}
	outer := f.tree.Node(int(n.Outer)).Span()
	return Span{min(outer.Start, int(n.start)), max(outer.End, int(n.end))}
}

// WholeEnd returns where the syntax node ends that the node was made from.
func (f *Form) WholeEnd(i int32) int {
	n := &f.nodes[i]
	if n.Outer < 0 {
		return int(n.end)
	}
	return max(int(n.end), f.tree.Node(int(n.Outer)).End())
}

// Text returns a node's text: a name, a number as written, the content of a string, an operator. Of
// other nodes without children it is their source.
func (f *Form) Text(i int32) string {
	n := &f.nodes[i]
	if n.Flags&formSide != 0 {
		return f.side[n.lo]
	}
	return f.tree.text[n.lo:n.hi]
}

// First returns a node's first child, -1 if it has none.
func (f *Form) First(i int32) int32 {
	if f.nodes[i].After > i+1 {
		return i + 1
	}
	return -1
}

// Next returns a node's next sibling, -1 if it is the last.
func (f *Form) Next(i int32) int32 {
	n := &f.nodes[i]
	if n.Parent >= 0 && n.After < f.nodes[n.Parent].After {
		return n.After
	}
	return -1
}

// Child returns the first child in a slot, -1 if there is none.
func (f *Form) Child(i int32, s Slot) int32 {
	for c := f.First(i); c >= 0; c = f.Next(c) {
		if f.nodes[c].Slot == s {
			return c
		}
	}
	return -1
}

// List appends the children without a slot to dst.
func (f *Form) List(dst []int32, i int32) []int32 {
	for c := f.First(i); c >= 0; c = f.Next(c) {
		if f.nodes[c].Slot == SlotNone {
			dst = append(dst, c)
		}
	}
	return dst
}
