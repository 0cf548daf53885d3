package syntax

import (
	"slices"
	"strings"
)

// unfinished reads the text before a cursor and keeps what it leaves open.
type unfinished struct {
	lang   *Language
	c      *Closers
	text   string
	mode   Mode
	frames []frame
	blocks []indentedBlock // Indented languages: the blocks around the cursor

	lineStart int // of the line that is read
	newline   bool
	directive bool     // in a preprocessor line
	before    frame    // the innermost frame at its start
	words     []string // of the line, from its name on
	decorated bool     // Indented: the last line was a decorator
}

// An indentedBlock is a statement whose body is told by its indentation.
type indentedBlock struct {
	indent int
	first  string
	body   bool // its body has begun
}

func (l *Language) unfinished(text string) *unfinished {
	u := newUnfinished(l, text)
	u.read(0, func(int) {})
	return u
}

func newUnfinished(l *Language, text string) *unfinished {
	return &unfinished{lang: l, c: &l.Closers, text: text, frames: []frame{{start: true}}, newline: true}
}

// read reads the text from an offset on, up to which it was read already. It calls line before each line.
func (u *unfinished) read(from int, line func(at int)) {
	s := scanner{x: u.lang.lex, text: u.text, pos: from, mode: u.mode}
	for s.pos < len(u.text) {
		holes := s.mode.holes
		x := s.next()
		if !u.markup(x, holes, s.mode.holes) {
			u.take(x)
			u.follows(holes, s.mode.holes)
		}
		if u.mode = s.mode; x.Kind == LexNewline {
			line(s.pos)
		}
	}
}

// follows keeps the frames in step with the holes of the lexer's mode.
func (u *unfinished) follows(before, holes string) {
	if len(holes) > len(before) && holes[len(holes)-1] >= frameForm {
		u.top().hole = u.lang.Lexical.Strings[holes[len(holes)-1]&frameIndex].Close
	}
	if len(holes) >= len(before) {
		return
	}
	special := len(specials(holes))
	for i := range u.frames {
		if u.frames[i].special() {
			if special == 0 {
				u.frames = u.frames[:i]
				return
			}
			special--
		}
	}
}

// specials returns the indices of the holes and elements in Mode.holes.
func specials(holes string) (at []int) {
	for i := range len(holes) {
		if strings.IndexByte("([{", holes[i]) < 0 {
			at = append(at, i)
		}
	}
	return at
}

func (u *unfinished) top() *frame { return &u.frames[len(u.frames)-1] }

func (u *unfinished) take(x Lexeme) {
	switch {
	case x.Kind.Trivia():
	case x.Kind == LexNewline:
		u.line(x)
	default:
		u.significant(x)
		u.newline = false
	}
}

func (u *unfinished) line(x Lexeme) {
	f := u.top()
	switch {
	case u.directive:
		u.directive = false
		f.last, f.word, f.settled, f.start, f.count = u.before.last, u.before.word, u.before.settled, u.before.start, u.before.count
	case u.c.Indented && f.open == "":
		u.endLine()
	case u.lang.Lexical.Newline == NewlineEnds && f.statements() && f.count > 0 && u.c.Composite && (u.endsOperand(f) || f.word == ":"):
		f.reset()
	}
	u.newline, u.lineStart = true, x.Span.End
}

// endLine ends a logical line of an indented language.
func (u *unfinished) endLine() {
	f := u.top()
	if f.count > 0 {
		u.decorated = f.first == "@"
		if n := len(u.blocks); n > 0 && u.blocks[n-1].indent == f.indent && len(f.waiting) == 0 && !u.blocks[n-1].body {
			u.blocks = u.blocks[:n-1] // its body stood on the same line
		}
		f.reset()
	}
}

// indentOf returns the width of the blanks at the start of the line at an offset; a tab counts to the
// next multiple of eight.
func indentOf(text string, lineStart int) (width int) {
	for i := lineStart; i < len(text); i++ {
		switch text[i] {
		case ' ':
			width++
		case '\t':
			width += 8 - width%8
		default:
			return width
		}
	}
	return width
}

func (u *unfinished) significant(x Lexeme) {
	text := u.text[x.Span.Start:x.Span.End]
	if u.newline {
		u.startLine(x, text)
		if u.directive && text == "#" {
			return
		}
	}
	f := u.top()
	if u.directive {
		u.inDirective(f, x, text)
		return
	}
	if x.Kind == LexOperator {
		switch text {
		case "(", "[", "{", "${":
			u.push(x, text)
			return
		case ")", "]", "}":
			u.pop(x, text)
			return
		}
	}
	u.word(f, x, text)
}

