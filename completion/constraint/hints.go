package constraint

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
)

// Hints are the phrases that can be said to a server as texts, those first that matter most at a place.
// They are written as code mostly is: the same lexemes with other blanks between, and options that other
// arguments stand before, get through.
type Hints []hint

type hint struct {
	lexemes []string
	weight  hintWeight
}

type hintWeight uint8

const (
	hintBegun hintWeight = iota // the text before the hole begins with it, so that only the rest may not come
	hintNamed                   // the text before names what it begins with
	hintOther
)

// Hints returns the phrases of the automaton that are runs of names and marks.
func (a *Automaton) Hints() Hints {
	var out Hints
	for _, u := range a.underWay() {
		if p := a.phrases[u.phrase].behind(u.read); len(p.Lexemes) > 1 && p.isRun() {
			out = append(out, hint{p.Lexemes, hintBegun})
		}
	}
	for _, p := range a.phrases {
		switch {
		case !p.isRun() || len(p.Lexemes) < 3: // "eval (" would take "model.eval(" along
		case strings.Contains(a.before, p.Lexemes[0]):
			out = append(out, hint{p.Lexemes, hintNamed})
		default:
			out = append(out, hint{p.Lexemes, hintOther})
		}
	}
	slices.SortStableFunc(out, func(x, y hint) int { return cmp.Compare(x.weight, y.weight) })
	return slices.CompactFunc(out, func(x, y hint) bool { return slices.Equal(x.lexemes, y.lexemes) })
}

// isRun reports whether a phrase is no more than a run of lexemes.
func (p Phrase) isRun() bool {
	return p.Only == nil && p.Unless == nil && !slices.ContainsFunc(p.Lexemes, func(l string) bool {
		return l == AnyArguments || l == Operand || l[0] == '"'
	})
}

// text writes a hint as code, without the blanks that it does not need.
func (h hint) text() string { return h.joined(func(l string) string { return l }, " ", "") }

// joined writes the lexemes, with one text between two names and another elsewhere.
func (h hint) joined(write func(string) string, names, others string) string {
	var out strings.Builder
	for i, l := range h.lexemes {
		switch {
		case i == 0:
		case isNameLexeme(l) && isNameLexeme(h.lexemes[i-1]):
			out.WriteString(names)
		default:
			out.WriteString(others)
		}
		out.WriteString(write(l))
	}
	return out.String()
}

// Words returns the texts that a server is to forbid as they stand, at most limit and together not longer
// than size bytes.
func (h Hints) Words(limit, size int) []string {
	var out []string
	for _, x := range h {
		text := x.text()
		if size -= len(text); len(out) >= limit || size < 0 {
			break
		}
		out = append(out, text)
	}
	return out
}

// Regexes returns what Words does as regexes for Python's re, with some blanks between the lexemes and no
// name's end right before them.
func (h Hints) Regexes(limit int) []string {
	var out []string
	for _, x := range h[:min(len(h), limit)] {
		text := x.joined(regexp.QuoteMeta, `\s{1,4}`, `\s{0,4}`)
		if isNameLexeme(x.lexemes[0]) {
			text = `\b` + text
		}
		out = append(out, text)
	}
	return out
}

// A Tokenizer says which tokens a model writes a text in.
type Tokenizer interface {
	Tokenize(ctx context.Context, text string) ([]int, error)
}

// Bias is what a token's score is changed by so that it does not come.
const Bias = -100

// Bias returns biases against the tokens that write a hint alone, at most limit: a token that holds all of
// its lexemes. Whatever takes several tokens is left to other means, because each of them has honest
// uses. Where the tokenizer fails, what was found until then is returned with its error.
func (h Hints) Bias(ctx context.Context, t Tokenizer, limit int) (map[int]int, error) {
	out := map[int]int{}
	for _, x := range h {
		for _, written := range []string{x.text(), " " + x.text()} {
			tokens, err := t.Tokenize(ctx, written)
			if err != nil || len(out) >= limit {
				return out, err
			}
			if len(tokens) == 1 {
				out[tokens[0]] = Bias
			}
		}
	}
	return out, nil
}
