package completion

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// boundaries returns the ends of the candidate's lexemes at which a prefix of it could have a settled
// finding that the whole has not. Editors accept suggestions by word or line, and what they took may
// be all that the user keeps.
//
// A settled finding is one that no text behind it can undo, so the whole has it too, unless the text
// behind made something else of what the finding speaks of: "eval(x)" is a call, "eval(x) {}" may be a
// method. Something must have been closed there, by a bracket or by the end of a statement, and the
// whole must not have closed it there as well.
func (p *Place) boundaries(insert string, whole examination) []int {
	var ends []int
	var last syntax.Lexeme
	for l := range p.doc.Language.LexFrom(p.mode, insert) {
		end := l.Span.End
		switch {
		case end == len(insert) || l.Kind != syntax.LexNewline && l.Kind != syntax.LexOperator:
		case l.Kind == syntax.LexNewline:
			if last.Span.End > 0 && !whole.statementEnds(last.Span.End) && !whole.blockBegins(last.Span.End) {
				ends = append(ends, end)
			}
		case insert[end-1] == ')':
			if whole.mayCall(end) {
				ends = append(ends, end)
			}
		case insert[end-1] == '}' || insert[end-1] == ';':
			if !whole.nodeEnds(end) {
				ends = append(ends, end)
			}
		}
		if !l.Kind.Trivia() {
			last = l
		}
	}
	return ends
}

// endingAt returns the smallest node of the whole at the end of a lexeme of the candidate, and the end.
func (e examination) endingAt(offset int) (syntax.Node, int) {
	at := e.start + offset
	return e.tree.At(syntax.Span{Start: at - 1, End: at}), at
}

// statementEnds reports whether a statement of a block, or of the file, ends at an offset of the candidate.
func (e examination) statementEnds(offset int) bool {
	n, at := e.endingAt(offset)
	for ; n.Valid() && n.End() == at; n = n.Parent() {
		if p := n.Parent(); !p.Valid() || p.IsBlock() || !p.Parent().Valid() {
			return true
		}
	}
	return false
}

// blockBegins reports whether a block begins behind an offset of the candidate, or with the bracket that ends there: what
// stands before it ends there in the whole too.
func (e examination) blockBegins(offset int) bool {
	n, _ := e.endingAt(offset)
	switch n.Text() {
	case "{":
		return n.Parent().Valid() && n.Parent().IsBlock() && n.Parent().Start() == n.Start()
	case ":":
		next := n.Next()
		return next.Valid() && next.IsBlock()
	}
	return false
}

// nodeEnds reports whether a node with a name ends at an offset of the candidate.
func (e examination) nodeEnds(offset int) bool {
	n, at := e.endingAt(offset)
	for ; n.Valid() && n.End() == at; n = n.Parent() {
		if n.IsNamed() {
			return true
		}
	}
	return false
}

// mayCall reports whether the bracket that ends at an offset looks like a call's to one who stops there,
// though the whole made something else of it.
func (e examination) mayCall(offset int) bool {
	n, at := e.endingAt(offset)
	group := n.Parent()
	if !group.Valid() {
		return true
	}
	for n := group; n.Valid() && n.End() == at; n = n.Parent() {
		if n.Start() < group.Start() && n.IsNamed() {
			return false
		}
	}
	before := strings.TrimRight(e.text[:group.Start()], " \t")
	if before == "" {
		return false
	}
	b := before[len(before)-1]
	return b == ')' || b == ']' || e.tree.Language().Lexical.NamePart.Has(b)
}
