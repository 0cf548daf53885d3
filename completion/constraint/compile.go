package constraint

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// holed is where the marks of strings with holes start, for a prefix such as Python's f: a byte that
// no text begins a mark with.
const holed = "\x00"

// newMachine compiles phrases for a language.
func newMachine(l *syntax.Language, phrases []Phrase) *machine {
	m := &machine{lexical: &l.Lexical, words: newTrie(), marks: newTrie()}
	m.addMarks()
	ids := m.intern(phrases)
	m.starts, m.remembered = make([][]int, len(ids)+1), make([]bool, len(ids)+1)
	for i, p := range phrases {
		compiled := phrase{lookUp(ids, p.Lexemes), lookUp(ids, p.NotAfter)}
		m.phrases = append(m.phrases, compiled)
		m.starts[compiled.lexemes[0]] = append(m.starts[compiled.lexemes[0]], i)
		for _, l := range compiled.notAfter {
			m.remembered[l] = true
		}
	}
	m.words.finish(0, m.remembered)
	m.marks.finish(0, m.remembered)
	return m
}

func (m *machine) addMarks() {
	x := m.lexical
	for _, op := range x.Operators {
		m.marks.add(op)
	}
	for b := byte('!'); b < 0x7F; b++ {
		if !x.NameStart.Has(b) && (b < '0' || b > '9') && string(b) != x.Continuation {
			m.marks.add(string(b))
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
	}
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

// intern numbers the lexemes of phrases in the order of their texts, and adds them to the tries.
func (m *machine) intern(phrases []Phrase) map[string]lexeme {
	var texts []string
	for _, p := range phrases {
		texts = append(append(texts, p.Lexemes...), p.NotAfter...)
	}
	slices.Sort(texts)
	ids := map[string]lexeme{}
	for i, text := range slices.Compact(texts) {
		ids[text] = lexeme(i + 1)
		if m.lexical.NameStart.Has(text[0]) {
			m.words.add(text).lexeme = lexeme(i + 1)
		} else {
			m.marks.add(text).lexeme = lexeme(i + 1)
		}
	}
	return ids
}

func lookUp(ids map[string]lexeme, texts []string) []lexeme {
	out := make([]lexeme, len(texts))
	for i, text := range texts {
		out[i] = ids[text]
	}
	return out
}
