package completion

import "github.com/sluice-lsp/sluice/rules/syntax"

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
		case end == len(insert):
		case l.Kind == syntax.LexNewline && last.Span.End > 0 && !whole.endsAt(last.Span.End, true):
			ends = append(ends, end)
		case closes(l, insert) && !whole.endsAt(end, false):
			ends = append(ends, end)
		}
		if !l.Kind.Trivia() {
			last = l
		}
	}
	return ends
}

func closes(l syntax.Lexeme, text string) bool {
	switch text[l.Span.End-1] {
	case ')', ']', '}', ';':
		return l.Kind == syntax.LexOperator
	}
	return false
}

// endsAt reports whether a node of the whole ends at an offset of the candidate: a statement of a
// block, or else anything that a bracket closes, with more to it than the brackets.
func (e examination) endsAt(offset int, statement bool) bool {
	at := e.start + offset
	n := e.tree.At(syntax.Span{Start: at - 1, End: at})
	for brackets := n.Parent(); n.Valid() && n.End() == at; n = n.Parent() {
		parent := n.Parent()
		if !parent.Valid() {
			return true
		}
		if statement && (parent.IsBlock() || !parent.Parent().Valid()) {
			return true
		}
		if !statement && brackets.Valid() && n.Start() < brackets.Start() && n.IsNamed() {
			return true
		}
	}
	return false
}
