package match

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Generic patterns match text of no particular language, as Semgrep's `language: generic` does: words and
// punctuation in their order, with $X for a word and ... for what lies between on at most ten lines. They
// serve metavariable-pattern, which looks for HTML or a URL inside of a string.

// A word is a token of text: a run of letters, digits and underscores, or one other character.
type word struct {
	text       string
	start, end int
	line       int
	indent     int // of the line it stands on
	letters    bool
}

// words splits a text into tokens. White space counts for nothing but the lines and their indentation.
func words(text string) []word {
	var out []word
	line, indent, fresh := 0, 0, true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			line, indent, fresh = line+1, 0, true
		case unicode.IsSpace(r):
			if fresh {
				indent++
			}
		default:
			fresh = false
			w := word{start: i, line: line, indent: indent, letters: wordRune(r)}
			for w.letters && i+size < len(text) {
				next, more := utf8.DecodeRuneInString(text[i+size:])
				if !wordRune(next) {
					break
				}
				size += more
			}
			w.end = i + size
			w.text = text[i:w.end]
			out = append(out, w)
		}
		i += size
	}
	return out
}

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// genericDots is how many lines dots reach over.
const genericDots = 10

// A genericPart is a token of a generic pattern: a word to be met, a metavariable or dots.
type genericPart struct {
	text string
	meta bool
	dots bool
}

func compileGeneric(source string) []genericPart {
	var out []genericPart
	all := words(strings.TrimSpace(source))
	for i := 0; i < len(all); i++ {
		switch {
		case i+2 < len(all) && all[i].text == "." && all[i+2].end-all[i].start == 3 && all[i+1].text == "." && all[i+2].text == ".":
			out = append(out, genericPart{dots: true})
			i += 2
		case i+1 < len(all) && all[i].text == "$" && all[i+1].start == all[i].end && metaName(all[i+1].text):
			out = append(out, genericPart{text: all[i+1].text, meta: true})
			i++
		default:
			out = append(out, genericPart{text: all[i].text})
		}
	}
	return out
}

func metaName(s string) bool {
	return s == strings.ToUpper(s) && (s[0] == '_' || unicode.IsUpper(rune(s[0])))
}

// A genericSearch looks for one pattern in one text.
type genericSearch struct {
	parts []genericPart
	words []word
	env   map[string]string
	steps int
}

// genericSteps bounds the work on one text.
const genericSteps = 1 << 18

var errGenericSteps = errors.New("a generic pattern took too many steps")

// find returns where the pattern matches: ranges that do not overlap, the leftmost first.
func (g *genericSearch) find() ([]syntax.Span, error) {
	var out []syntax.Span
	for from := 0; from < len(g.words); from++ {
		if g.steps > genericSteps {
			return out, errGenericSteps
		}
		g.env = map[string]string{}
		if to := g.match(0, from); to > from {
			out = append(out, syntax.Span{Start: g.words[from].start, End: g.words[to-1].end})
			from = to - 1
		}
	}
	return out, nil
}

// match matches the parts from k against the words from i, and returns the word behind, -1 if they differ.
func (g *genericSearch) match(k, i int) int {
	if g.steps++; g.steps > genericSteps {
		return -1
	}
	if k == len(g.parts) {
		return i
	}
	p := g.parts[k]
	if p.dots {
		return g.dots(k, i)
	}
	if i >= len(g.words) {
		return -1
	}
	w := g.words[i]
	if !p.meta {
		if w.text != p.text {
			return -1
		}
		return g.match(k+1, i+1)
	}
	if old, bound := g.env[p.text]; !w.letters || bound && old != w.text {
		return -1
	} else if !bound && p.text != "_" {
		g.env[p.text] = w.text
		defer delete(g.env, p.text)
	}
	return g.match(k+1, i+1)
}

// dots skips words on the next lines that are indented no less than the line where the dots start.
func (g *genericSearch) dots(k, i int) int {
	first := max(i-1, 0)
	end := i
	for end < len(g.words) && g.words[end].line <= g.words[first].line+genericDots && g.words[end].indent >= g.words[first].indent {
		end++
	}
	if k == len(g.parts)-1 {
		return end
	}
	for ; i <= end && g.steps <= genericSteps; i++ {
		if to := g.match(k+1, i); to >= 0 {
			return to
		}
	}
	return -1
}

// A genericPlan is a formula over text.
type genericPlan struct {
	op      operator
	negated bool
	inside  bool
	parts   []genericPart
	regex   *textRegex
	kids    []*genericPlan
}

// compileGenericTerm compiles a formula whose patterns are generic. Conditions inside of it need a
// metavariable of the text, which has none beyond its pattern.
func compileGenericTerm(t *term) (*genericPlan, error) {
	p := &genericPlan{op: t.op, negated: t.negated, inside: t.inside}
	var err error
	switch {
	case len(t.conds) > 0:
		return nil, &Unsupported{Operator: t.conds[0].key + " in text", Line: t.line}
	case len(t.focus) > 0:
		return nil, &Unsupported{Operator: "focus-metavariable in text", Line: t.line}
	case t.op == opCall:
		return nil, &Unsupported{Operator: "call in text", Line: t.line}
	case t.op == opRegex:
		p.regex, err = compileRegex(t.text, true)
	case t.op == opPattern:
		p.parts = compileGeneric(t.text)
	}
	for _, kid := range t.kids {
		k, bad := compileGenericTerm(kid)
		if bad != nil {
			return nil, bad
		}
		p.kids = append(p.kids, k)
	}
	return p, err
}

// find returns the ranges of a text that the plan matches; the error says what took too long.
func (p *genericPlan) find(text string) ([]syntax.Span, error) {
	switch p.op {
	case opPattern:
		g := genericSearch{parts: p.parts, words: words(text)}
		return g.find()
	case opRegex:
		found, err := p.regex.all(text, maxGenericHits)
		var out []syntax.Span
		for _, at := range found {
			out = append(out, syntax.Span{Start: at[0], End: at[1]})
		}
		return out, err
	case opOr:
		var out []syntax.Span
		for _, kid := range p.kids {
			found, err := kid.find(text)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
		return out, nil
	}
	return p.all(text)
}

// maxGenericHits is how many matches of a regex in one text are looked at.
const maxGenericHits = 1000

// all returns the ranges that every operand of a conjunction agrees with.
func (p *genericPlan) all(text string) ([]syntax.Span, error) {
	hits := []syntax.Span{{Start: 0, End: len(text)}}
	for _, negated := range []bool{false, true} {
		for _, kid := range p.kids {
			if kid.negated != negated {
				continue
			}
			found, err := kid.find(text)
			if err != nil {
				return nil, err
			}
			hits = kid.restrict(hits, found)
		}
	}
	return hits, nil
}

// restrict keeps what an operand allows of hits: what lies inside of a match, matches inside of a hit, or
// what no match of a negated operand covers.
func (p *genericPlan) restrict(hits, found []syntax.Span) []syntax.Span {
	covers := func(a, b syntax.Span) bool { return a.Start <= b.Start && b.End <= a.End }
	var out []syntax.Span
	for _, h := range hits {
		covered := false
		for _, f := range found {
			switch {
			case covers(f, h):
				covered = true
			case !p.negated && !p.inside && covers(h, f):
				out = append(out, f)
			}
		}
		if covered != p.negated {
			out = append(out, h)
		}
	}
	return out
}
