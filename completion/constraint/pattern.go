package constraint

import (
	"errors"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A word is one lexeme of a pattern.
type word struct {
	kind wordKind
	text string // a name, number or operator; the text of a string; the name of a metavariable
}

type wordKind uint8

const (
	isName wordKind = iota
	isNumber
	isMark
	isText     // a string
	isTextMeta // a string that a metavariable stands for
	isMeta     // $X
	isDots     // … and $...X
)

func (w word) is(mark string) bool { return w.kind == isMark && w.text == mark }
func (w word) opens() bool         { return w.kind == isMark && strings.Contains("([{", w.text) }
func (w word) closes() bool        { return w.kind == isMark && strings.Contains(")]}", w.text) }

var (
	errStatements = errors.New("it looks for several statements")
	errTwice      = errors.New("it compares two parts of the code")
	errShape      = errors.New("what it looks for is more than a run of lexemes")
)

// words reads the lexemes of a pattern, which is code with holes.
func words(l *syntax.Language, pattern string) ([]word, error) {
	if strings.Contains(pattern, "<...") {
		return nil, errShape
	}
	var out []word
	line := false
	for x := range l.Lex(strings.TrimSpace(pattern)) {
		text := strings.TrimSpace(pattern)[x.Span.Start:x.Span.End]
		switch {
		case x.Kind.Trivia():
		case x.Kind == syntax.LexNewline:
			line = true
		case line && depth(out) == 0:
			return nil, errStatements
		case x.Kind == syntax.LexString:
			w, err := stringWord(l, text)
			if err != nil {
				return nil, err
			}
			out = append(out, w)
		default:
			out = appendWord(out, x.Kind, text)
		}
	}
	return checked(out)
}

func appendWord(out []word, kind syntax.LexKind, text string) []word {
	n := len(out)
	switch {
	case kind == syntax.LexName && n > 0 && out[n-1] == word{isName, "$..."}:
		out[n-1] = word{isDots, ""}
	case kind == syntax.LexName && n > 0 && (out[n-1] == word{isName, "$"}):
		out[n-1] = word{isMeta, "$" + text}
	case text == "..." && n > 0 && (out[n-1] == word{isName, "$"}):
		out[n-1].text = "$..."
	case text == "$":
		out = append(out, word{isName, "$"})
	case text == "...":
		out = append(out, word{isDots, ""})
	case kind == syntax.LexName && text[0] == '$' && len(text) > 1:
		out = append(out, word{isMeta, text})
	case kind == syntax.LexName:
		out = append(out, word{isName, text})
	case kind == syntax.LexNumber:
		out = append(out, word{isNumber, text})
	default:
		out = append(out, word{isMark, text})
	}
	return out
}

// checked refuses what stands for more than one expression, and drops the end of its statement.
func checked(ws []word) ([]word, error) {
	if n := len(ws); n > 0 && ws[n-1].is(";") {
		ws = ws[:n-1]
	}
	if len(ws) == 0 || slices.ContainsFunc(ws, func(w word) bool { return w.is(";") || w == word{isName, "$"} }) {
		return nil, errStatements
	}
	if ws[0].kind == isDots || len(ws) > 1 && ws[0].is("(") && ws[1].kind == isMeta {
		return nil, errShape
	}
	for i, w := range ws {
		if w.kind == isMeta && w.text != "$_" && slices.Contains(ws[i+1:], w) {
			return nil, errTwice
		}
	}
	return ws, nil
}

func depth(ws []word) int {
	n := 0
	for _, w := range ws {
		if w.opens() {
			n++
		}
		if w.closes() {
			n--
		}
	}
	return n
}

// stringWord reads a string of a pattern.
func stringWord(l *syntax.Language, text string) (word, error) {
	for _, f := range l.Lexical.Strings {
		content, ok := strings.CutPrefix(text, f.Open)
		if !ok || len(content) < len(f.Close) || !strings.HasSuffix(content, f.Close) || f.Regex {
			continue
		}
		switch content = content[:len(content)-len(f.Close)]; {
		case content == "...":
			return word{isText, AnyArguments}, nil
		case strings.HasPrefix(content, "$") && strings.Trim(content[1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == "":
			return word{isTextMeta, content}, nil
		case strings.ContainsAny(content, "\\$\"") || strings.HasPrefix(content, "=~/"):
			return word{}, errShape
		}
		return word{isText, content}, nil
	}
	return word{}, errShape
}

// lexeme writes a word as phrases do.
func (w word) lexeme() string {
	switch w.kind {
	case isText, isTextMeta:
		if w.kind == isTextMeta {
			return AnyString
		}
		return `"` + w.text + `"`
	case isMeta:
		return Operand
	case isDots:
		return AnyArguments
	}
	return w.text
}
