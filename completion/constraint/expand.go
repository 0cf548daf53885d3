package constraint

import (
	"errors"
	"regexp/syntax"
	"slices"
	"strings"
)

// fill puts what metavariables can stand for in their places, where a regex says it.
func fill(ws []word, where map[string]string) ([][]word, error) {
	out := [][]word{ws}
	for name, regex := range where {
		used := slices.IndexFunc(ws, func(w word) bool { return w.text == name && (w.kind == isMeta || w.kind == isTextMeta) })
		if used < 0 {
			continue
		}
		texts, err := expand(regex)
		if err != nil {
			return nil, err
		}
		var product [][]word
		for _, ws := range out {
			for _, text := range texts {
				filled, err := replace(ws, name, text)
				if err != nil {
					return nil, err
				}
				product = append(product, filled)
			}
		}
		out = product
	}
	return out, nil
}

// replace puts a text in the place of a metavariable.
func replace(ws []word, name string, text expansion) ([]word, error) {
	out := slices.Clone(ws)
	for i, w := range ws {
		switch {
		case w.text != name:
		case w.kind == isTextMeta && text.open:
			out[i] = word{isText, text.text + AnyArguments}
		case w.kind == isTextMeta:
			out[i] = word{isText, text.text}
		case w.kind == isMeta && !text.open && !text.folded && isIdentifier(text.text):
			out[i] = word{isName, text.text}
		case w.kind == isMeta:
			return nil, errRegex
		}
	}
	return out, nil
}

func isIdentifier(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789_") == "" && (s[0] < '0' || s[0] > '9')
}

var errRegex = errors.New("its regex stands for too many texts")

// An expansion is one text that a regex matches.
type expansion struct {
	text   string
	open   bool // and whatever goes on from there
	ended  bool // nothing goes on from there
	folded bool // the case of letters does not count
}

// maxExpansions bounds the texts of a regex.
const maxExpansions = 64

// expand returns the texts that a regex matches from their start, if they are few.
func expand(regex string) ([]expansion, error) {
	tree, err := syntax.Parse(regex, syntax.Perl)
	if err != nil {
		return nil, errRegex
	}
	all, ok := expansions(tree, []expansion{{}})
	if !ok {
		return nil, errRegex
	}
	for i := range all {
		all[i].open = !all[i].ended || all[i].open
	}
	slices.SortFunc(all, func(a, b expansion) int { return strings.Compare(a.text, b.text) })
	return slices.Compact(all), nil
}

// expansions continues texts by what a regex matches.
func expansions(re *syntax.Regexp, heads []expansion) (out []expansion, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpBeginLine, syntax.OpNoWordBoundary, syntax.OpWordBoundary:
		return heads, true
	case syntax.OpEndText, syntax.OpEndLine:
		for _, h := range heads {
			h.ended = true
			out = append(out, h)
		}
		return out, true
	case syntax.OpCapture:
		return expansions(re.Sub[0], heads)
	case syntax.OpConcat:
		out = heads
		for _, sub := range re.Sub {
			if out, ok = expansions(sub, out); !ok {
				return nil, false
			}
		}
		return out, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			some, ok := expansions(sub, heads)
			if out = append(out, some...); !ok || len(out) > maxExpansions {
				return nil, false
			}
		}
		return out, true
	case syntax.OpQuest:
		some, ok := expansions(re.Sub[0], heads)
		return append(slices.Clone(heads), some...), ok && len(some) <= maxExpansions
	case syntax.OpStar, syntax.OpPlus:
		return opened(re, heads)
	case syntax.OpLiteral:
		return extended(heads, string(re.Rune), re.Flags&syntax.FoldCase != 0)
	case syntax.OpCharClass:
		return classes(re, heads)
	}
	return nil, false
}

// opened lets anything go on from the heads. Nothing but an end may follow.
func opened(re *syntax.Regexp, heads []expansion) (out []expansion, ok bool) {
	if op := re.Sub[0].Op; op != syntax.OpAnyChar && op != syntax.OpAnyCharNotNL {
		return nil, false
	}
	for _, h := range heads {
		if h.open || h.ended || h.text == "" {
			return nil, false
		}
		h.open = true
		out = append(out, h)
	}
	return out, true
}

func extended(heads []expansion, text string, folded bool) (out []expansion, ok bool) {
	for _, h := range heads {
		if h.open || h.ended {
			return nil, false
		}
		h.text += text
		h.folded = h.folded || folded && strings.ToLower(text) != strings.ToUpper(text)
		out = append(out, h)
	}
	return out, true
}

func classes(re *syntax.Regexp, heads []expansion) (out []expansion, ok bool) {
	for i := 0; i < len(re.Rune); i += 2 {
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			some, ok := extended(heads, string(r), false)
			if out = append(out, some...); !ok || len(out) > maxExpansions {
				return nil, false
			}
		}
	}
	return out, true
}
