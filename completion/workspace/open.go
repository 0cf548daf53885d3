package workspace

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/rules/scan"
)

// Bounds of what is read. Larger files are generated, minified or data.
const (
	maxFile   = 256 << 10 // bytes of a file
	maxLine   = 10_000    // bytes of a line
	maxIgnore = 256 << 10 // bytes of an ignore file
)

// A Workspace is a folder whose files may be read. Nothing outside of it can be, whatever links it
// holds. It is safe for concurrent use.
type Workspace struct {
	dir  string // absolute, without links
	root *os.Root
}

// A File is the text of a file, with secrets masked, as it may be sent.
type File struct {
	Path string // slash-separated, below the root
	Text string
}

// Open opens a folder as a workspace. The caller must close it.
func Open(dir string) (*Workspace, error) {
	real, err := filepath.EvalSymlinks(dir)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the workspace %s: %w", dir, err)
	}
	root, err := os.OpenRoot(real)
	if err != nil {
		return nil, fmt.Errorf("opening the workspace %s: %w", dir, err)
	}
	return &Workspace{real, root}, nil
}

// Close ends the use of the workspace.
func (w *Workspace) Close() error { return w.root.Close() }

// relative returns where a file lies below the root once links are resolved, and whether it does.
func (w *Workspace) relative(file string) (string, bool) {
	real, err := filepath.EvalSymlinks(file)
	if err != nil {
		// A file that was never saved lies where its folder does.
		real, err = filepath.EvalSymlinks(filepath.Dir(file))
		real = filepath.Join(real, filepath.Base(file))
	}
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(w.dir, real)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// Unsendable returns why the text of a document may not be sent to a model, as one sentence, or "" if it
// may: by name, by what a link leads to, or by a .sluiceignore. A document outside of the workspace is
// judged by its names alone.
func (w *Workspace) Unsendable(file string) string {
	if reason := SecretPath(file); reason != "" {
		return reason
	}
	rel, ok := w.relative(file)
	if !ok {
		return ""
	}
	if reason := SecretPath(rel); reason != "" {
		return reason
	}
	if w.ignored(rel, sluiceIgnore) {
		return rel + " is excluded by a " + sluiceIgnore + ", so it is not sent"
	}
	return ""
}

const (
	sluiceIgnore = ".sluiceignore"
	gitIgnore    = ".gitignore"
)

// ignored reports whether an ignore file on the way to a file excludes it or a folder around it.
func (w *Workspace) ignored(rel string, names ...string) bool {
	var patterns scan.Ignores
	for dir, rest := ".", rel; ; {
		patterns = append(patterns, w.ignores(dir, names...)...)
		name, below, folder := strings.Cut(rest, "/")
		at := path.Join(dir, name)
		if patterns.Exclude("/"+at, folder) {
			return true
		}
		if !folder {
			return false
		}
		dir, rest = at, below
	}
}

// ignores reads the ignore files of a folder.
func (w *Workspace) ignores(dir string, names ...string) (patterns scan.Ignores) {
	for _, name := range names {
		if text, err := w.read(path.Join(dir, name), maxIgnore); err == nil {
			patterns = append(patterns, scan.ParseIgnores(path.Join("/", dir), text)...)
		}
	}
	return patterns
}

var errUnfit = errors.New("it is a link, no file, or too large")

// read returns the text of a regular file. It follows no link at the path's end, and none that leads out
// of the workspace on the way; a file that is exchanged between looking and opening is refused.
func (w *Workspace) read(rel string, limit int64) (string, error) {
	looked, err := w.root.Lstat(rel)
	if err != nil {
		return "", err
	}
	if !looked.Mode().IsRegular() || looked.Size() > limit {
		return "", errUnfit
	}
	file, err := w.root.Open(rel)
	if err != nil {
		return "", err
	}
	defer file.Close()
	opened, err := file.Stat()
	if err != nil || !os.SameFile(looked, opened) {
		return "", errUnfit
	}
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = errUnfit
	}
	return string(data), err
}

// readCode returns the text of a file that people write and models read, with its secrets masked.
func (w *Workspace) readCode(rel string) (File, bool) {
	text, err := w.read(rel, maxFile)
	if err != nil || !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
		return File{}, false
	}
	for line := range strings.Lines(text) {
		if len(line) > maxLine {
			return File{}, false
		}
	}
	return File{rel, Mask(text)}, true
}

// entries lists a folder in lexical order, nothing if it cannot be read.
func (w *Workspace) entries(dir string) []fs.DirEntry {
	list, err := fs.ReadDir(w.root.FS(), dir)
	if err != nil {
		return nil
	}
	return list
}
