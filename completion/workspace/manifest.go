package workspace

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A Manifest is what a project says that it needs, put together of all manifests and lock files on the way
// from a document up to the root. Manifests are not trusted: what they hold is bounded, and only names.
type Manifest struct {
	Files    []string        // below the root, in the order in which they were read; none: the project has no manifest
	Packages map[string]bool // as the manifests write them
	Certain  bool            // all of them were read in full, and nothing says that there is more
}

// Bounds of manifests.
const (
	maxManifest = 8 << 20 // bytes of one; lock files are long
	maxIncluded = 16      // requirement files that others include
	maxNames    = 100_000
	maxLookedAt = 20_000 // files whose names are looked at for modules of the project
)

// A reader of manifests reads one file. It reports false if there may be more in it than it saw.
type manifestReader func(m *manifests, rel, text string) bool

// manifests gathers one Manifest.
type manifests struct {
	w    *Workspace
	out  Manifest
	read map[string]bool // by path
}

// Manifest reads what a project says that a document's language needs.
func (w *Workspace) Manifest(document, language string) Manifest {
	m := &manifests{w: w, out: Manifest{Packages: map[string]bool{}, Certain: true}, read: map[string]bool{}}
	rel, ok := w.relative(document)
	if !ok {
		return Manifest{}
	}
	for dir := path.Dir(rel); ; dir = path.Dir(dir) {
		m.folder(dir, language)
		if dir == "." {
			break
		}
	}
	m.out.Certain = m.out.Certain && len(m.out.Files) > 0
	return m.out
}

// folder reads the manifests of one folder.
func (m *manifests) folder(dir, language string) {
	for _, entry := range m.w.entries(dir) {
		name, rel := entry.Name(), path.Join(dir, entry.Name())
		switch reader, isManifest := readerOf(language, name); {
		case isManifest:
			m.file(rel, reader)
		case entry.IsDir() && language == "python" && (name == ".venv" || name == "venv" || name == "env"):
			m.installedPython(rel)
		case entry.IsDir() && language == "javascript" && name == "node_modules":
			m.installedNode(rel)
		}
	}
}

func (m *manifests) file(rel string, reader manifestReader) {
	if m.read[rel] {
		return
	}
	m.read[rel] = true
	text, err := m.w.read(rel, maxManifest)
	if err != nil || reader == nil || !reader(m, rel, text) || len(m.out.Packages) > maxNames {
		m.out.Certain = false
	}
	if reader != nil && !strings.HasSuffix(rel, "config.json") {
		m.out.Files = append(m.out.Files, rel)
	}
}

func (m *manifests) need(name string) {
	if name = strings.TrimSpace(name); name != "" {
		m.out.Packages[name] = true
	}
}

// installedPython lists what a virtual environment holds.
func (m *manifests) installedPython(env string) {
	for _, version := range m.w.entries(path.Join(env, "lib")) {
		site := path.Join(env, "lib", version.Name(), "site-packages")
		for _, entry := range m.w.entries(site) {
			m.need(strings.TrimSuffix(entry.Name(), ".py"))
		}
	}
}

// installedNode lists what node_modules holds.
func (m *manifests) installedNode(dir string) {
	for _, entry := range m.w.entries(dir) {
		if !strings.HasPrefix(entry.Name(), "@") {
			m.need(entry.Name())
			continue
		}
		for _, scoped := range m.w.entries(path.Join(dir, entry.Name())) {
			m.need(entry.Name() + "/" + scoped.Name())
		}
	}
}

// Holds reports whether a module of Python may be the project's own: a file or a folder of its name anywhere
// in the workspace, or more files than are looked at.
func (w *Workspace) Holds(module string) bool {
	left := maxLookedAt
	return w.holds(".", module, &left, 0)
}

func (w *Workspace) holds(dir, module string, left *int, depth int) bool {
	for _, entry := range w.entries(dir) {
		name := entry.Name()
		stem, _, _ := strings.Cut(name, ".")
		if *left--; *left < 0 || stem == module && (entry.IsDir() || slices.Contains([]string{".py", ".pyi", ".so", ".pyd", ".pyx"}, filepath.Ext(name))) {
			return true
		}
		if entry.IsDir() && !dependencies[name] && !secretFolders[name] && depth < 16 && w.holds(path.Join(dir, name), module, left, depth+1) {
			return true
		}
	}
	return false
}
