package local

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexemeKind is what a lexeme is as far as the model tells them apart.
type lexemeKind uint8

const (
	spaceLexeme lexemeKind = iota
	newlineLexeme
	nameLexeme
	numberLexeme
	stringLexeme
	commentLexeme
	operatorLexeme
)

// A lexeme is one piece of a text. Lexemes cover the text without gaps.
type lexeme struct {
	kind       lexemeKind
	start, end int
}

// operators are the ones of more than one byte, of all languages together: the longest that fits is
// one lexeme.
var operators = []string{
	">>>=", "<<=", ">>=", "...", "===", "!==", "**=", "//=", "&&=", "||=", "??=", ">>>", "&^=", "->*",
	":=", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
	"<<", ">>", "->", "=>", "::", "**", "<-", "&^", "?.", "??", "//", "##", "@=",
}

// lex cuts a text of a language into lexemes.
func lex(language, text string) iter.Seq[lexeme] {
	return func(yield func(lexeme) bool) {
		for i := 0; i < len(text); {
			kind, n := lexOne(language, text[i:])
			if !yield(lexeme{kind, i, i + n}) {
				return
			}
			i += n
		}
	}
}

func lexOne(language, s string) (lexemeKind, int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '\n':
		return newlineLexeme, 1
	case r == '\r' && strings.HasPrefix(s, "\r\n"):
		return newlineLexeme, 2
	case isBlank(r):
		return spaceLexeme, len(s) - len(strings.TrimLeftFunc(s, isBlank))
	case language == "python" && r == '#', language != "python" && strings.HasPrefix(s, "//"):
		return commentLexeme, lineEnd(s)
	case language != "python" && strings.HasPrefix(s, "/*"):
		return commentLexeme, through(s, 2, "*/")
	case isQuote(language, r):
		return stringLexeme, lexString(language, s, 0)
	case isNameStart(r):
		n := len(s) - len(strings.TrimLeftFunc(s, isNamePart))
		if language == "python" && n <= 2 && n < len(s) && isQuote(language, rune(s[n])) && strings.Trim(s[:n], "rRbBfFuU") == "" {
			return stringLexeme, lexString(language, s, n)
		}
		return nameLexeme, n
	case r >= '0' && r <= '9':
		return numberLexeme, lexNumber(s)
	}
	for _, op := range operators {
		if strings.HasPrefix(s, op) {
			return operatorLexeme, len(op)
		}
	}
	return operatorLexeme, size
}

func isBlank(r rune) bool     { return r == ' ' || r == '\t' || r == '\r' || r == '\f' }
func isNameStart(r rune) bool { return r == '_' || r == '$' || unicode.IsLetter(r) }
func isNamePart(r rune) bool  { return isNameStart(r) || unicode.IsDigit(r) }

func isQuote(language string, r rune) bool {
	return r == '"' || r == '\'' || r == '`' && language != "python" && language != "java" && language != "c" && language != "cpp"
}

func lineEnd(s string) int {
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		return i
	}
	return len(s)
}

func through(s string, from int, end string) int {
	if i := strings.Index(s[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(s)
}

// lexString returns the length of the string literal of s whose quote is at from. An unterminated one
// ends with its line.
func lexString(language, s string, from int) int {
	quote := s[from]
	if triple := strings.Repeat(string(quote), 3); language == "python" && strings.HasPrefix(s[from:], triple) {
		return through(s, from+3, triple)
	}
	for i := from + 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && !(language == "go" && quote == '`'):
			i++
		case s[i] == quote:
			return i + 1
		case s[i] == '\n' && quote != '`':
			return i
		}
	}
	return len(s)
}

func lexNumber(s string) int {
	for i, r := range s {
		if !isNamePart(r) && r != '.' && !((r == '+' || r == '-') && (s[i-1] == 'e' || s[i-1] == 'E') && !strings.HasPrefix(s, "0x")) {
			return i
		}
	}
	return len(s)
}
