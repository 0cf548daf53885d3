package syntax

import (
	"iter"
	"slices"
	"strings"
)

// LexKind is the kind of a lexeme.
type LexKind uint8

// The kinds of lexemes. Keywords are names. Bytes that no language knows are operators.
const (
	LexSpace LexKind = iota
	LexNewline
	LexName
	LexNumber
	LexString
	LexComment
	LexOperator
	LexContinuation // the text that joins two lines, with its newline
)

// Trivia reports whether lexemes of the kind mean nothing in any language: newlines are not among them.
func (k LexKind) Trivia() bool {
	return k == LexSpace || k == LexComment || k == LexContinuation
}

// A Lexeme is one word of a text.
//
// A string with holes, such as f"a{b}c" or a template literal, is several lexemes: its text in
// pieces (LexString), the hole's delimiters (LexOperator), and between them code. So is markup.
type Lexeme struct {
	Kind LexKind
	Span Span
	Open bool // a string or block comment that the text does not end
}

// Lex yields the lexemes of a text. It never fails, and the spans tile the text. Whether "/" starts a
// regular expression and "<" an element of markup is guessed from the lexeme before.
func (l *Language) Lex(text string) iter.Seq[Lexeme] { return l.LexFrom(Mode{}, text) }

// LexFrom yields the lexemes of a text whose start is in the given mode, as ModeAt returns it.
func (l *Language) LexFrom(mode Mode, text string) iter.Seq[Lexeme] {
	return func(yield func(Lexeme) bool) {
		s := scanner{x: l.lex, text: text, mode: mode}
		for s.pos < len(text) && yield(s.next()) {
		}
	}
}

// A scanner lexes one text; it belongs to one goroutine.
type scanner struct {
	x    *lexTable
	text string
	pos  int
	mode Mode
}

// next returns the next lexeme; there must be text left. It always moves on.
func (s *scanner) next() Lexeme {
	start := s.pos
	kind, open := s.scan()
	return Lexeme{kind, Span{start, s.pos}, open}
}

func (s *scanner) scan() (kind LexKind, open bool) {
	switch s.mode.Kind {
	case ModeString:
		if s.stringEdge() {
			return LexOperator, false
		}
		start := s.pos
		if open := s.stringText(start); s.pos > start {
			return LexString, open
		}
	case ModeText:
		return s.markupText(), false
	case ModeBlockComment:
		return LexComment, s.blockComment(s.pos)
	case ModeLineComment:
		if s.text[s.pos] != '\n' && !strings.HasPrefix(s.text[s.pos:], "\r\n") {
			s.lineComment(s.pos)
			return LexComment, false
		}
		s.mode.Kind = ModeCode
	}
	return s.code()
}

func (s *scanner) code() (kind LexKind, open bool) {
	b := s.text[s.pos]
	switch {
	case b == '\n', b == '\r' && s.at(s.pos+1) == '\n':
		s.newline()
		return LexNewline, false
	case s.blank(s.pos) > 0:
		for s.pos < len(s.text) && s.blank(s.pos) > 0 {
			s.pos += s.blank(s.pos)
		}
		return LexSpace, false
	case s.x.NameStart.Has(b):
		return s.name()
	case '0' <= b && b <= '9', b == '.' && isDigit(s.at(s.pos+1)):
		s.number()
		return LexNumber, false
	}
	if s.comment() {
		return LexComment, s.mode.Kind == ModeBlockComment
	}
	if s.x.Markup && s.tag() {
		return LexOperator, false
	}
	if open, ok := s.openString("", s.pos); ok {
		return LexString, open
	}
	if n := s.continuation(s.pos); n > 0 {
		s.pos += n
		return LexContinuation, false
	}
	s.operator(b)
	return LexOperator, false
}

// at returns the byte at i, 0 behind the end.
func (s *scanner) at(i int) byte {
	if i < len(s.text) {
		return s.text[i]
	}
	return 0
}

// blank returns the length of the blank at i, 0 if there is none. A lone carriage return is a blank.
func (s *scanner) blank(i int) int {
	b := s.text[i]
	if b < 0x80 {
		if s.x.blank.Has(b) || b == '\r' && s.at(i+1) != '\n' {
			return 1
		}
		return 0
	}
	for _, sp := range s.x.spaces {
		if strings.HasPrefix(s.text[i:], sp) {
			return len(sp)
		}
	}
	return 0
}

// newline takes a newline. A hole in a string that ends with its line ends with it too.
func (s *scanner) newline() {
	s.pos += newlineAt(s.text, s.pos)
	for i := 0; i < len(s.mode.holes); i++ {
		if b := s.mode.holes[i]; b >= frameForm && !s.x.Strings[b&frameIndex].Multiline {
			s.mode.holes = s.mode.holes[:i]
		}
	}
}

