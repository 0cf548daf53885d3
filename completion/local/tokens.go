package local

import (
	"fmt"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// firstLexemeID is the number of the first lexeme as a server's clients see it: below are the bytes, with
// which any text can be spelt.
const firstLexemeID = 256

// Tokenize cuts a text into numbers: one for a lexeme that the model knows, one for each byte of
// anything else, blanks too. Numbers keep their meaning for as long as the model lives.
func (m *Model) Tokenize(lang *syntax.Language, text string) []int {
	l := m.language(lang)
	l.corpus()
	v := l.vocabulary
	v.mu.RLock()
	defer v.mu.RUnlock()
	var ids []int
	for x := range lang.Lex(text) {
		s := text[x.Span.Start:x.Span.End]
		if t, ok := v.ids[s]; ok {
			ids = append(ids, firstLexemeID+int(t))
			continue
		}
		for i := range len(s) {
			ids = append(ids, int(s[i]))
		}
	}
	return ids
}

// Detokenize is the inverse of Tokenize.
func (m *Model) Detokenize(lang *syntax.Language, ids []int) (string, error) {
	var out strings.Builder
	for _, id := range ids {
		piece, ok := m.TokenText(lang, id)
		if !ok {
			return "", fmt.Errorf("reading tokens: there is no token %d", id)
		}
		out.WriteString(piece)
	}
	return out.String(), nil
}

// TokenText returns what one number of Tokenize stands for.
func (m *Model) TokenText(lang *syntax.Language, id int) (string, bool) {
	if id >= 0 && id < firstLexemeID {
		return string([]byte{byte(id)}), true
	}
	l := m.language(lang)
	l.corpus()
	l.vocabulary.mu.RLock()
	defer l.vocabulary.mu.RUnlock()
	t := id - firstLexemeID
	if t < int(firstLexeme) || t >= len(l.vocabulary.texts) {
		return "", false
	}
	return l.vocabulary.texts[t], true
}

// Guess returns the language whose corpus knows most of a text's words.
func (m *Model) Guess(text string) *syntax.Language {
	var best *syntax.Language
	most := -1
	for _, lang := range syntax.Languages() {
		known := 0
		for _, id := range m.Tokenize(lang, clip(text, headBudget)) {
			if id >= firstLexemeID {
				known++
			}
		}
		if known > most {
			best, most = lang, known
		}
	}
	return best
}
