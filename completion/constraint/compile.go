package constraint

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// holed is where the marks of strings with holes start, for a prefix such as Python's f: a byte that
// no text begins a mark with.
const holed = "\x00"

func (m *machine) addMarks() {
	x := m.lexical
	for _, op := range x.Operators {
		m.marks.add(op).token = token{spreads: op == "**" || op == "...", joins: op == "?." || op == "??" || op == "&&" || op == "||" || op == "<<"}
	}
	for b := byte('!'); b < 0x7F; b++ {
		if !x.NameStart.Has(b) && (b < '0' || b > '9') && string(b) != x.Continuation {
			m.marks.add(string(b)).token = bracket(b)
		}
	}
	for _, c := range x.LineComments {
		m.marks.add(c).line = true
	}
	for i, c := range x.BlockComments {
		m.marks.add(c.Open).block = i + 1
	}
	for i, f := range x.Strings {
		m.addString(i, f)
		m.sibling = append(m.sibling, int16(i))
		for k, g := range x.Strings {
			if g.Hole.Open == "" && g.Open == f.Open && g.Close == f.Close && g.Escape == f.Escape && g.Multiline == f.Multiline && f.Delimited == g.Delimited {
				m.sibling[i] = int16(k)
				break
			}
		}
	}
}

// bracket returns what a mark does to the nesting of brackets. Their kinds are not told apart.
func bracket(b byte) token {
	switch b {
	case '(', '[', '{':
		return token{nesting: 1}
	case ')', ']', '}':
		return token{nesting: -1}
	}
	return token{comma: b == ',', stops: b == ';', spreads: b == '*', joins: strings.IndexByte("+.%?&|", b) >= 0}
}

// addString adds a form of strings. Regular expressions are left to read as code: whether a "/"
// divides is not for an automaton to say.
func (m *machine) addString(i int, f syntax.StringForm) {
	if f.Regex {
		return
	}
	plain := len(f.Prefixes) == 0 || slices.Contains(f.Prefixes, "")
	open := f.Open
	if !plain {
		open = holed + open
	}
	if n := m.marks.add(open); n.form == 0 {
		n.form = i + 1
	}
	for _, prefix := range f.Prefixes {
		if prefix == "" {
			continue
		}
		from := int16(0)
		if !plain {
			from = m.marks.child(0, holed[0])
		}
		n := m.words.add(prefix)
		n.prefix, n.from = true, from
	}
}

// addEmpty makes a lexeme of two quotes that a third would make the start of a longer string.
func (m *machine) addEmpty() {
	for _, f := range m.lexical.Strings {
		for _, at := range []int16{0, m.marks.child(0, holed[0])} {
			for i := range len(f.Open + f.Close) {
				at = m.marks.child(at, (f.Open + f.Close)[i])
			}
			if at > 0 && m.marks.nodes[at].form == 0 {
				m.marks.nodes[at].lexeme, m.marks.nodes[at].added = m.texts.text(0), true
			}
		}
	}
}

// intern numbers the lexemes of phrases in the order of their texts, and adds them to the tries. A
// string that ends with AnyArguments stands for all that begin so.
func (m *machine) intern(phrases []Phrase) map[string]lexeme {
	ids := map[string]lexeme{}
	for _, text := range lexemesOf(phrases) {
		l := lexeme(len(ids) + 2)
		ids[text] = l
		switch b := text[0]; {
		case b == '"' && len(text) > 1:
			if m.textLow == 0 {
				m.textLow = l
			}
			m.textHigh = l + 1
			content, open := strings.CutSuffix(strings.ToLower(text[1:len(text)-1]), AnyArguments)
			if n := m.texts.add(content); open {
				n.any = 1
			}
			m.texts.add(content).lexeme = l
		case m.lexical.NameStart.Has(b), '0' <= b && b <= '9':
			m.words.add(text).lexeme = l
		default:
			m.marks.add(text).lexeme = l
		}
	}
	return ids
}

// lexemesOf returns the lexemes of phrases that are to be told apart, in their order.
func lexemesOf(phrases []Phrase) []string {
	var texts []string
	for _, p := range phrases {
		texts = append(append(texts, p.Lexemes...), p.NotAfter...)
		for _, forms := range [][][]string{p.Only, p.Unless} {
			for _, f := range forms {
				texts = append(texts, f...)
			}
		}
	}
	slices.Sort(texts)
	texts = slices.Compact(texts)
	return slices.DeleteFunc(texts, func(text string) bool {
		return text == AnyArguments || text == Operand || text == AnyString
	})
}
