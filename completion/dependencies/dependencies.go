// Package dependencies tells packages that code imports and nothing provides: an import that a model made up
// is an attack that waits for somebody to publish the package.
//
// It knows imports, the libraries of languages, and what a project says that it needs. It must not read
// files: package workspace gives it the manifests.
package dependencies

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// An Import is a module that code imports.
type Import struct {
	Module string      // as it is written, without quotes
	Span   syntax.Span // of the module in the text
}

// Imports returns what is imported in a span of a text: by import statements and, in JavaScript, by require
// and import with a constant. Relative imports are of the project itself and left out.
func Imports(t *syntax.Tree, within syntax.Span) (out []Import) {
	for _, i := range All(t, within) {
		if i.Module[0] != '.' {
			out = append(out, i)
		}
	}
	return out
}

// All is Imports with those of the project itself.
func All(t *syntax.Tree, within syntax.Span) (out []Import) {
	form := t.Form()
	for i := int32(0); i < int32(form.Len()); i++ {
		at := int32(-1)
		switch n := form.Node(i); n.Role {
		case syntax.RoleImport:
			at = form.Child(i, syntax.SlotModule)
		case syntax.RoleCall:
			at = required(form, i, t.Language())
		}
		if at >= 0 {
			out = appendModule(out, t, form.Span(at), within)
		}
	}
	if Scripts(t.Language()) {
		for n := range t.Root().NamedChildren() {
			if source := n.ChildByFieldName("source"); n.KindName() == "export_statement" && source.Valid() {
				out = appendModule(out, t, source.Span(), within)
			}
		}
	}
	return out
}

// appendModule adds the module that is written in a span of the text, if it is a plain one.
func appendModule(out []Import, t *syntax.Tree, span, within syntax.Span) []Import {
	module := strings.Trim(t.Text()[span.Start:span.End], "\"'`<>")
	if !span.Overlaps(within) || module == "" || strings.ContainsAny(module, "\"'`$\n(") {
		return out
	}
	return append(out, Import{module, span})
}

// required returns the module that a call names by a constant, -1 if it imports nothing.
func required(form *syntax.Form, call int32, l *syntax.Language) int32 {
	callee := form.Child(call, syntax.SlotCallee)
	args := form.List(nil, call)
	if callee < 0 || len(args) == 0 || form.Node(args[0]).Role != syntax.RoleString {
		return -1
	}
	span := form.Span(callee)
	name := form.Tree().Text()[span.Start:span.End]
	switch {
	case Scripts(l) && (name == "require" || name == "import" || name == "require.resolve"),
		l == syntax.Python && (name == "__import__" || name == "import_module" || name == "importlib.import_module"):
		return args[0]
	}
	return -1
}

// Scripts reports whether a language is JavaScript or one that becomes it.
func Scripts(l *syntax.Language) bool {
	return l == syntax.JavaScript || l == syntax.TypeScript || l == syntax.TSX
}

//go:embed library/go.txt
var goLibrary string

//go:embed library/python.txt
var pythonLibrary string

//go:embed library/node.txt
var nodeLibrary string

//go:embed python-names.txt
var pythonNames string

func lines(text string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			set[line] = true
		}
	}
	return set
}

var (
	goModules     = sync.OnceValue(func() map[string]bool { return lines(goLibrary) })
	pythonModules = sync.OnceValue(func() map[string]bool { return lines(pythonLibrary) })
	nodeModules   = sync.OnceValue(func() map[string]bool { return lines(nodeLibrary) })
)

// InLibrary reports whether a module comes with its language.
func InLibrary(l *syntax.Language, module string) bool {
	switch {
	case l == syntax.Go:
		// The library's paths have no dot in their first part; those that a newer Go adds are in it too.
		first, _, _ := strings.Cut(module, "/")
		return module == "C" || goModules()[module] || goModules()[first] && !strings.Contains(first, ".")
	case l == syntax.Python:
		return pythonModules()[Package(l, module)]
	case Scripts(l):
		name, isNode := strings.CutPrefix(module, "node:")
		return isNode || nodeModules()[Package(l, name)] || strings.HasPrefix(module, "bun:") || strings.Contains(module, "://")
	}
	return l != syntax.Java || javaLibrary.MatchString(module)
}

// javaLibrary matches the packages that come with a JDK.
var javaLibrary = regexp.MustCompile(`^(?:java|javax|jdk|sun|com\.sun|org\.w3c\.dom|org\.xml\.sax|org\.ietf\.jgss)(?:\.|$)`)

// Package returns the name by which a manifest would know a module: the first part of a Python module, the
// package of a JavaScript path, the whole path of a Go package. Java's are known by more than their names.
func Package(l *syntax.Language, module string) string {
	switch {
	case l == syntax.Python:
		first, _, _ := strings.Cut(module, ".")
		return first
	case Scripts(l):
		parts := strings.SplitN(module, "/", 3)
		if strings.HasPrefix(module, "@") && len(parts) > 1 {
			return parts[0] + "/" + parts[1]
		}
		return parts[0]
	}
	return module
}

// Provides reports whether one of the packages that a manifest names may provide a module. In doubt it does:
// names of distributions are not those of what they hold.
func Provides(l *syntax.Language, packages map[string]bool, module string) bool {
	name := Package(l, module)
	switch {
	case l == syntax.Go:
		for p := range packages {
			if module == p || strings.HasPrefix(module, p+"/") {
				return true
			}
		}
		return false
	case l == syntax.Python:
		return provided(packages, plain(name))
	case Scripts(l):
		types := "@types/" + strings.TrimPrefix(strings.Replace(name, "/", "__", 1), "@")
		return packages[name] || packages[types] || name == "" || strings.ContainsAny(name[:1], "#~$/") || strings.HasPrefix(module, "@/")
	}
	return l != syntax.Java || ofGroup(packages, module)
}

// ofGroup reports whether a package of Java may come from an artefact: its name begins with two labels of the group's, or
// the only one that it has.
func ofGroup(groups map[string]bool, module string) bool {
	labels := strings.Split(module, ".")
	for group := range groups {
		g := strings.Split(group, ".")
		n := min(2, len(g), len(labels))
		if slices.Equal(g[:n], labels[:n]) || len(g) == 1 && slices.Contains(labels[:min(2, len(labels))], g[0]) {
			return true
		}
	}
	return false
}

// plain is a name of Python's without what indexes do not tell apart.
func plain(name string) string {
	return strings.NewReplacer("-", "", "_", "", ".", "").Replace(strings.ToLower(name))
}

// provided reports whether a distribution is known to hold the module, or has it in its name.
func provided(packages map[string]bool, name string) bool {
	held := heldBy()[name]
	for p := range packages {
		if p = plain(p); strings.Contains(p, name) || held[p] {
			return true
		}
	}
	return false
}

// heldBy names the distributions that hold a module of another name, by module.
var heldBy = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for line := range lines(pythonNames) {
		fields := strings.Fields(line)
		for _, module := range fields[1:] {
			module = plain(module)
			if out[module] == nil {
				out[module] = map[string]bool{}
			}
			out[module][plain(fields[0])] = true
		}
	}
	return out
})
