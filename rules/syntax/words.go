package syntax

import (
	"slices"
	"strings"
)

var members = []string{".", "?.", "->", "::"}

// word takes a lexeme that is no bracket.
func (u *unfinished) word(f *frame, x Lexeme, text string) {
	u.begin(f)
	settled := false
	keyword := x.Kind == LexOperator || x.Kind == LexName && !slices.Contains(members, f.word)
	switch {
	case text == ";" && x.Kind == LexOperator:
		if !f.literal(";") && f.statements() {
			f.reset()
			return
		}
		settled = true
	case keyword && u.turn(f, text, x.Kind == LexName):
	case keyword && f.literal(text):
		settled = true
	default:
		f.operand(text)
		if keyword {
			u.header(f, text)
		}
	}
	u.follow(f, x, text, settled)
}

// turn replaces the pattern of a waiting word where a lexeme decides its form.
func (u *unfinished) turn(f *frame, text string, name bool) bool {
	for i := len(f.waiting) - 1; i >= 0; i-- {
		pattern, ok := u.c.Turns[f.waiting[i].key+" "+text]
		if !ok && name && f.waiting[i].parts[0].kind == partOperand {
			pattern, ok = u.c.Turns[f.waiting[i].key+" NAME"]
		}
		if ok {
			key, whole := f.waiting[i].key, f.waiting[i].whole
			f.drop(i)
			f.wait(key+" "+text, pattern)
			if p := f.top(); whole && p != nil && len(f.waiting) == i+1 {
				p.whole = true
			}
			return true
		}
	}
	return false
}

func (u *unfinished) header(f *frame, text string) {
	if pattern, ok := u.c.Statements[text]; ok && f.start && f.statements() && !u.isMember(f, text, pattern) {
		if u.c.Indented && strings.HasSuffix(pattern, "S") {
			f.drop(0) // after "async"
			u.blocks = append(u.blocks, indentedBlock{indent: f.indent, first: text})
		}
		f.wait(text, pattern)
		if p := f.top(); p != nil {
			p.whole = true
		}
		f.funcs = text == "func"
		if slices.Contains(u.c.TypeKeywords, text) {
			f.typeWord = text
		}
		return
	}
	switch {
	case text == "if" && f.loops && u.c.Indented:
		f.wait("in", "E")
	case text == "func" && u.c.Composite && (f.types || f.kind == frameType || u.typeWaits(f) || f.last.Kind == LexName && u.c.Inner[f.word] == "" && f.word != "return" && f.word != "go" && f.word != "defer" || f.word == "]" || f.word == "*"):
		f.wait("type", "()")
		f.funcs = true
	case text == "map" && u.c.Composite && f.first == "for":
		f.wait(text, "[E] E {}")
	case text == "," && u.c.Composite && f.statements() && len(f.waiting) == 0 && !f.assigns && f.open != "(" && f.kind == frameBlock && f.count == 1:
		f.wait(",", ":= E")
	default:
		if pattern, ok := u.c.Inner[text+" "+f.word]; ok {
			f.wait(text, pattern)
		} else if pattern, ok := u.c.Inner[text]; ok {
			f.wait(text, pattern)
		}
		f.funcs = f.funcs || text == "func"
	}
	if slices.Contains(u.c.TypeKeywords, text) {
		f.typeWord = text
	}
}

// isMember reports whether a word that starts statements elsewhere is a modifier or a name of a member.
func (u *unfinished) isMember(f *frame, text, pattern string) bool {
	return f.kind == frameType && (strings.IndexByte("({S", pattern[0]) >= 0 || text == "default" || text == "case")
}

// follow keeps what later lexemes of the statement need to know of this one.
func (u *unfinished) follow(f *frame, x Lexeme, text string, settled bool) {
	if f.start && f.statements() {
		f.annotated = !u.c.Indented && (text == "@" || f.word == "@" || f.annotated && (text == "." || f.word == "."))
		f.start = f.annotated || slices.Contains(u.c.Modifiers, text)
		f.first = text
	} else {
		f.start = false
	}
	if x.Kind == LexName && !f.start && f.angles == 0 && f.word != "." && f.word != "::" {
		f.names++
	}
	switch text {
	case ",":
		f.colons, f.names, f.parens = 0, 0, false
		for p := f.top(); p != nil && (p.key == "?" || p.key == "if" && u.c.Inner["if"] != "" && len(f.waiting) > 1); p = f.top() {
			f.drop(len(f.waiting) - 1)
		}
	case ":":
		f.colons++
		f.pairs = true
		if u.c.Lambdas && f.parens && !settled && f.statements() {
			f.wait("constructor", "{}")
		}
	case "...":
		settled = settled || u.c.Composite && f.count > 0 && u.endsOperand(f)
	case "for":
		f.loops = true
	case "=", ":=":
		f.assigns = f.word != "operator"
	case "<":
		generic := x.Span.Start == f.last.Span.End && f.last.Kind == LexName
		if u.c.Angles && (generic || f.start || f.word == "template" || slices.Contains(u.c.Modifiers, f.word)) {
			f.angles++
		}
	case ">", ">>", ">>>":
		if f.angles > 0 {
			f.angles = max(0, f.angles-len(text))
			settled = true
			if u.c.Declared && f.angles == 0 && f.statements() && f.top() == nil && !f.assigns {
				pattern := "E"
				if f.kind == frameType && f.names == 0 {
					pattern = "E E"
				}
				f.wait("<>", pattern)
			}
		}
	}
	f.last, f.word, f.settled = x, text, settled
	f.count++
}
