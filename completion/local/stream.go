package local

import (
	"path"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A symbol is a token where it stands in a text.
type symbol struct {
	token token
	kind  tokenKind
	space bool // blanks or a comment stand before it on its line
	paren bool // the innermost bracket that is open before it is a round or square one

	access  bool  // what follows is a member of what stands before
	imports token // the name that it imports, boundary if none
}

// A reader turns texts of one language into symbols. It keeps the stack of indentations and of open
// brackets, so that it can go on where a generation goes on.
type reader struct {
	lang    *syntax.Language
	indents []string // blanks of the open levels, the innermost last; never empty
	opened  []byte   // open brackets, the innermost last

	started   bool // a statement has begun
	importing bool // it is an import
	outside   int  // how many brackets were open where it began
	lineDepth int  // how many were open where the line began
}

func newReader(lang *syntax.Language) *reader { return &reader{lang: lang, indents: []string{""}} }

func (r *reader) clone() *reader {
	c := *r
	c.indents, c.opened = slices.Clone(r.indents), slices.Clone(r.opened)
	return &c
}

// read calls add for each symbol of text; number gives the tokens of lexemes. Comments vanish; a line
// break counts once before the next lexeme, however many lines lie between. What comes after the last
// lexeme is returned.
func (r *reader) read(text string, number func(text string, kind tokenKind) token, add func(symbol)) layout {
	var line layout
	space, any := false, false
	for x := range r.lang.Lex(text) {
		switch x.Kind {
		case syntax.LexNewline:
			line.breaks(x.Span.End)
			continue
		case syntax.LexSpace, syntax.LexComment, syntax.LexContinuation:
			space = true
			line.empty = line.empty && x.Kind == syntax.LexSpace
			continue
		}
		if line.broken {
			t := r.indent(blanks(text[line.start:x.Span.Start]), line.blank)
			if any {
				add(symbol{token: t, paren: r.inParen()})
			}
			space, r.lineDepth = false, len(r.opened)
			r.started = r.started && len(r.opened) > r.outside
		}
		s := text[x.Span.Start:x.Span.End]
		kind := r.kind(x.Kind, s)
		t := anyString
		if kind != literal || isWhole(s) {
			t = number(s, kind)
		}
		add(symbol{token: t, kind: kind, space: space, paren: r.inParen(), access: isAccess(s), imports: r.imports(s, t, kind, number)})
		r.bracket(s, kind)
		line, space, any = layout{}, false, true
	}
	line.space = space
	return line
}

// imports follows the statement that a lexeme is in and returns the name that the lexeme imports.
func (r *reader) imports(text string, t token, kind tokenKind, number func(string, tokenKind) token) token {
	if !r.started {
		r.started, r.outside = true, len(r.opened)
		r.importing = text == "import" || text == "from"
	}
	switch {
	case !r.importing:
	case kind == name:
		return t
	case kind == literal && r.lang == syntax.Go:
		return number(path.Base(strings.Trim(text, "\"`")), name)
	}
	return boundary
}

// isAccess reports whether a lexeme stands between a thing and its member.
func isAccess(text string) bool { return text == "." || text == "::" || text == "?." || text == "->" }

// layout tells what lies between two lexemes.
type layout struct {
	broken bool // a line break does
	blank  bool // a blank line does
	empty  bool // nothing but blanks since the last line break
	start  int  // where the last line begins
	space  bool // blanks or a comment do
}

func (l *layout) breaks(end int) {
	l.blank = l.blank || l.broken && l.empty
	l.broken, l.empty, l.start = true, true, end
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
	if t >= lineOut && at > column(r.indents[top]) {
		r.indents = append(r.indents, blanks) // between two levels: continuation lines went deeper
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

func (r *reader) kind(k syntax.LexKind, text string) tokenKind {
	switch k {
	case syntax.LexName:
		if r.lang.TokenKind(text) != 0 {
			return keyword
		}
		return name
	case syntax.LexNumber:
		return number
	case syntax.LexString:
		return literal
	}
	return operator
}

// isWhole reports whether a piece of a string is a literal of its own, and not one beside a hole.
func isWhole(text string) bool {
	i := strings.IndexAny(text, "\"'`")
	return i >= 0 && i <= 3 && len(text) > i+1 && text[len(text)-1] == text[i] && !strings.HasSuffix(text, `\`+text[i:i+1])
}

func (r *reader) inParen() bool {
	return len(r.opened) > 0 && r.opened[len(r.opened)-1] != '{'
}

// bracket follows the brackets. A closer that does not fit closes nothing.
func (r *reader) bracket(text string, kind tokenKind) {
	if kind != operator || len(text) != 1 && text != "${" {
		return
	}
	top := len(r.opened) - 1
	switch c := text[len(text)-1]; {
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
