package local

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A symbol is a token where it stands in a text.
type symbol struct {
	token token
	kind  tokenKind
	start int // in bytes
	end   int
	space bool // blanks or a comment stand before it on its line
	paren bool // the innermost bracket that is open before it is a round or square one
}

// A reader turns texts of one language into symbols. It keeps the stack of indentations and of open
// brackets, so that it can go on where a generation goes on.
type reader struct {
	lang    *syntax.Language
	indents []string // blanks of the open levels, the innermost last; never empty
	opened  []byte   // open brackets, the innermost last
}

func newReader(lang *syntax.Language) *reader { return &reader{lang: lang, indents: []string{""}} }

func (r *reader) clone() *reader {
	return &reader{r.lang, slices.Clone(r.indents), slices.Clone(r.opened)}
}

// read calls add for each symbol of text; number gives the tokens of lexemes. Comments vanish; a line
// break counts once before the next lexeme, however many lines lie between. What comes after the last
// lexeme is returned.
func (r *reader) read(text string, number func(text string, kind tokenKind) token, add func(symbol)) layout {
	var line layout
	space, any := false, false
	for x := range lex(r.lang.Name, text) {
		s := text[x.start:x.end]
		switch x.kind {
		case newlineLexeme:
			line.breaks(x.end)
			continue
		case spaceLexeme:
			space = true
			continue
		case commentLexeme:
			space = true
			line.comment(s)
			continue
		}
		if line.broken {
			t := r.indent(blanks(text[line.start:x.start]), line.blank)
			if any {
				add(symbol{token: t, start: line.first, end: x.start, paren: r.inParen()})
			}
			space = false
		}
		kind := r.kind(x.kind, s)
		add(symbol{number(s, kind), kind, x.start, x.end, space, r.inParen()})
		r.bracket(s, kind)
		line, space, any = layout{}, false, true
	}
	line.space = space
	return line
}

// layout tells what lies between two lexemes.
type layout struct {
	broken bool // a line break does
	blank  bool // a blank line does
	empty  bool // nothing but blanks since the last line break
	first  int  // where the first line break ends
	start  int  // where the last line begins
	space  bool // blanks or a comment do
}

func (l *layout) breaks(end int) {
	if !l.broken {
		l.first = end
	}
	l.blank = l.blank || l.broken && l.empty
	l.broken, l.empty, l.start = true, true, end
}

func (l *layout) comment(text string) {
	l.empty = false
}

// indent moves to a line that begins with blanks and returns the line break that does so.
func (r *reader) indent(blanks string, blank bool) token {
	t, top, at := lineSame, len(r.indents)-1, column(blanks)
	if at > column(r.indents[top]) {
		t = lineIn
		r.indents = append(r.indents, blanks)
	}
	for top > 0 && at < column(r.indents[top]) {
		t = min(max(t, lineIn)+1, lineOut3)
		top--
		r.indents = r.indents[:top+1]
	}
	if blank {
		t += blankSame - lineSame
	}
	return t
}

// tabWidth is how many columns a tab counts.
const tabWidth = 8

// blanks returns the blanks that a line begins with.
func blanks(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " \t"))] }

func column(blanks string) int {
	n := 0
	for i := range len(blanks) {
		switch blanks[i] {
		case '\t':
			n += tabWidth
		case ' ':
			n++
		}
	}
	return n
}

func (r *reader) kind(k lexemeKind, text string) tokenKind {
	switch k {
	case nameLexeme:
		if r.lang.TokenKind(text) != 0 {
			return keyword
		}
		return name
	case numberLexeme:
		return number
	case stringLexeme:
		return literal
	}
	return operator
}

func (r *reader) inParen() bool {
	return len(r.opened) > 0 && r.opened[len(r.opened)-1] != '{'
}

// bracket follows the brackets. A closer that does not fit closes nothing.
func (r *reader) bracket(text string, kind tokenKind) {
	if kind != operator || len(text) != 1 {
		return
	}
	top := len(r.opened) - 1
	switch c := text[0]; {
	case strings.IndexByte("([{", c) >= 0:
		r.opened = append(r.opened, c)
	case top >= 0 && closer(r.opened[top]) == c:
		r.opened = r.opened[:top]
	}
}

func closer(open byte) byte {
	switch open {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}
