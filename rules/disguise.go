package rules

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// disguised reports whether a text may speak of a name that does not stand in it as a word: one that is computed, looked
// up by a string that is put together, or spelled with other characters. Where it does not, the words of the text tell
// which rules may find something even where disguises are seen through.
func disguised(l *syntax.Language, text string) bool {
	d := disguises{js: l == syntax.JavaScript || l == syntax.TypeScript || l == syntax.TSX, python: l == syntax.Python}
	clang := l == syntax.C || l == syntax.CPP
	for x := range l.Lex(text) {
		switch {
		case x.Kind == syntax.LexContinuation && clang && splices(l, text, x.Span):
			return true
		case x.Kind.Trivia() || x.Kind == syntax.LexNewline:
		case d.lexeme(x.Kind, text[x.Span.Start:x.Span.End]):
			return true
		}
	}
	return d.key != keyNone
}

// splices reports whether the compiler joins what stands before and behind a line's continuation to one name.
func splices(l *syntax.Language, text string, s syntax.Span) bool {
	part := &l.Lexical.NamePart
	return s.Start > 0 && s.End < len(text) && part.Has(text[s.Start-1]) && part.Has(text[s.End])
}

// A key is how far a subscript of JavaScript, or the name of a module there, was read.
type key uint8

const (
	keyNone  key = iota
	keyOpen      // a bracket stands before it
	keyWhole     // a plain string or number does: the bracket must close
)

// disguises reads a text from lexeme to lexeme.
type disguises struct {
	js, python bool
	key        key
	before     string // the lexeme before
}

func (d *disguises) lexeme(kind syntax.LexKind, word string) bool {
	before, key := d.before, d.key
	d.before, d.key = word, keyNone
	switch {
	case key == keyWhole && word != "]" && word != ")":
		return true
	case key == keyOpen && word != "]" && word != ")" && kind != syntax.LexString && kind != syntax.LexNumber:
		return true
	case key == keyOpen && word != "]" && word != ")":
		d.key = keyWhole
	case d.js && (word == "[" && !lists[before] || word == "(" && (before == "require" || before == "import")):
		d.key = keyOpen
	}
	return kind == syntax.LexName && d.hides(word) || strings.IndexByte(word, '\\') >= 0 && escapes(word)
}

// lists are lexemes behind which a square bracket begins a list or a pattern: behind all others it takes a member.
var lists = map[string]bool{"": true, "=": true, "(": true, ",": true, "[": true, ":": true, "{": true, ";": true, "=>": true, "?": true, "...": true,
	"&&": true, "||": true, "??": true, "return": true, "const": true, "let": true, "var": true, "of": true, "in": true, "case": true}

// hides reports whether a name is how code reaches what it does not name, or is not what it looks like.
func (d *disguises) hides(name string) bool {
	return d.python && (lookups[name] || strings.IndexFunc(name, func(r rune) bool { return r >= 0x80 }) >= 0)
}

var lookups = map[string]bool{"getattr": true, "globals": true, "locals": true, "vars": true, "import_module": true, "__import__": true, "modules": true,
	"__dict__": true, "builtins": true, "__builtin__": true, "__builtins__": true, "__getattribute__": true, "attrgetter": true, "methodcaller": true}

// escapes reports whether a backslash stands before what may make a plain character of it.
func escapes(word string) bool {
	for i := 0; i+1 < len(word); i++ {
		if word[i] == '\\' {
			if i++; strings.IndexByte("xuUN01234567\r\n", word[i]) >= 0 {
				return true
			}
		}
	}
	return word == `\`
}
