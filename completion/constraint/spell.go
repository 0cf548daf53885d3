package constraint

import (
	"slices"
	"strings"
)

// spellings returns the ways to name a path: in full, and through each import that holds a part. An import that binds
// no name, as Go's "." does, gives none.
func spellings(names map[string]string, path string) []string {
	out := []string{path}
	for local, whole := range names {
		rest, ok := strings.CutPrefix(path, whole)
		if ok && local != whole && isPath(local) && (rest == "" || rest[0] == '.') {
			out = append(out, local+rest)
		}
	}
	slices.Sort(out[1:])
	return out
}

// isPath reports whether a text is names with dots between.
func isPath(text string) bool { return !slices.Contains(strings.Split(text, "."), "") }

// maxSpellings bounds the ways in which one pattern is written.
const maxSpellings = 64

// spell returns the ways to write lexemes: through each import that holds a part of a name, and with
// the constants around the hole in the place of what they hold.
func spell(site Site, lexemes []string) [][]string {
	out := [][]string{nil}
	for i := 0; i < len(lexemes); {
		ways, n := waysOf(site, lexemes, i)
		if len(out)*len(ways) > maxSpellings {
			ways = ways[:1]
		}
		var product [][]string
		for _, head := range out {
			for _, way := range ways {
				product = append(product, slices.Concat(head, way))
			}
		}
		out, i = product, i+n
	}
	return out
}

// waysOf returns the ways to write what stands at i, and how many lexemes that is.
func waysOf(site Site, lexemes []string, i int) (ways [][]string, n int) {
	l := lexemes[i]
	switch {
	case !isNameLexeme(l):
		ways = [][]string{{l}}
		for _, name := range constantsOf(site, l) {
			ways = append(ways, []string{name})
		}
		return ways, 1
	case i > 0 && (lexemes[i-1] == "." || lexemes[i-1] == "->" || lexemes[i-1] == "::"), i+1 < len(lexemes) && (lexemes[i+1] == "=" || lexemes[i+1] == ":"):
		return [][]string{{l}}, 1
	}
	path, n := l, 1
	for i+n+1 < len(lexemes) && lexemes[i+n] == "." && isNameLexeme(lexemes[i+n+1]) {
		path += "." + lexemes[i+n+1]
		n += 2
	}
	for _, way := range spellings(site.Names, path) {
		ways = append(ways, dotted(way))
	}
	return ways, n
}

func isNameLexeme(l string) bool {
	return l[0] == '_' || l[0] == '$' || l[0]|0x20 >= 'a' && l[0]|0x20 <= 'z'
}

// constantsOf returns the names that hold a string or number, in their order.
func constantsOf(site Site, l string) []string {
	var out []string
	for name, value := range site.Constants {
		if strings.EqualFold(value, l) || l == AnyString && value[0] == '"' {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// dotted splits a path at its dots.
func dotted(path string) []string {
	var out []string
	for i, part := range strings.Split(path, ".") {
		if i > 0 {
			out = append(out, ".")
		}
		out = append(out, part)
	}
	return out
}
