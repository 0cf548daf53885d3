package constraint

import (
	"errors"
	"regexp/syntax"
	"slices"
	"strings"
)

// A filling is a pattern in the ways that the regexes of its metavariables leave.
type filling struct {
	words [][]word
	part  bool   // there are more ways
	wider string // what the ways are besides, "" if nothing
}

// fill puts what metavariables can stand for in their places, where a regex says it.
func fill(ws []word, where map[string]string) (f filling, err error) {
	out := [][]word{ws}
	for name, regex := range where {
		used := slices.IndexFunc(ws, func(w word) bool { return w.text == name && (w.kind == isMeta || w.kind == isTextMeta) })
		if used < 0 {
			continue
		}
		if ws[used].kind == isTextMeta && isAnyLong(regex) {
			f.wider = "a short string"
			continue // as it stands it is any string
		}
		texts, part, err := expand(regex)
		if err != nil {
			return f, err
		}
		f.part = f.part || part
		var product [][]word
		for _, ws := range out {
			for _, text := range texts {
				filled, err := replace(ws, name, text)
				if err != nil {
					return f, err
				}
				product = append(product, filled)
			}
		}
		out = product
	}
	f.words = out
	return f, nil
}

// isAnyLong reports whether a regex stands for all texts of some length and more.
func isAnyLong(regex string) bool {
	tree, err := syntax.Parse(regex, syntax.Perl)
	if err != nil {
		return false
	}
	var parts []*syntax.Regexp
	var flatten func(*syntax.Regexp)
	flatten = func(re *syntax.Regexp) {
		switch re.Op {
		case syntax.OpConcat, syntax.OpCapture:
			for _, sub := range re.Sub {
				flatten(sub)
			}
		case syntax.OpBeginText, syntax.OpBeginLine, syntax.OpEndText, syntax.OpEndLine, syntax.OpEmptyMatch:
		default:
			parts = append(parts, re)
		}
	}
	flatten(tree)
	return len(parts) == 1 && parts[0].Op == syntax.OpRepeat && parts[0].Max < 0 && parts[0].Min <= 4 && isAnyChar(parts[0].Sub[0])
}

func isAnyChar(re *syntax.Regexp) bool {
	return re.Op == syntax.OpAnyChar || re.Op == syntax.OpAnyCharNotNL
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

// expand returns the texts that a regex matches, which is searched. Of alternatives it leaves out those that are not few
// texts, or do not say where a text begins, and says so; at least one must be left.
func expand(regex string) (all []expansion, part bool, err error) {
	tree, err := syntax.Parse(regex, syntax.Perl)
	if err != nil {
		return nil, false, errRegex
	}
	all, ok := expansions(tree, []expansion{{}})
	if !ok || !beginsText(tree) {
		if all, part = alternatives(tree); len(all) == 0 {
			return nil, false, errRegex
		}
	}
	for i := range all {
		all[i].open = !all[i].ended || all[i].open
	}
	slices.SortFunc(all, func(a, b expansion) int { return strings.Compare(a.text, b.text) })
	return slices.Compact(all), part, nil
}

// alternatives expands those alternatives of a whole regex that can be, and reports whether there are others.
func alternatives(tree *syntax.Regexp) (out []expansion, others bool) {
	for _, whole := range unfolded(tree) {
		some, ok := expansions(whole, []expansion{{}})
		if !ok || !beginsText(whole) {
			others = true
			continue
		}
		out = append(out, some...)
	}
	if len(out) > maxExpansions {
		return nil, true
	}
	return out, others
}

// unfolded writes the outermost alternatives of a regex as regexes of their own: ^(a|b)$ is ^a$ or ^b$.
func unfolded(re *syntax.Regexp) []*syntax.Regexp {
	switch re.Op {
	case syntax.OpCapture:
		return unfolded(re.Sub[0])
	case syntax.OpAlternate:
		var out []*syntax.Regexp
		for _, sub := range re.Sub {
			out = append(out, unfolded(sub)...)
		}
		return out
	case syntax.OpConcat:
		for i, sub := range re.Sub {
			if ways := unfolded(sub); len(ways) > 1 {
				var out []*syntax.Regexp
				for _, way := range ways {
					c := *re
					c.Sub = slices.Concat(re.Sub[:i], []*syntax.Regexp{way}, re.Sub[i+1:])
					out = append(out, &c)
				}
				return out
			}
		}
	}
	return []*syntax.Regexp{re}
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
