package completion

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/dependencies"
	"github.com/sluice-lsp/sluice/completion/workspace"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// maxImported bounds how many files that a document imports are shown to the model.
const maxImported = 8

// snippets are texts of other files that may help, the most telling last: those beside the document, those that were edited
// lately, and those that it imports. Their order hangs on names alone, so that a server can keep what it read of them.
// Open documents have their text of the editor. Nothing that an ignore file or a secret glob excludes is among them.
func (e *Engine) snippets(d *Document, base *syntax.Tree) []decode.Snippet {
	w := e.Gate.Surroundings.of(d)
	if w == nil || d.Path == "" {
		return nil
	}
	g := gathering{workspace: w, unsaved: map[string]string{}, seen: map[string]bool{relativePath(d): true}}
	recent := e.recents.beside(d)
	for _, o := range recent {
		g.unsaved[relativePath(o)] = o.Text
	}
	g.imported(d, base)
	imported := g.files
	g.files = nil
	for _, f := range w.Neighbours(d.Path, func(name string) bool { return syntax.ByPath(name) == d.Language }, g.edited) {
		g.add(f)
	}
	for _, o := range recent {
		g.read(relativePath(o))
	}
	var out []decode.Snippet
	for _, f := range append(g.files, imported...) {
		out = append(out, decode.Snippet{Path: f.Path, Text: f.Text})
	}
	return out
}

// A gathering collects files, each once.
type gathering struct {
	workspace *workspace.Workspace
	unsaved   map[string]string // texts of open documents
	seen      map[string]bool
	files     []workspace.File
}

func (g *gathering) edited(rel string) (string, bool) {
	text, ok := g.unsaved[rel]
	return text, ok
}

func (g *gathering) add(f workspace.File) {
	if !g.seen[f.Path] {
		g.seen[f.Path] = true
		g.files = append(g.files, f)
	}
}

// read adds a file by its path below the root, and reports whether there is one.
func (g *gathering) read(rel string) bool {
	f, ok := g.workspace.Sendable(rel, g.edited)
	if ok {
		g.add(f)
	}
	return ok
}

// imported adds the project's own files that a document imports, as far as names tell them: below the document's folder
// or one around it.
func (g *gathering) imported(d *Document, base *syntax.Tree) {
	for _, i := range dependencies.All(base, syntax.Span{End: len(base.Text())}) {
		if len(g.files) == maxImported {
			return
		}
		names := filesOf(d.Language, i.Module)
		for dir := path.Dir(filepath.ToSlash(relativePath(d))); len(names) > 0; dir = path.Dir(dir) {
			found := false
			for _, name := range names {
				if found = g.read(path.Join(dir, name)); found {
					break
				}
			}
			if found || dir == "." || dir == "/" || i.Module[0] == '.' {
				break
			}
		}
	}
}

// filesOf returns which files a module may be, relative to a folder.
func filesOf(l *syntax.Language, module string) (names []string) {
	switch {
	case l == syntax.Python:
		up := len(module) - len(strings.TrimLeft(module, "."))
		name := strings.Repeat("../", max(up-1, 0)) + strings.ReplaceAll(module[up:], ".", "/")
		return []string{name + ".py", name + "/__init__.py"}
	case l == syntax.Java:
		return []string{strings.ReplaceAll(module, ".", "/") + ".java"}
	case l == syntax.C || l == syntax.CPP:
		return []string{module}
	case dependencies.Scripts(l) && module[0] == '.':
		names = []string{module}
		for _, extension := range []string{".js", ".ts", ".tsx", ".jsx", ".mjs", "/index.js", "/index.ts"} {
			names = append(names, module+extension)
		}
	}
	return names
}
