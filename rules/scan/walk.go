package scan

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// target is a file to scan.
type target struct {
	path  string // as reported
	below string // below the project's root, which the rules' own paths speak of; slash-separated
	lang  *syntax.Language
}

// walker collects targets. It is used by one goroutine.
type walker struct {
	roots   map[string]string // of the repositories that folders lie in, "" for none
	seen    map[string]bool   // absolute paths: a file is scanned once, however often it is named
	targets []target
	errors  []Error
	wanted  func(*syntax.Language) bool
}

// fail lists an error of a path. The operation and the path that the system puts into its errors are
// taken off: the path stands beside the message already.
func (w *walker) fail(path string, err error) {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err // the path stands beside it already
	}
	w.errors = append(w.errors, Error{Path: path, Message: err.Error()})
}

// add takes a path that the user named. A file is taken whatever its name says and whatever ignores
// it; what cannot be scanned is an error.
func (w *walker) add(name string) {
	info, err := os.Stat(name)
	if err != nil {
		w.fail(name, err)
		return
	}
	switch {
	case info.IsDir():
		w.folder(name)
	case !info.Mode().IsRegular():
		w.fail(name, errors.New("this is neither a file nor a folder"))
	case syntax.ByPath(name) == nil:
		w.fail(name, fmt.Errorf("files of the kind %q cannot be analysed", filepath.Ext(name)))
	default:
		w.take(name, "")
	}
}

// take adds a file unless it was added under this or another name. Its project is the repository that it
// lies in, or else the named folder; a named file without either is known by the path as given.
func (w *walker) take(name, folder string) {
	abs, err := filepath.Abs(name)
	if err != nil {
		w.fail(name, err)
		return
	}
	if w.seen[abs] {
		return
	}
	w.seen[abs] = true
	below := name
	if root, ok := w.repository(filepath.Dir(abs)); ok {
		folder = root
	}
	if rel, err := filepath.Rel(folder, abs); err == nil && folder != "" {
		below = rel
	}
	w.targets = append(w.targets, target{name, filepath.ToSlash(below), syntax.ByPath(name)})
}

// repository returns the root of the repository that a folder lies in. Answers are kept: every file of a
// folder asks again.
func (w *walker) repository(dir string) (string, bool) {
	root, known := w.roots[dir]
	if !known {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			root = dir
		} else if parent := filepath.Dir(dir); parent != dir {
			root, _ = w.repository(parent)
		}
		w.roots[dir] = root
	}
	return root, root != ""
}

// folder walks a named folder. Links on the way to it are resolved, so that the ignore files above it are
// those of the repository that it lies in.
func (w *walker) folder(name string) {
	abs, err := filepath.Abs(name)
	if err != nil {
		w.fail(name, err)
		return
	}
	resolved := abs
	if r, err := filepath.EvalSymlinks(abs); err == nil {
		resolved = r
	}
	var inherited []ignorePattern
	if root, ok := w.repository(resolved); ok {
		inherited = inheritedIgnores(root, resolved)
	}
	w.walk(name, abs, resolved, inherited)
}

// walk collects the files below a folder, in lexical order. Links are not followed: what they point at
// is scanned under its own name, or lies outside of what was asked for. The folder is known as named, and
// by its absolute path; project is the folder that was named.
func (w *walker) walk(name, project, abs string, patterns []ignorePattern) {
	entries, err := os.ReadDir(name)
	if err != nil {
		w.fail(name, err)
		return
	}
	patterns = append(patterns[:len(patterns):len(patterns)], readIgnores(abs, ".gitignore")...)
	for _, e := range entries {
		child, childAbs := filepath.Join(name, e.Name()), filepath.Join(abs, e.Name())
		if e.Name() == ".git" || ignores(patterns, filepath.ToSlash(childAbs), e.IsDir()) {
			continue
		}
		switch lang := syntax.ByPath(e.Name()); {
		case e.IsDir():
			w.walk(child, project, childAbs, patterns)
		case e.Type().IsRegular() && lang != nil && w.wanted(lang):
			w.take(child, project)
		}
	}
}
