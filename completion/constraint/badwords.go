package constraint

import (
	"context"
	"slices"
	"strings"
)

// BadWords returns the texts that a server is to forbid as they stand, at most limit: the phrases that
// are runs of names and marks, written as code mostly is. It is a hint: the same lexemes with blanks
// between, and options that other arguments stand before, get through.
func BadWords(phrases []Phrase, limit int) []string {
	var out []string
	for _, p := range phrases {
		if text, ok := p.text(); ok && !slices.Contains(out, text) && len(out) < limit {
			out = append(out, text)
		}
	}
	return out
}

// text writes a phrase as code, without the blanks that it does not need. It has none if it is more
// than a run of lexemes, or means something else behind some text, since servers look at no context.
func (p Phrase) text() (string, bool) {
	if p.Only != nil || p.Unless != nil || slices.ContainsFunc(p.Lexemes, func(l string) bool { return l == AnyArguments || l == Operand || l == AnyString }) {
		return "", false
	}
	if len(p.Lexemes) < 3 {
		return "", false // "eval (" would take "model.eval(" along
	}
	var out strings.Builder
	for i, l := range p.Lexemes {
		if i > 0 && isNameLexeme(l) && isNameLexeme(p.Lexemes[i-1]) {
			out.WriteByte(' ')
		}
		out.WriteString(l)
	}
	return out.String(), true
}

// A Tokenizer says which tokens a model writes a text in.
type Tokenizer interface {
	Tokenize(ctx context.Context, text string) ([]int, error)
}

// Bias is what a token's score is changed by so that it does not come.
const Bias = -100

// LogitBias returns biases against the tokens that write a phrase alone, at most limit: a token that
// holds a whole name and its bracket. Whatever takes several tokens is left to other means, because
// each of them has honest uses. It is a hint.
func LogitBias(ctx context.Context, t Tokenizer, phrases []Phrase, limit int) (map[int]int, error) {
	out := map[int]int{}
	for _, p := range phrases {
		text, ok := p.text()
		if !ok || len(out) >= limit {
			continue
		}
		for _, written := range []string{text, " " + text} {
			tokens, err := t.Tokenize(ctx, written)
			if err != nil {
				return nil, err
			}
			if len(tokens) == 1 && len(out) < limit {
				out[tokens[0]] = Bias
			}
		}
	}
	return out, nil
}

// StopStrings returns the texts at which a server is to stop, so that no more than the phrase itself is
// written in vain, at most limit. Which ones of many is by how short they are: those come more often.
func StopStrings(phrases []Phrase, limit int) []string {
	out := BadWords(phrases, len(phrases))
	slices.SortStableFunc(out, func(a, b string) int { return len(a) - len(b) })
	return out[:min(len(out), limit)]
}
