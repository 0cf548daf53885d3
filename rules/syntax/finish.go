package syntax

import (
	"slices"
	"strings"
)

// closeFrame closes a frame and goes on with the statement around it.
func (w *closer) closeFrame(i int) {
	f := &w.u.frames[i]
	switch {
	case f.kind == framePaste:
		w.raw("\n#endif\n")
		w.u.frames = w.u.frames[:i]
		w.u.top().reset()
		return
	case f.kind != frameList && strings.HasSuffix(w.prev, "\n"):
		w.raw(f.close)
	default:
		w.write(f.close)
	}
	if f.hole != "" {
		w.raw(f.hole)
	}
	inner := *f
	w.u.frames = w.u.frames[:i]
	w.u.closed(w.u.top(), &inner, Lexeme{Kind: LexOperator}, inner.close)
}

func (w *closer) raw(s string) {
	w.fixed = true
	w.text.WriteString(s)
	w.prev = s
}

// complete ends the statement of a frame: the operand that its last lexeme wants, what its words wait
// for, and its terminator. Without all, only what belongs to the expression at the cursor is written.
func (w *closer) complete(f *frame, all bool) {
	if w.u.directive {
		w.endDirective(f)
		return
	}
	p := f.top()
	if p == nil || p.parts[0].kind != partOperand {
		w.wanted(f)
	}
	if p != nil && !all && (w.u.c.Statements[p.key] != "" && len(f.waiting) == 1 || strings.HasSuffix(p.key, "(")) {
		if p.parts[0].kind == partOperand {
			w.write(Placeholder)
		}
		return
	}
	for i := len(f.waiting) - 1; i >= 0; i-- {
		for _, part := range f.waiting[i].parts {
			w.part(f, part)
		}
	}
	if all {
		w.terminate(f)
	}
	f.waiting = nil
}

func (w *closer) part(f *frame, p part) {
	w.ended = false
	switch {
	case p.kind == partStatement:
		w.write(w.u.c.Body)
		w.ended = true
	case p.text == "{}":
		w.write("{}")
		w.ended = true
	default:
		w.write(p.text)
	}
	f.count++
}

// endDirective ends a line of the preprocessor.
func (w *closer) endDirective(f *frame) {
	switch f.word {
	case "include":
		w.write(`""`)
	case "define", "if", "ifdef", "ifndef", "elif", "undef", "#":
		w.write(Placeholder)
	}
	w.raw("\n")
	w.u.directive = false
	f.reset()
}

func (w *closer) wanted(f *frame) {
	if w.u.wants(f) {
		w.write(Placeholder)
		f.last, f.word, f.settled = Lexeme{Kind: LexName}, Placeholder, false
		f.count++
	}
}

// terminate writes what ends a statement.
func (w *closer) terminate(f *frame) {
	end := w.u.c.Terminator
	if end == "" || f.kind == frameList && f.open != "" || f.count == 0 && !w.wrote() || w.ended {
		w.ended = false
		return
	}
	if f.count == 0 || f.word == ";" || f.word == ":" && f.last.Kind == LexOperator {
		return
	}
	w.write(end)
}

func (w *closer) wrote() bool { return w.placeholder != "" || w.text.Len() > 0 }

// wants reports whether the last lexeme of a frame's statement leaves an operand missing.
func (u *unfinished) wants(f *frame) bool {
	if f.count == 0 {
		return u.wantsFirst(f)
	}
	if f.settled {
		return false
	}
	switch f.last.Kind {
	case LexName:
		return slices.Contains(u.c.TypeWords, f.word)
	case LexOperator:
		return u.wantsOperand(f)
	}
	return false
}

func (u *unfinished) wantsFirst(f *frame) bool {
	switch {
	case f.hole != "":
		return true
	case f.open == "(":
		return !f.after && !u.c.EmptyGroup
	case f.open == "[":
		return f.after
	}
	return false
}