// startLine does what the first lexeme of a line may do: go back to the file's level where a word
// cannot stand in brackets, start a block of an indented language, end a statement without a
// semicolon.
func (u *unfinished) startLine(x Lexeme, text string) {
	if slices.Contains(u.c.FileLevel, text) && (u.c.Indented || x.Span.Start == u.lineStart) && len(u.frames) > 1 {
		u.frames = u.frames[:1]
		u.frames[0].reset()
	}
	f := u.top()
	if u.c.Preprocessor && text == "#" {
		u.preprocess(x)
		return
	}
	if u.directive {
		return
	}
	if u.c.Indented && f.open == "" && f.count == 0 {
		u.enterBlock(indentOf(u.text, u.lineStart))
	}
	if !u.c.Indented && !u.c.Composite && u.lang.Lexical.Newline == NewlineEnds && f.statements() && f.count > 0 &&
		u.endsOperand(f) && len(f.waiting) == 0 && x.Kind != LexOperator {
		f.reset()
	}
}

// preprocess starts a line of the preprocessor. The branches of an #if are read one by one, each from
// the brackets that are open at the #if; those of the last one stay open.
func (u *unfinished) preprocess(x Lexeme) {
	name := strings.TrimLeft(u.text[x.Span.End:], " \t")
	i := len(u.frames) - 1
	for i > 0 && u.frames[i].kind != framePaste {
		i--
	}
	switch {
	case strings.HasPrefix(name, "if"):
		u.frames = append(u.frames, frame{kind: framePaste, open: "#if", close: "#endif", start: true})
	case strings.HasPrefix(name, "el") && i > 0:
		u.frames = u.frames[:i+1]
		u.top().reset()
	case strings.HasPrefix(name, "endif") && i > 0:
		u.frames = slices.Delete(u.frames, i, i+1)
	}
	u.directive, u.before, u.words = true, *u.top(), nil
}

// inDirective takes a lexeme of a preprocessor line. Brackets there are nobody's but the line's.
func (u *unfinished) inDirective(f *frame, x Lexeme, text string) {
	u.words = append(u.words, text)
	f.last, f.word, f.settled = x, text, false
	f.count++
}

func (u *unfinished) enterBlock(indent int) {
	f := u.top()
	f.indent = indent
	for n := len(u.blocks); n > 0 && u.blocks[n-1].indent >= indent; n-- {
		u.blocks = u.blocks[:n-1]
	}
	if n := len(u.blocks); n > 0 {
		u.blocks[n-1].body = true
	}
}

// endsOperand reports whether the last lexeme of a frame's statement can be the last of an operand.
func (u *unfinished) endsOperand(f *frame) bool {
	if f.last.Kind != LexOperator {
		return f.last.Kind != LexName || u.c.Inner[f.word] == "" && f.word != "return" && !slices.Contains(u.lang.Lexical.PrefixNames, f.word)
	}
	return f.settled || strings.Contains(")]}", f.word) || f.word == "++" || f.word == "--" || f.word == "..." && u.c.Indented
}

func (u *unfinished) push(x Lexeme, open string) {
	f := u.top()
	u.begin(f)
	inner := frame{open: open, indent: indentOf(u.text, u.lineStart), start: true, kind: frameList}
	inner.close = map[string]string{"(": ")", "[": "]", "{": "}", "${": "}"}[open]
	inner.after = f.count > 0 && u.endsOperand(f)
	inner.callee = f.word
	inner.embedded = f.element
	inner.parent, inner.types = f.kind, u.c.Composite && open == "(" && f.funcs || f.types && open == "("
	generic := x.Span.Start == f.last.Span.End && f.last.Kind == LexName && f.count > 0
	array := u.c.Composite && open == "[" && !generic && (f.types || f.kind == frameType || u.typeWaits(f))
	if array {
		inner.after = false
	}
	if p := f.top(); p != nil && open == "(" && slices.Contains([]string{"var", "const", "type", "import"}, p.key) && u.c.Composite {
		inner.group, inner.kind = p.key, frameBlock
		f.drop(len(f.waiting) - 1)
	} else if u.turn(f, open, false) {
		inner.kind = frameList
	} else if key, pattern, ok := f.bracket(open, f.angles == 0); ok {
		inner.wait(key+open, pattern)
		inner.key = key
		if open == "{" {
			inner.kind = u.bodyKind(key)
		}
	} else {
		if open == "{" {
			inner.kind = u.braceKind(f)
		}
		if p := f.top(); p != nil && p.parts[0].kind == partBracket && (p.key == "new" || p.key == "[]") {
			f.step(len(f.waiting)-1, 1)
		}
		if !array {
			f.operand(open)
		}
	}
	f.start = f.start && f.annotated
	f.last, f.word, f.settled = x, open, false
	f.count++
	u.frames = append(u.frames, inner)
}

