package match

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Imports returns what a file's imports bind, by local name, as patterns write it: "h" → "hashlib",
// "md5" → "hashlib.md5"; of a Go import the package's name. Imports inside of functions count too.
func Imports(t *syntax.Tree) map[string]string {
	x := newFacts(t.Form())
	x.load()
	names := map[string]string{}
	for key, bindings := range x.bindings {
		for _, b := range bindings {
			if b.path == nil {
				continue
			}
			names[key.name] = strings.Join(b.path, ".")
			if x.lang.Name == "go" {
				names[key.name] = goPackage(b.path[0])
			}
		}
	}
	return names
}