func (u *unfinished) wantsOperand(f *frame) bool {
	switch f.word {
	case "++", "--", ";", "}", ")", "]":
		return false
	case "...":
		return !u.c.Indented
	case ",":
		return u.wantsAfterComma(f)
	case ":":
		if u.c.Indented {
			return f.open != "["
		}
		return u.c.Terminator == "" && (f.open != "" && f.kind == frameList) && (f.open == "{" || !u.c.Composite)
	}
	return true
}

func (u *unfinished) wantsAfterComma(f *frame) bool {
	if f.open != "" && !f.statements() {
		return !strings.Contains(u.c.ListCommas, f.open)
	}
	return slices.Contains(u.c.CommaStatements, f.first) || slices.Contains(u.c.CommaStatements, "*")
}

// finish ends the statement that the text after the cursor stands in, if that text does not go on with
// it.
func (w *closer) finish(r *rest) {
	f := w.u.top()
	switch w.u.goesOn(f, r) {
	case goesOn:
		if w.u.wants(f) && !startsOperand(w.u, r) {
			w.write(Placeholder)
		} else if p := f.top(); p != nil && p.parts[0].kind == partOperand && !startsOperand(w.u, r) {
			w.write(Placeholder)
		}
	case endsExpression:
		w.complete(f, false)
	case endsStatement:
		if w.u.c.Indented && f.open == "" {
			w.finishIndented(f, r)
			return
		}
		w.complete(f, true)
	}
}

type going uint8

const (
	goesOn         going = iota // the rest continues the statement
	endsExpression              // the rest ends the expression at the cursor, not the statement
	endsStatement
)

// goesOn says how the text after the cursor meets the statement at it.
func (u *unfinished) goesOn(f *frame, r *rest) going {
	closes := r.next.Kind == LexOperator && slices.Contains([]string{")", "]", "}", "#"}, r.word)
	separates := r.next.Kind == LexOperator && (r.word == ";" || r.word == ",")
	switch {
	case r.end || closes && (r.newline || !u.directive):
		return endsStatement
	case u.directive:
		if r.newline {
			return endsStatement
		}
		return goesOn
	case !f.statements() || !r.newline:
		if separates {
			return endsExpression
		}
		return goesOn
	case u.c.Indented:
		return endsStatement
	case f.count == 0 && len(f.waiting) == 0:
		return goesOn
	}
	return u.nextLine(f, r)
}

// nextLine decides for a statement whose line ends at the cursor.
func (u *unfinished) nextLine(f *frame, r *rest) going {
	if p := f.top(); p != nil {
		for _, part := range p.parts[:min(2, len(p.parts))] {
			if part.kind == partLiteral && part.text == r.word || part.kind == partBracket && part.text[:1] == r.word {
				return goesOn
			}
		}
	}
	deeper := r.indent > indentOf(u.text, u.lineStart)
	if u.c.Composite {
		if deeper && !(u.endsOperand(f) && len(f.waiting) == 0) {
			return goesOn
		}
		return endsStatement
	}
	if deeper || r.word == "{" || r.next.Kind == LexOperator && !slices.Contains([]string{"*", "&", "(", "[", "@", "~", "!", "++", "--", "-", "+"}, r.word) {
		return goesOn
	}
	return endsStatement
}

// startsOperand reports whether the text after the cursor begins with an operand.
func startsOperand(u *unfinished, r *rest) bool {
	if r.end || r.next.Kind != LexOperator {
		return !r.end && u.c.Inner[r.word] != "E" || r.word == "not" || r.word == "await"
	}
	if r.word == "{" {
		if p := u.top().top(); p != nil {
			return p.parts[len(p.parts)-1].text != "{}"
		}
	}
	return slices.Contains([]string{"(", "[", "{", "-", "+", "!", "~", "*", "&", "**", "...", "++", "--", "<-", "@", "<", "::", "/", "#"}, r.word)
}
