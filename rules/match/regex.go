package match

import (
	"fmt"
	"regexp"
	"time"

	"github.com/dlclark/regexp2"
)

// regexBound is how long a backtracking regex may take on one text.
const regexBound = 100 * time.Millisecond

// A textRegex is a regex of a rule. Rules are written for PCRE: where RE2 reads them they run in linear
// time, and where look-around or a back reference needs more, under a time limit.
type textRegex struct {
	fast *regexp.Regexp
	slow *regexp2.Regexp
}

func compileRegex(source string, multiline bool) (*textRegex, error) {
	flags := ""
	if multiline {
		flags = "(?m)"
	}
	if re, err := regexp.Compile(flags + source); err == nil {
		return &textRegex{fast: re}, nil
	}
	options := regexp2.RegexOptions(regexp2.None)
	if multiline {
		options = regexp2.Multiline
	}
	re, err := regexp2.Compile(source, options)
	if err != nil {
		return nil, fmt.Errorf("reading regex %q: %w", clip(source), err)
	}
	re.MatchTimeout = regexBound
	return &textRegex{slow: re}, nil
}

// anchored compiles a regex that must match from the start of a text.
func anchored(source string) (*textRegex, error) { return compileRegex(`\A(?:`+source+`)`, false) }

// matches reports whether the regex matches in a text, with an error if it took too long.
func (r *textRegex) matches(text string) (bool, error) {
	if r.fast != nil {
		return r.fast.MatchString(text), nil
	}
	ok, err := r.slow.MatchString(text)
	if err != nil {
		return false, fmt.Errorf("the regex took longer than %v", regexBound)
	}
	return ok, nil
}

// all returns where the regex matches, with the groups of each match, in bytes.
func (r *textRegex) all(text string, limit int) ([][]int, error) {
	if r.fast != nil {
		return r.fast.FindAllStringSubmatchIndex(text, limit), nil
	}
	// regexp2 counts in runes.
	offsets := make([]int, 0, len(text)+1)
	for i := range text {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(text))
	var out [][]int
	m, err := r.slow.FindStringMatch(text)
	for ; err == nil && m != nil && len(out) < limit; m, err = r.slow.FindNextMatch(m) {
		var at []int
		for _, g := range m.Groups() {
			if len(g.Captures) == 0 {
				at = append(at, -1, -1)
				continue
			}
			at = append(at, offsets[g.Index], offsets[g.Index+g.Length])
		}
		out = append(out, at)
	}
	if err != nil {
		return out, fmt.Errorf("the regex took longer than %v", regexBound)
	}
	return out, nil
}
