package rules

import (
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// pathFilter is a rule's `paths`: the files that it looks at. A glob without a leading slash matches
// anywhere in a path, and what matches a folder matches everything below it, as Semgrep has it.
type pathFilter struct{ include, exclude []string }

// accepts reports whether the rule looks at a file. The path "" stands for a text without a file,
// which no filter leaves out.
func (f pathFilter) accepts(file string) bool {
	if file == "" {
		return true
	}
	file = strings.TrimPrefix(path.Clean(strings.ReplaceAll(file, `\`, "/")), "/")
	return !matchesAny(f.exclude, file) && (len(f.include) == 0 || matchesAny(f.include, file))
}

// matchesAny takes a glob for the file itself and for any folder above it.
func matchesAny(globs []string, file string) bool {
	for _, g := range globs {
		if doublestar.MatchUnvalidated(g, file) || doublestar.MatchUnvalidated(g+"/**", file) {
			return true
		}
	}
	return false
}

// compileGlob brings a glob of a rule into the form that matches whole paths. Braces are plain
// characters in Semgrep's globs and alternatives in doublestar's.
func compileGlob(written string) (string, error) {
	g := strings.NewReplacer("{", `\{`, "}", `\}`).Replace(strings.TrimSuffix(written, "/"))
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(g, "."), "/"); ok {
		g = rest
	} else {
		g = "**/" + g
	}
	if !doublestar.ValidatePattern(g) {
		return "", fmt.Errorf("the glob %q is malformed", written)
	}
	return g, nil
}
