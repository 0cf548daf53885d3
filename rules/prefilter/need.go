// Package prefilter tells from a text's words which rules can find nothing in it, before it is parsed.
//
// Most rules are about names that most files do not hold. What a rule needs is derived from its patterns and
// models; the filter only ever errs towards running a rule.
package prefilter

import (
	"slices"
	"strings"
)

// A Need is what a text must hold for a rule to find anything in it. The zero value needs nothing.
type Need struct {
	word    string // stands as a whole word
	literal string // stands anywhere
	kids    []Need
	any     bool // one of the kids is enough
}

// Word needs the words of a name: "md5", or each part of "node-serialize" and "crypto/md5".
func Word(name string) Need {
	var needs []Need
	for word := range words(name) {
		needs = append(needs, Need{word: word})
	}
	return All(needs...)
}

// Literal needs a text somewhere, within a word as well.
func Literal(text string) Need { return Need{literal: text} }

// All needs everything that the given ones need.
func All(needs ...Need) Need {
	needs = slices.DeleteFunc(slices.Clone(needs), Need.Nothing)
	if len(needs) == 1 {
		return needs[0]
	}
	return Need{kids: needs}
}

// Any needs what one of the given ones needs. Without any there is nothing to tell from.
func Any(needs ...Need) Need {
	if len(needs) == 1 {
		return needs[0]
	}
	if slices.ContainsFunc(needs, Need.Nothing) {
		return Need{}
	}
	return Need{kids: slices.Clone(needs), any: true}
}

// Nothing reports whether every text meets the need.
func (n Need) Nothing() bool { return n.word == "" && n.literal == "" && len(n.kids) == 0 }

// String writes the need as a formula, for tests and people.
func (n Need) String() string {
	if len(n.kids) == 0 {
		return n.word + n.literal
	}
	parts := make([]string, len(n.kids))
	for i, kid := range n.kids {
		parts[i] = kid.String()
	}
	if n.any {
		return "(" + strings.Join(parts, " | ") + ")"
	}
	return "(" + strings.Join(parts, " & ") + ")"
}
