package flow

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A callee is what is known of what a call calls.
type callee struct {
	full     string // by imports, or as it stands where nothing binds its first name
	last     string
	owners   string // types of the receiver
	receiver bool
	imported bool
	isNew    bool
	class    bool // a class of the file is called
}

func (r *resolving) callee(k int32, in *instr) callee {
	n := r.form.Child(in.at+r.self.node, syntax.SlotCallee)
	if n < 0 {
		return callee{}
	}
	c := callee{isNew: in.flags&flagNew != 0}
	c.full, c.imported = r.fullName(n)
	c.last = c.full[strings.LastIndexByte(c.full, '.')+1:]
	if r.form.Node(n).Role == syntax.RoleMember {
		if name := r.form.Child(n, syntax.SlotName); name >= 0 {
			c.last = r.form.Text(name)
		}
	}
	if args := r.self.operands(k); args[0] >= 0 {
		c.receiver, c.owners = true, r.types[args[0]]
	}
	if r.form.Node(n).Role == syntax.RoleName && !c.imported {
		c.class = r.classes[r.form.Text(n)]
		if c.full == "" {
			c.last = r.form.Text(n)
			if c.class {
				c.full = c.last
			}
		}
	}
	return c
}

// fullName returns the name of a chain of names in full, "" where something in the file that is no import
// binds its first name.
func (r *resolving) fullName(n int32) (name string, imported bool) {
	if path := r.path(n); path != "" {
		return path, true
	}
	parts := r.names.Parts(n)
	if len(parts) == 0 || r.names.Bound(parts[0], n) {
		return "", false
	}
	return strings.Join(parts, "."), false
}

// path returns what a chain of names stands for through imports, "" where none says. Of the modules that are
// imported whole, the first that the rows know by this name is meant; a name may then also be one that needs no
// import.
func (r *resolving) path(n int32) string {
	paths := r.names.Paths(n)
	if len(paths) == 0 {
		return ""
	}
	if r.names.Guessed(n) {
		parts := r.names.Parts(n)
		for _, p := range slices.Concat(paths, [][]string{append([]string{"java", "lang"}, parts...), parts}) {
			if name := dotted(p); r.index.known[name] {
				return name
			}
		}
	}
	return dotted(paths[0])
}

// dotted writes a path as rows do: JavaScript's default export is the module itself.
func dotted(path []string) string {
	if len(path) > 1 && path[1] == "default" {
		path = append([]string{path[0]}, path[2:]...)
	}
	return strings.Join(path, ".")
}

// called reports whether a row speaks of what is called.
func (r *resolving) called(c *callee, row *row) bool {
	switch {
	case c.full != "" && (c.full == row.name || r.lang.Name == "java" && isUpper(c.full) && strings.HasSuffix(row.name, "."+c.full)):
		return true
	case !c.receiver:
		return c.full == "" && !c.imported && row.owner == "" && c.last == row.name
	}
	for _, owner := range strings.Split(c.owners, "|") {
		if owner != "" && c.last == row.last && (sameType(owner, row.owner) || stringTypes[owner] && stringTypes[row.owner]) {
			return true
		}
	}
	return c.owners == "" && !c.imported && c.last == row.last && (row.byName || stringTypes[row.owner] && row.section != sectionSources)
}

// stringTypes are the types that data from outside has where nothing else is known.
var stringTypes = map[string]bool{"str": true, "String": true, "string": true, "java.lang.String": true}

func isUpper(name string) bool { return name[0] >= 'A' && name[0] <= 'Z' }

// sameType compares a type with the owner of a row; a name without a package may be any of that name.
func sameType(typ, owner string) bool {
	return typ == owner || !strings.ContainsAny(typ, "./") && strings.HasSuffix(owner, "."+typ)
}

// reads reports whether a row speaks of a field that is read.
func (r *resolving) reads(in *instr, base int32, row *row) bool {
	n := in.at + r.self.node
	if name, _ := r.fullName(n); name == row.name && name != "" {
		return true
	}
	for _, owner := range strings.Split(r.types[base], "|") {
		if owner != "" && sameType(owner, row.owner) {
			return true
		}
	}
	if r.types[base] != "" {
		return false
	}
	if strings.Join(r.names.Parts(n), ".") == row.name {
		return true
	}
	return row.byName
}