func (u *unfinished) bodyKind(key string) frameKind {
	switch key {
	case "enum", "[]", "map", "new":
		return frameList
	case "class", "struct", "interface", "union", "record":
		return frameType
	}
	return frameBlock
}

func (u *unfinished) braceKind(f *frame) frameKind {
	switch {
	case u.c.Indented:
		return frameList
	case f.statements() && (f.count == 0 || f.start):
		return frameBlock
	case u.c.Composite:
		return frameList
	case f.typeWord == "enum":
		return frameList
	case f.typeWord != "" && f.word != ")":
		return frameType
	case f.last.Kind == LexOperator:
		if f.word == ")" || f.word == "=>" || f.word == "->" || f.word == "}" || f.word == ">" && f.settled {
			return frameBlock
		}
		return frameList
	case (f.last.Kind == LexName || f.word == `"C"`) && f.word != "return" && !f.assigns && f.statements():
		return frameBlock
	}
	return frameList
}

// pop closes the innermost bracket of the kind, and forgets those within that are still open: they
// cannot be closed at the cursor any more. A closer without a bracket is ignored.
func (u *unfinished) pop(x Lexeme, text string) {
	i := len(u.frames) - 1
	for i > 0 && u.frames[i].close != text {
		if u.frames[i].special() || u.frames[i].kind == framePaste || len(u.frames)-i > maxClosers {
			return
		}
		i--
	}
	if i == 0 {
		return
	}
	closed := u.frames[i]
	u.frames = u.frames[:i]
	u.closed(u.top(), &closed, x, text)
}

// closed goes on with the statement around a bracket that was closed.
func (u *unfinished) closed(f, inner *frame, x Lexeme, text string) {
	f.last, f.word, f.settled = x, text, true
	f.count++
	if inner.open == "[" && u.c.Composite && inner.key == "" && (!inner.after || inner.count == 0) && !u.typeWaits(f) {
		f.wait("[]", u.elementPattern(f))
	}
	switch {
	case inner.open == "(" && !f.start:
		f.parens = true
	case inner.open == "[" && u.c.Lambdas && !inner.after:
		f.wait("[]", "{}")
	case inner.open == "[" && u.c.Declared && inner.count == 0 && f.top() == nil:
		f.wait("[]", "E")
	}
	if inner.kind == frameBlock && text == "}" && f.statements() && len(f.waiting) == 0 && !f.assigns && !u.c.Composite {
		f.reset()
	}
	if inner.kind == frameType && text == "}" && f.statements() && len(f.waiting) == 0 && u.c.TypeBodiesEnd && !f.assigns {
		f.reset()
	}
}

// typeWaits reports whether the innermost waiting word of a Go statement expects a type.
func (u *unfinished) typeWaits(f *frame) bool {
	p := f.top()
	return p != nil && (p.key == "var" || p.key == "type" || p.key == "[]" || p.key == "map" || p.key == "chan") &&
		p.parts[0].kind == partOperand && !f.assigns
}

// elementPattern is what must follow "[…]" at the start of a Go operand: in an expression the type of
// the elements and a body, which a conversion's parenthesis or a type argument makes up for.
func (u *unfinished) elementPattern(f *frame) string {
	call := f.open == "(" && f.after && !f.types && f.callee != "make" && f.callee != "new"
	if f.assigns || f.first == "return" || call || f.open == "{" && f.kind == frameList {
		return "E {}"
	}
	return "E"
}

// begin opens a statement where none is open, or where the innermost waiting word expects one.
func (u *unfinished) begin(f *frame) {
	if f.count == 0 && f.group != "" {
		f.wait(f.group, u.c.Statements[f.group])
	}
	if p := f.top(); p != nil && p.parts[0].kind == partStatement {
		f.step(len(f.waiting)-1, 1)
		f.start, f.assigns = true, false
	}
}
