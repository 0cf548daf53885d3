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
	return x.allImports()
}

// Around returns what a file's imports bind, as Imports does, and the names that are known to hold a string or a
// number where a place begins, with what they hold: a number as it is written, a string in double quotes. Strings
// that a quote or a backslash stands in are left out.
func Around(t *syntax.Tree, at int) (imports, constants map[string]string) {
	x := newFacts(t.Form())
	x.load()
	return x.allImports(), x.allConstants(x.firstBehind(at))
}

func (x *facts) allImports() map[string]string {
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

// allConstants returns what the names hold that are constant right before a node.
func (x *facts) allConstants(use int32) map[string]string {
	out := map[string]string{}
	for key := range x.bindings {
		name := key.name
		b := x.innermost(name, use)
		if b == nil || b.value < 0 || b.path != nil || use < x.form.Node(b.at).After || !x.arrives(name, b, use) {
			continue
		}
		v, ok := x.constant(b.value, 1)
		switch {
		case !ok || strings.ContainsAny(v.text, "\"\\\n"):
		case v.number:
			out[name] = v.text
		default:
			out[name] = `"` + v.text + `"`
		}
	}
	return out
}

// firstBehind returns the first node that begins at an offset or behind it, or the last of all.
func (x *facts) firstBehind(at int) int32 {
	for i := int32(0); i < int32(x.form.Len()); i++ {
		if i > 0 && x.form.Span(i).Start >= at {
			return i
		}
	}
	return int32(x.form.Len()) - 1
}

// arrives reports whether an assignment is the only one of its name that can reach a place right before
// a node. Unlike with a use, what the node itself does comes later.
func (x *facts) arrives(name string, b *binding, use int32) bool {
	if x.reaches(name, b, use) {
		return true
	}
	block := x.form.Node(b.at).Parent
	if x.form.Node(b.scope).Role == syntax.RoleClass || x.form.Node(use).Parent != block || x.form.Node(block).Role != syntax.RoleBlock {
		return false
	}
	for _, o := range x.bindings[scoped{name, b.scope}] {
		if o.at > b.at && o.at < use {
			return false
		}
	}
	return true
}
