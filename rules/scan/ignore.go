package scan

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignorePattern is one line of an ignore file.
type ignorePattern struct {
	base    string // folder of the ignore file, slash-separated and absolute
	glob    string // against the path below base
	negated bool
	folders bool // matches folders only
}

// parseIgnore reads a .gitignore that lies in the folder base. Lines that are no valid pattern match
// nothing, as in git.
func parseIgnore(base, text string) (patterns []ignorePattern) {
	for line := range strings.Lines(text) {
		if p, ok := parseIgnoreLine(strings.TrimRight(line, "\r\n")); ok {
			p.base = base
			patterns = append(patterns, p)
		}
	}
	return patterns
}

func parseIgnoreLine(line string) (p ignorePattern, ok bool) {
	if strings.HasPrefix(line, "#") {
		return p, false
	}
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.folders = strings.CutSuffix(line, "/")
	if line == "" {
		return p, false
	}
	// Braces are plain characters in git's globs and alternatives in doublestar's.
	glob := strings.NewReplacer("{", `\{`, "}", `\}`).Replace(line)
	switch {
	case !strings.Contains(glob, "/"):
		glob = "**/" + glob
	default:
		glob = strings.TrimPrefix(glob, "/")
	}
	// In git, "a/**" is what lies below a and not a itself.
	if strings.HasSuffix(glob, "/**") {
		glob += "/*"
	}
	p.glob = glob
	return p, doublestar.ValidatePattern(glob)
}

// ignores reports whether the last pattern that matches a path excludes it. Paths are absolute and
// slash-separated.
func ignores(patterns []ignorePattern, file string, folder bool) bool {
	for i := len(patterns) - 1; i >= 0; i-- {
		p := &patterns[i]
		if p.folders && !folder {
			continue
		}
		below, ok := strings.CutPrefix(file, strings.TrimSuffix(p.base, "/")+"/")
		if ok && doublestar.MatchUnvalidated(p.glob, below) {
			return !p.negated
		}
	}
	return false
}

// readIgnores returns the patterns of a folder's ignore files, later ones stronger.
func readIgnores(dir string, files ...string) (patterns []ignorePattern) {
	for _, name := range files {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err == nil && len(text) < 1<<20 {
			patterns = append(patterns, parseIgnore(filepath.ToSlash(dir), string(text))...)
		}
	}
	return patterns
}

// inheritedIgnores returns the patterns that hold in a folder from those above it, up to the root of
// its repository. A pattern that excludes the folder itself does not count: it was named.
func inheritedIgnores(root, dir string) []ignorePattern {
	patterns := readIgnores(root, ".git/info/exclude")
	below, err := filepath.Rel(root, dir)
	if err != nil || below == "." {
		return patterns
	}
	for at, rest := root, filepath.ToSlash(below); rest != ""; {
		var name string
		patterns = append(patterns, readIgnores(at, ".gitignore")...)
		name, rest, _ = strings.Cut(rest, "/")
		at = filepath.Join(at, name)
	}
	return withoutAncestors(patterns, filepath.ToSlash(dir))
}

// withoutAncestors drops the patterns that exclude the named folder or one above it, and with it
// everything below.
func withoutAncestors(patterns []ignorePattern, dir string) (kept []ignorePattern) {
	for _, p := range patterns {
		excludes := false
		for d := dir; d != path.Dir(d); d = path.Dir(d) {
			excludes = excludes || ignores([]ignorePattern{p}, d, true)
		}
		if !excludes {
			kept = append(kept, p)
		}
	}
	return kept
}
