package rules

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/dlclark/regexp2"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

var metavariable = regexp.MustCompile(`\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*|\$[0-9]+`)

// interpolate fills the metavariables of a message or fix with the text that they stand for. One that
// is not bound stays as it is written.
func interpolate(text string, bindings map[string]match.Binding) string {
	if !strings.Contains(text, "$") {
		return text
	}
	return metavariable.ReplaceAllStringFunc(text, func(name string) string {
		if b, ok := bindings[name]; ok {
			return b.Text
		}
		return name
	})
}

// fixTime bounds a fix-regex on one match: look-around can make a regex run for very long.
const fixTime = 100 * time.Millisecond

// fixTemplate is a rule's `fix`, or its `fix-regex` where regex is not nil.
type fixTemplate struct {
	text  string // the new text, or the replacement in regexp2's terms
	regex *regexp2.Regexp
	count int // replacements at most; -1: all
}

// newFixRegex compiles a fix-regex. A replacement refers to groups as \1 or $1.
func newFixRegex(regex, replacement string, count int) (*fixTemplate, error) {
	re, err := regexp2.Compile(regex, regexp2.Multiline)
	if err != nil {
		return nil, fmt.Errorf("fix-regex: %w", err)
	}
	re.MatchTimeout = fixTime
	return &fixTemplate{text: groupReferences(replacement), regex: re, count: count}, nil
}

var groupReference = regexp.MustCompile(`\\[0-9]+|\$[0-9]+|\$`)

// groupReferences brings the references of a replacement into regexp2's form. A lone dollar stands for
// itself; in regexp2 it would begin a reference.
func groupReferences(replacement string) string {
	return groupReference.ReplaceAllStringFunc(replacement, func(ref string) string {
		if ref == "$" {
			return "$$"
		}
		return "${" + ref[1:] + "}"
	})
}

// apply returns the fix of a match, nil where a fix-regex does not change the text or takes too long.
func (t *fixTemplate) apply(span syntax.Span, code string, bindings map[string]match.Binding) *Fix {
	if t == nil {
		return nil
	}
	if t.regex == nil {
		return &Fix{span, interpolate(t.text, bindings)}
	}
	out, err := t.regex.Replace(code, interpolate(t.text, bindings), -1, t.count)
	if err != nil || out == code {
		return nil
	}
	return &Fix{span, out}
}
