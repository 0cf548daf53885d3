package constraint

import (
	"slices"
	"strings"
)

// A sketch is a pattern on its way to a phrase.
type sketch struct {
	words    []word // of the pattern; what its metavariables stand for is filled in as far as it is known
	end      int    // words[:end] is what must come
	only     bool   // behind it, nothing but a string is allowed
	unless   [][]word
	notAfter []string
	wider    string
	inexact  bool
}

// cut sets the end behind the last word that says something. What a pattern asks of the number of
// arguments is left out, unless arity says that it matters.
func (s *sketch) cut(arity bool) {
	s.end = len(s.words)
	for s.end > 0 {
		switch w := s.words[s.end-1]; {
		case w.kind == isDots, w.is(","):
		case arity, w.is("}") && s.end > 1 && s.words[s.end-2].is("{"): // a body without statements says something
			s.inexact = !arity
			return
		case w.kind == isMeta, w.closes():
		default:
			return
		}
		s.end--
	}
}

// exclude takes in a pattern that must not match: the two agree up to an argument in which they part.
func (s *sketch) exclude(not []word) {
	if !s.excluded(not) {
		s.widen("where the rule makes an exception")
	}
}

func (s *sketch) widen(what string) {
	if s.wider == "" {
		s.wider = what
	}
}

func (s *sketch) excluded(not []word) bool {
	var notAfter []string
	for i, n := range not {
		if i >= len(s.words) {
			return false
		}
		p := s.words[i]
		switch {
		case n == p && n.kind != isDots, n.kind == isMeta && p.kind == isName, n.kind == isMeta && p.kind == isMeta, n.isAnyText() && p.kind == isText:
		case i == 0 && p.kind == isMeta && n.kind == isName:
			notAfter = append(notAfter, n.text)
		case n.kind == isDots && i+2 == len(not): // whatever the arguments are
			s.notAfter = append(s.notAfter, notAfter...)
			return len(notAfter) > 0
		case n.kind == isDots && p.kind == isDots:
		case len(notAfter) > 0:
			return false
		case n.isAnyText() && p.kind == isName: // it is no string anyway
			return true
		case n.isAnyText() && s.wholeOperand(i):
			return s.allow(i)
		default:
			return s.require(i, not)
		}
	}
	return false
}

func (w word) isAnyText() bool { return w.kind == isText && w.text == AnyArguments }

// wholeOperand reports whether the i-th word is all that the pattern says of an operand.
func (s *sketch) wholeOperand(i int) bool {
	if s.words[i].kind == isDots {
		return i+1 >= s.end
	}
	return s.words[i].kind == isMeta && (i+1 == len(s.words) || s.words[i+1].is(",") || s.words[i+1].closes())
}

// allow leaves nothing but strings in the place of the i-th word, if the pattern asks no more.
func (s *sketch) allow(i int) bool {
	if s.only && s.end != i || slices.ContainsFunc(s.words[i+1:], func(w word) bool { return w.kind == isName || w.kind == isText || w.kind == isNumber }) {
		return false
	}
	s.end, s.only = i, true
	return true
}

// require lets a call pass that has an argument which the positive pattern does not speak of.
func (s *sketch) require(i int, not []word) bool {
	for i > 0 && not[i-1].kind == isDots {
		i--
	}
	argument := slices.DeleteFunc(slices.Clone(not[min(i, len(not)):]), func(w word) bool { return w.kind == isDots })
	for len(argument) > 0 && argument[0].is(",") {
		argument = argument[1:]
	}
	if i == 0 || i > s.end || !s.words[i-1].is("(") || slices.ContainsFunc(not[:i], func(w word) bool { return w.kind == isMeta }) {
		return false
	}
	for len(argument) > 0 && (argument[len(argument)-1].closes() || argument[len(argument)-1].is(",")) {
		argument = argument[:len(argument)-1]
	}
	if len(argument) < 2 || argument[0].kind != isName || !argument[1].is("=") || s.end != i {
		return false
	}
	s.unless = append(s.unless, argument)
	return true
}

// lexemes writes the words that must come as the elements of a phrase. A keyword argument may stand
// anywhere in its list, so that what stands before it does not count.
func (s *sketch) lexemes() []string {
	var out []string
	var lists []int // where the argument lists begin in out
	for i := 0; i < s.end; i++ {
		w := s.words[i]
		switch {
		case w.opens():
			lists = append(lists, len(out)+1)
		case w.closes() && len(lists) > 0:
			lists = lists[:len(lists)-1]
		case w.kind == isDots && i+1 < s.end && s.words[i+1].is(","):
			i++
		case w.kind == isName && i+1 < len(s.words) && s.words[i+1].is("=") && len(lists) > 0:
			from := lists[len(lists)-1]
			if slices.Contains(out[from:], "=") {
				s.inexact = true
			} else {
				out = append(out[:from], AnyArguments)
			}
		}
		if w.kind == isDots && len(out) > 0 && out[len(out)-1] == AnyArguments {
			continue
		}
		out = append(out, w.lexeme())
	}
	return s.trim(out)
}

// trim drops what stands before the first word that says something.
func (s *sketch) trim(out []string) []string {
	for len(out) > 0 && (out[0] == Operand || out[0] == AnyArguments || out[0] == "{" || out[0] == "[" || out[0] == "(") {
		out = out[1:]
	}
	if s.only {
		return out
	}
	for len(out) > 0 && (out[len(out)-1] == Operand && s.end < len(s.words) || out[len(out)-1] == AnyArguments) {
		out = out[:len(out)-1]
	}
	return out
}

// speaks reports whether a phrase begins with something that a program does not have everywhere.
func speaks(lexemes []string) bool {
	for _, l := range lexemes[:min(len(lexemes), 2)] {
		if len(strings.Trim(l, `"`)) > 0 && (l[0] == '"' || l[0] == '_' || l[0]|0x20 >= 'a' && l[0]|0x20 <= 'z') && l != AnyString {
			return true
		}
	}
	return false
}
