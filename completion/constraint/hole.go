package constraint

import (
	"fmt"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A HoleKind says what kind of place a completion fills.
type HoleKind uint8

// The kinds of holes.
const (
	HoleStatement  HoleKind = iota
	HoleExpression          // within a statement, and nothing of the following
	HoleArgument            // an argument of a call, by its place
	HoleKeyword             // the value of an argument that has a name
	HoleString
	HoleImport // a name in an import
	HoleComment
)

// A Hole is the place at a cursor.
type Hole struct {
	Kind     HoleKind
	Callee   string // arguments: what is called, as it is written
	Argument int    // arguments by place: from 0
	Keyword  string // arguments by name
}

// String describes the hole in a few words.
func (h Hole) String() string {
	switch h.Kind {
	case HoleArgument:
		return fmt.Sprintf("argument %d of %s", h.Argument, h.Callee)
	case HoleKeyword:
		return fmt.Sprintf("value of %s of %s", h.Keyword, h.Callee)
	}
	return [...]string{HoleStatement: "statement", HoleExpression: "expression", HoleString: "string", HoleImport: "import name", HoleComment: "comment"}[h.Kind]
}

// HoleAt returns the hole at an offset of a tree, which is closed there so that it parses. The mode is
// the lexer's at the offset.
func HoleAt(t *syntax.Tree, at int, mode syntax.Mode) Hole {
	switch mode.Kind {
	case syntax.ModeString:
		return Hole{Kind: HoleString}
	case syntax.ModeLineComment, syntax.ModeBlockComment:
		return Hole{Kind: HoleComment}
	}
	h := finder{f: t.Form(), at: at}
	if h.importing() {
		return Hole{Kind: HoleImport}
	}
	i := h.deepest()
	if hole, ok := h.within(i); ok {
		return hole
	}
	for ; i > 0; i = h.f.Node(i).Parent {
		if hole, ok := h.below(i); ok {
			return hole
		}
	}
	return Hole{Kind: HoleStatement}
}

type finder struct {
	f  *syntax.Form
	at int
}

// deepest returns the innermost node at the offset. One that ends there is not around it, but for the
// name that is being written.
func (h finder) deepest() int32 {
	best := int32(0)
	for i := int32(0); i < int32(h.f.Len()); i++ {
		s, role := h.f.Span(i), h.f.Node(i).Role
		open := s.End > h.at || s.End == h.at && (role == syntax.RoleName || role == syntax.RoleMember || role == syntax.RoleNumber)
		if s.Start <= h.at && open {
			best = i
		}
	}
	return best
}

// within returns the hole that has no node of its own: between the brackets of a call, or between two
// statements.
func (h finder) within(i int32) (Hole, bool) {
	switch h.f.Node(i).Role {
	case syntax.RoleCall, syntax.RoleNew:
		if callee := h.f.Child(i, syntax.SlotCallee); callee >= 0 && h.f.Span(callee).End < h.at {
			return h.argument(i, -1), true
		}
	case syntax.RoleBlock:
		return Hole{Kind: HoleStatement}, true
	case syntax.RoleImport:
		return Hole{Kind: HoleImport}, true
	}
	return Hole{}, false
}

// importing reports whether the offset lies in the braces of an import of JavaScript's. While they are empty they bind
// nothing, so that the form has no node for them, and without what they import from the grammar sees no import.
func (h finder) importing() bool {
	switch h.f.Tree().Language() {
	case syntax.JavaScript, syntax.TypeScript, syntax.TSX:
	default:
		return false
	}
	before := h.f.Tree().Text()[:h.at]
	open := strings.LastIndexAny(before, "{};\"'`()=")
	if open < 0 || before[open] != '{' {
		return false
	}
	line := strings.Fields(before[strings.LastIndexByte(before[:open], '\n')+1 : open])
	return len(line) > 0 && line[0] == "import"
}

// below returns the hole that a node stands in, by what it is to its parent.
func (h finder) below(i int32) (Hole, bool) {
	n := h.f.Node(i)
	if n.Parent < 0 {
		return Hole{}, false
	}
	switch p := h.f.Node(n.Parent); {
	case p.Role == syntax.RoleImport:
		return Hole{Kind: HoleImport}, true
	case p.Role == syntax.RoleKeyword && n.Slot == syntax.SlotValue:
		hole := h.argument(p.Parent, -1)
		hole.Kind, hole.Keyword = HoleKeyword, h.f.Text(h.f.Child(n.Parent, syntax.SlotName))
		return hole, true
	case (p.Role == syntax.RoleCall || p.Role == syntax.RoleNew) && n.Slot == syntax.SlotNone && p.Parent >= 0:
		return h.argument(n.Parent, i), true
	case p.Role == syntax.RoleBlock && h.begins(i):
		return Hole{Kind: HoleStatement}, true
	case p.Role == syntax.RoleBlock:
		return Hole{Kind: HoleExpression}, true
	}
	return Hole{}, false
}

// argument returns the hole at one of a call's arguments, or else behind those before the offset.
func (h finder) argument(call, at int32) Hole {
	hole := Hole{Kind: HoleArgument}
	if callee := h.f.Child(call, syntax.SlotCallee); callee >= 0 {
		s := h.f.Span(callee)
		hole.Callee = h.f.Tree().Text()[s.Start:s.End]
	}
	for _, c := range h.f.List(nil, call) {
		if c != at && h.f.Span(c).End <= h.at {
			hole.Argument++
		}
	}
	return hole
}

// begins reports whether no more of a statement than a name stands before the offset.
func (h finder) begins(i int32) bool {
	start := min(h.f.StatementSpan(i).Start, h.at)
	part := h.f.Tree().Language().Lexical.NamePart
	for _, b := range []byte(h.f.Tree().Text()[start:h.at]) {
		if !part.Has(b) {
			return false
		}
	}
	return true
}
