package completion

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/completion/dependencies"
	"github.com/sluice-lsp/sluice/completion/workspace"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// unknownImport finds a package that the candidate imports though neither its language's library nor the
// project, its manifests or the document itself know it. It returns where in the candidate, and why; where it is not certain,
// because there is no manifest or it says too little, it only notes it.
func (p *Place) unknownImport(e examination, insert string) (at int, why string) {
	if p.doc.Path == "" || p.gate.Surroundings == nil || !judged(p.doc.Language) {
		return 0, ""
	}
	candidate := syntax.Span{Start: e.start, End: e.start + len(insert)}
	for _, i := range dependencies.Imports(e.tree, candidate) {
		name := dependencies.Package(p.doc.Language, i.Module)
		if dependencies.InLibrary(p.doc.Language, i.Module) || p.imports(name) {
			continue
		}
		if known, certain, of := p.provided(i.Module, name); !known && certain {
			return max(i.Span.Start-e.start, 0), fmt.Sprintf("%s is a package that neither %s nor the project knows: it may not exist, or be somebody's trap", name, of)
		} else if !known {
			p.notes = append(p.notes, fmt.Sprintf("%s is a package that %s", name, of))
		}
	}
	return 0, ""
}

// imports reports whether the user imports a package in the document already.
func (p *Place) imports(name string) bool {
	base := p.whole.had.base
	for _, i := range dependencies.Imports(base, syntax.Span{End: len(base.Text())}) {
		if dependencies.Package(p.doc.Language, i.Module) == name {
			return true
		}
	}
	return false
}

// judged reports whether imports of a language name packages of which manifests tell something. Of Java's that is little: an
// artefact holds any packages, and others come with it, so that there it is mostly a note.
func judged(l *syntax.Language) bool {
	return l == syntax.Python || l == syntax.Go || l == syntax.Java || dependencies.Scripts(l)
}

// provided asks the project of the document. Of says which manifests answered.
func (p *Place) provided(module, name string) (known, certain bool, of string) {
	w := p.gate.Surroundings.around(p.doc)
	if w == nil {
		return false, false, "no project could be read for"
	}
	language := p.doc.Language.Name
	if dependencies.Scripts(p.doc.Language) {
		language = "javascript"
	}
	manifest := w.Manifest(p.doc.Path, language)
	known = dependencies.Provides(p.doc.Language, manifest.Packages, module) || language == "python" && w.Holds(name) || language == "java" && p.ours(w, module)
	switch {
	case manifest.Certain:
		return known, true, strings.Join(manifest.Files[:min(len(manifest.Files), 3)], ", ")
	case len(manifest.Files) == 0:
		return known, false, "no manifest of the project was found for"
	}
	return known, false, "is not in " + manifest.Files[0] + ", which does not say all"
}

// ours reports whether a package of Java may be the project's own: it shares its beginning with that of the document, or a
// folder goes by its last part.
func (p *Place) ours(w *workspace.Workspace, module string) bool {
	parts := strings.Split(module, ".")
	if declared := javaPackage.FindStringSubmatch(p.doc.Text); declared != nil {
		own := strings.Split(declared[1], ".")
		if n := min(2, len(own), len(parts)); slices.Equal(own[:n], parts[:n]) {
			return true
		}
	}
	for _, part := range parts[max(0, len(parts)-2):] {
		if w.Holds(part) {
			return true
		}
	}
	return false
}

var javaPackage = regexp.MustCompile(`(?m)^\s*package\s+([\w.]+)\s*;`)

// around returns the workspace of a document; one that no editor named is the one under version control.
func (s *Surroundings) around(d *Document) *workspace.Workspace {
	if d.Root == "" {
		named := *d
		named.Root = workspace.RootOf(d.Path)
		d = &named
	}
	return s.of(d)
}