func newlineAt(text string, i int) int {
	switch {
	case i < len(text) && text[i] == '\n':
		return 1
	case strings.HasPrefix(text[min(i, len(text)):], "\r\n"):
		return 2
	}
	return 0
}

func (s *scanner) continuation(i int) int {
	c := s.x.Continuation
	if c == "" || !strings.HasPrefix(s.text[i:], c) {
		return 0
	}
	if n := newlineAt(s.text, i+len(c)); n > 0 {
		return len(c) + n
	}
	return 0
}

func (s *scanner) name() (LexKind, bool) {
	start := s.pos
	for s.pos++; s.pos < len(s.text) && s.x.NamePart.Has(s.text[s.pos]); s.pos++ {
		if s.text[s.pos] >= 0x80 && s.blank(s.pos) > 0 {
			break
		}
	}
	name := s.text[start:s.pos]
	if s.x.quotes.Has(s.at(s.pos)) && s.pos < len(s.text) && s.x.prefix[name] {
		if open, ok := s.openString(name, s.pos); ok {
			return LexString, open
		}
	}
	s.mode.operand = !slices.Contains(s.x.PrefixNames, name)
	return LexName, false
}

func (s *scanner) number() {
	for s.pos++; s.pos < len(s.text); s.pos++ {
		b := s.text[s.pos]
		exponent := (b == '+' || b == '-') && s.exponent()
		separator := b != 0 && b == s.x.DigitSeparator && isLetter(s.at(s.pos+1)|0x20, s.at(s.pos+1))
		if !isLetter(b|0x20, b) && b != '_' && b != '.' && !exponent && !separator {
			break
		}
	}
	s.mode.operand = true
}

// exponent reports whether the byte before is one that a sign may follow within a number.
func (s *scanner) exponent() bool {
	switch s.text[s.pos-1] | 0x20 {
	case 'p':
		return true
	case 'e':
		start := s.pos - 1
		for start > 0 && isLetter(s.text[start-1]|0x20, s.text[start-1]) {
			start--
		}
		return !strings.HasPrefix(s.text[start:], "0x") && !strings.HasPrefix(s.text[start:], "0X")
	}
	return false
}

func isDigit(b byte) bool         { return '0' <= b && b <= '9' }
func isLetter(lower, b byte) bool { return 'a' <= lower && lower <= 'z' || isDigit(b) }

func (s *scanner) operator(b byte) {
	n := 1
	for _, op := range s.x.operators[b] {
		if strings.HasPrefix(s.text[s.pos:], op) && !s.splits(op) {
			n = len(op)
			break
		}
	}
	start := s.pos
	s.pos += n
	if s.mode.holes != "" && s.hole(b, n) {
		return
	}
	switch op := s.text[start:s.pos]; op {
	case "++", "--":
	case ")", "]", "}":
		s.mode.operand = true
	default:
		s.mode.operand = false
	}
}

// splits reports whether an operator's text must not be read as one: ":=" in f"{a:=10}" and "?." in
// "a?.5:b" are two.
func (s *scanner) splits(op string) bool {
	if op == "?." && isDigit(s.at(s.pos+2)) {
		return true
	}
	frame := s.mode.frame()
	return frame >= frameForm && op[0] == ':' && s.x.Strings[frame&frameIndex].Hole.Spec == ":"
}

func (s *scanner) comment() bool {
	b := s.text[s.pos]
	for _, c := range s.x.line[b] {
		if strings.HasPrefix(s.text[s.pos:], c) {
			s.lineComment(s.pos + len(c))
			return true
		}
	}
	for _, i := range s.x.block[b] {
		if open := s.x.BlockComments[i].Open; strings.HasPrefix(s.text[s.pos:], open) {
			s.mode.Form = i
			s.blockComment(s.pos + len(open))
			return true
		}
	}
	return false
}

// lineComment takes a comment up to its newline. At the end of the text the mode stays in it.
func (s *scanner) lineComment(from int) {
	s.mode.Kind = ModeLineComment
	for from < len(s.text) {
		end := strings.IndexByte(s.text[from:], '\n')
		if end < 0 {
			break
		}
		end += from
		if end > from && s.text[end-1] == '\r' {
			end--
		}
		if c := s.x.Continuation; !s.x.ContinuedComments || !strings.HasSuffix(s.text[from:end], c) {
			s.pos, s.mode.Kind = end, ModeCode
			return
		}
		from = end + newlineAt(s.text, end)
	}
	s.pos = len(s.text)
}

// blockComment takes the rest of a comment and reports whether the text does not end it.
func (s *scanner) blockComment(from int) (open bool) {
	end := s.x.BlockComments[s.mode.Form].Close
	if i := strings.Index(s.text[from:], end); i >= 0 {
		s.pos, s.mode.Kind, s.mode.Form = from+i+len(end), ModeCode, 0
		return false
	}
	s.pos, s.mode.Kind = len(s.text), ModeBlockComment
	return true
}
