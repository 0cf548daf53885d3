package rules

import (
	"regexp"
	"strings"
)

// expectation is what a fixture says of one rule on one line.
type expectation uint8

const (
	mustFind expectation = iota
	mustNotFind
	todo // a known miss, either way
)

var expectations = map[string]expectation{
	"ruleid": mustFind, "ok": mustNotFind,
	"todoruleid": todo, "todook": todo, "deepruleid": todo, "proruleid": todo, "deepok": todo, "prook": todo,
}

// annotationLine matches a comment that says what is expected of the next line: nothing but a
// comment's opening may stand before it.
var annotationLine = regexp.MustCompile(
	`^\s*(?:#|//|/\*|\{?/\*|<!--|\(\*|--|;|%|\{#)[\s*/#-]*` +
		`(ruleid|ok|todoruleid|todook|deepruleid|deepok|proruleid|prook)\s*:\s*` +
		`([\w./-]+(?:\s*,\s*[\w./-]+)*)`)

// annotations is what a fixture expects, by rule and 1-based line.
type annotations map[string]map[int]expectation

// parseAnnotations reads the annotations of a fixture. They speak of the line behind their own.
func parseAnnotations(text string) annotations {
	a := annotations{}
	line := 0
	for l := range strings.Lines(text) {
		line++
		found := annotationLine.FindStringSubmatch(l)
		if found == nil {
			continue
		}
		for id := range strings.SplitSeq(found[2], ",") {
			a.expect(strings.TrimSpace(id), line+1, expectations[found[1]])
		}
	}
	return a
}

// expect notes what a comment says of a line. Where two speak of one rule and line, the later counts.
func (a annotations) expect(id string, line int, e expectation) {
	if a[id] == nil {
		a[id] = map[int]expectation{}
	}
	a[id][line] = e
}
