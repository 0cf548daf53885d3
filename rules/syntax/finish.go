package syntax

import (
	"slices"
	"strings"
)

// closeFrame closes a frame and goes on with the statement around it.
func (w *closer) closeFrame(i int) {
	f := &w.u.frames[i]
	switch {
	case f.element:
		w.closeElement(f)
	case f.kind == framePaste:
		w.raw("\n#endif\n")
		w.u.frames = w.u.frames[:i]
		w.u.top().reset()
		return
	case w.u.c.Composite && f.kind != frameList && (f.open == "(" || f.kind == frameType):
		w.raw("\n" + f.close) // the last line of a group needs its newline
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
	if w.comment && s[0] != '\n' {
		w.text.WriteString("\n")
	}
	w.fixed, w.comment = true, false
	w.text.WriteString(s)
	w.prev = s
}

// complete ends the statement of a frame: the operand that its last lexeme wants, what its words wait
// for, and its terminator. Without all, only what belongs to the expression at the cursor is written.
func (w *closer) complete(f *frame, all bool) {
	if f.element {
		return
	}
	if w.u.directive {
		w.endDirective(f)
	}
	p := f.top()
	if p == nil || p.parts[0].kind != partOperand {
		w.wanted(f)
	}
	if f.angles > 0 {
		w.write(strings.Repeat(">", f.angles))
	}
	for i := len(f.waiting) - 1; i >= 0; i-- {
		p := &f.waiting[i]
		if !all && (p.whole || strings.HasSuffix(p.key, "(")) {
			if p.parts[0].kind == partOperand {
				w.write(Placeholder)
			}
			return
		}
		for n, part := range p.parts {
			w.part(f, part, i == 0 && n == len(p.parts)-1)
		}
	}
	if len(f.waiting) == 0 {
		w.item(f)
	}
	if all {
		w.terminate(f)
	}
	f.waiting = nil
}

// item completes what no word announces: the value of a map's key, the name of a member, the body of
// a method.
func (w *closer) item(f *frame) {
	c := w.u.c
	switch {
	case c.Indented && f.open == "{" && f.pairs && f.colons == 0 && f.count > 0 && f.word != "," && f.hole == "" && !f.loops:
		w.write(":")
		w.write(Placeholder)
	case c.Methods && f.open == "{" && !f.embedded && f.word == ")" && f.colons == 0 && !f.assigns && f.names > 0 && f.names < 3 &&
		(f.key == "class" || f.kind == frameList):
		w.write("{}")
		w.ended = true
	case c.Declared && f.start && f.count > 0 && f.statements():
		w.write("class " + Placeholder + " {}")
		w.ended = true
	case c.Declared && f.kind == frameType && f.names == 1 && !f.assigns && f.last.Kind != LexNumber && f.typeWord == "":
		if f.parens {
			w.write("{}")
			w.ended = true
		} else if f.word != "}" {
			w.write(Placeholder)
		}
	case c.Declared && f.open == "(" && f.parent == frameType && f.after && f.count > 0 && f.names <= 1 && f.word != ")":
		w.write(Placeholder)
	}
}

// part writes a part of a pattern, the last one perhaps as the start of a body that ends behind the
// cursor.
func (w *closer) part(f *frame, p part, last bool) {
	w.ended = false
	switch {
	case w.opens && last && (p.kind == partStatement || p.text == "{}"):
		w.write("{")
		w.ended, w.opens = true, false
	case p.kind == partStatement:
		w.write(w.u.c.Body)
		w.ended = true
	case p.text == "{}":
		w.write("{}")
		w.ended = true
	case p.text == ":" && f.kind == frameType:
		w.write(":")
		w.ended = true
	default:
		w.write(p.text)
	}
	f.count++
}

// endDirective ends a line of the preprocessor.
func (w *closer) endDirective(f *frame) {
	words := w.u.words
	depth := 0
	for _, word := range words {
		switch word {
		case "(":
			depth++
		case ")":
			depth--
		}
	}
	switch name := append(words, "")[0]; {
	case name == "include" && slices.Contains(words, "<") && !slices.Contains(words, ">"):
		w.raw(">")
	case name == "include" && len(words) == 1:
		w.write(`""`)
	case name == "if" || name == "elif":
		if w.u.wants(f) || f.word == "(" || f.word == "defined" || len(words) == 1 {
			w.write(Placeholder)
		}
		w.raw(strings.Repeat(")", max(depth, 0)))
	case name == "define" && depth == 1 && len(words) > 2 && words[2] == "(" && !slices.Contains(words, ")"):
		if f.word == "," {
			w.write(Placeholder)
		}
		w.raw(")")
	case len(words) <= 1 && name != "else" && name != "endif":
		w.write(Placeholder)
	}
	w.raw("\n")
	u := w.u
	u.directive = false
	f.last, f.word, f.settled, f.start, f.count = u.before.last, u.before.word, u.before.settled, u.before.start, u.before.count
}

func (w *closer) wanted(f *frame) {
	if w.u.wants(f) {
		w.write(Placeholder)
		f.last, f.word, f.settled = Lexeme{Kind: LexName}, Placeholder, false
		f.count++
		if f.angles == 0 {
			f.names++
		}
	}
}

// terminate writes what ends a statement.
func (w *closer) terminate(f *frame) {
	end := w.u.c.Terminator
	if end == "" || f.kind == frameList && f.open != "" || f.count == 0 && !w.wrote() || w.ended {
		w.ended = false
		return
	}
	if f.count == 0 || f.word == ";" || f.word == ":" && f.last.Kind == LexOperator && f.kind == frameType {
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
		return slices.Contains(u.c.TypeWords, f.word) && !(u.c.Declared && f.kind == frameType) && (f.open != "(" || f.after)
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
		return u.c.Terminator == "" && f.open != "" && f.kind != frameBlock && (f.open == "{" || !u.c.Composite) ||
			u.c.Angles && u.c.Methods && (f.first == "const" || f.first == "let" || f.first == "var")
	}
	return true
}

func (u *unfinished) wantsAfterComma(f *frame) bool {
	if len(f.waiting) > 0 && strings.HasSuffix(f.top().key, "(") {
		return true
	}
	if f.open != "" && !f.statements() {
		return !strings.Contains(u.c.ListCommas, f.open)
	}
	return slices.Contains(u.c.CommaStatements, f.first) || slices.Contains(u.c.CommaStatements, "*")
}

// finish ends the statement that the text after the cursor stands in, if that text does not go on with
// it.
func (w *closer) finish(r *rest) {
	f := w.u.top()
	how := w.u.goesOn(f, r)
	if w.opens && r.newline && len(f.waiting) > 0 {
		how = endsStatement
	}
	switch how {
	case goesOn:
		if f.element {
			if !startsOperand(w.u, r) {
				w.attribute(f)
			}
		} else if w.u.wants(f) && !startsOperand(w.u, r) {
			w.write(Placeholder)
		} else if p := f.top(); p != nil && p.parts[0].kind == partOperand && !startsOperand(w.u, r) {
			if _, turns := w.u.c.Turns[p.key+" "+r.word]; !turns {
				w.write(Placeholder)
			}
		} else if p != nil && r.newline && p.whole && p.parts[0].kind == partBracket && f.statements() && r.word != p.parts[0].text[:1] {
			w.write(p.parts[0].text) // its body stands on the next line
		}
	case endsExpression:
		w.complete(f, false)
	case endsItem:
		w.complete(f, false)
		w.raw(",")
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
	endsItem                    // as endsExpression, but for the comma that is missing
	endsStatement
)

// goesOn says how the text after the cursor meets the statement at it.
func (u *unfinished) goesOn(f *frame, r *rest) going {
	closes := r.next.Kind == LexOperator && slices.Contains([]string{")", "]", "}", "#"}, r.word)
	separates := r.next.Kind == LexOperator && (r.word == ";" || r.word == ",")
	if closes && !r.newline && f.count == 0 && f.close == r.word && len(f.waiting) == 0 && u.empty(f, r) {
		return goesOn
	}
	switch {
	case f.angles > 0 && (r.word == "," || r.word == ">" || r.word == ">>"):
		return goesOn
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
		if r.newline && u.nextItem(f, r) {
			return endsItem
		}
		return goesOn
	case u.c.Indented:
		return endsStatement
	case f.count == 0 && len(f.waiting) == 0:
		return goesOn
	}
	return u.nextLine(f, r)
}

// empty reports whether a pair of brackets with nothing in it, at the cursor, may stay as it is: the
// parameters of an arrow function, a type of arrays.
func (u *unfinished) empty(f *frame, r *rest) bool {
	if f.open == "(" {
		return !f.after
	}
	return f.open == "[" && u.c.Terminator != "" && (r.second.Kind == LexName || r.second.Kind == LexOperator)
}

// nextItem reports whether the next line starts another item of a list, so that a comma is missing
// at the cursor.
func (u *unfinished) nextItem(f *frame, r *rest) bool {
	if f.element || f.embedded || f.hole != "" || f.count == 0 || !startsOperand(u, r) || u.directive {
		return false
	}
	if r.indent > indentOf(u.text, u.lineStart) || strings.Contains("([{", r.word) && r.indent == indentOf(u.text, u.lineStart) && f.open != "[" && f.open != "{" {
		return false
	}
	if f.last.Kind == LexString && r.next.Kind == LexString && !u.c.Methods && !u.c.Composite {
		return false
	}
	return u.endsOperand(f) && r.next.Kind != LexOperator || u.endsOperand(f) && strings.Contains("([{", r.word) ||
		!u.endsOperand(f) && f.last.Kind == LexOperator && f.word != "," && (f.open != "(" || f.word == ":" || f.word == "=" || f.word == "=>")
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
	known := u.c.Statements[r.word] != "" || slices.Contains(u.c.TypeWords, r.word) || slices.Contains(u.c.Modifiers, r.word)
	if r.next.Kind == LexName && !known && u.c.Terminator != "" && f.kind == frameBlock && f.open == "" && slices.Contains(u.c.TypeWords, f.word) {
		return goesOn
	}
	if f.start && (f.annotated || f.open == "" || f.kind == frameType) {
		return goesOn
	}
	if p := f.top(); p != nil && p.parts[0].text == ":" {
		return endsStatement
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
		return !r.end && !slices.Contains(u.c.Infix, r.word)
	}
	if f := u.top(); r.word == "?" && (f.word == "<" || f.word == ",") || r.word == ")" && (f.word == "*" || f.word == "&") {
		return true // a wildcard, a pointer without a name
	}
	if r.word == "{" {
		if p := u.top().top(); p != nil {
			return p.parts[len(p.parts)-1].text != "{}"
		}
	}
	return slices.Contains([]string{"(", "[", "{", "-", "+", "!", "~", "*", "&", "**", "...", "++", "--", "<-", "@", "<", "::", "/", "#"}, r.word)
}
