package workspace

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
)

// maxNeighbours bounds the files that are read beside a document.
const maxNeighbours = 16

// Neighbours returns the files that stand beside a document and that want accepts by name, the most
// telling last: those whose names begin as the document's does. The order depends on the names alone, so
// that a prompt made of them stays the same. Nothing that an ignore file excludes is among them.
//
// unsaved returns the text of a file that is open in the editor, by its path below the root; nil if no
// file is.
func (w *Workspace) Neighbours(document string, want func(name string) bool, unsaved func(rel string) (string, bool)) []File {
	rel, ok := w.relative(document)
	if !ok {
		return nil
	}
	dir, own := path.Split(rel)
	dir = path.Clean(dir)
	var names []string
	for _, entry := range w.entries(dir) {
		if name := entry.Name(); name != own && entry.Type().IsRegular() && want(name) {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(alike(a, own), alike(b, own)) })
	names = names[max(0, len(names)-maxNeighbours):]

	var files []File
	for _, name := range names {
		if file, ok := w.sendable(path.Join(dir, name), unsaved); ok {
			files = append(files, file)
		}
	}
	return files
}

// Sendable returns a file that may stand in a prompt, by its path below the root. Unsaved is as in Neighbours.
func (w *Workspace) Sendable(rel string, unsaved func(rel string) (string, bool)) (File, bool) {
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return File{}, false
	}
	return w.sendable(rel, unsaved)
}

// sendable reads a file that may stand in a prompt.
func (w *Workspace) sendable(rel string, unsaved func(string) (string, bool)) (File, bool) {
	if SecretPath(rel) != "" || w.ignored(rel, gitIgnore, sluiceIgnore) {
		return File{}, false
	}
	if unsaved != nil {
		if text, ok := unsaved(rel); ok {
			return File{rel, Mask(text)}, true
		}
	}
	return w.readCode(rel)
}

// alike counts the bytes with which two names begin alike.
func alike(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
