package completion

import (
	"archive/zip"
	"cmp"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A sourceFile is a file of real code on this machine.
type sourceFile struct {
	path string
	lang *syntax.Language
	read func() ([]byte, error)
}

// realProjects returns real projects' files by language, as far as the machine has them, in an order that
// the seed makes: Go's library and module cache, Python's library and packages, npm and its
// packages, the sources of the JDK, the headers of the system. SLUICE_CODE names further folders.
func realProjects(t testing.TB) map[*syntax.Language][]sourceFile {
	t.Helper()
	folders := []string{
		filepath.Join(runtime.GOROOT(), "src"), output("go", "env", "GOMODCACHE"),
		output("python3", "-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"), "/usr/lib/python3/dist-packages",
		output("npm", "root", "-g"), "/usr/include", "/usr/src",
	}
	folders = append(folders, filepath.SplitList(os.Getenv("SLUICE_CODE"))...)
	byLanguage := map[*syntax.Language][]sourceFile{}
	seen := map[string]bool{}
	for _, folder := range folders {
		if folder == "" || seen[folder] {
			continue
		}
		seen[folder] = true
		for _, f := range filesBelow(folder) {
			byLanguage[f.lang] = append(byLanguage[f.lang], f)
		}
	}
	byLanguage[syntax.Java] = append(byLanguage[syntax.Java], javaLibrary()...)
	for _, files := range byLanguage {
		slices.SortFunc(files, func(a, b sourceFile) int { return cmp.Compare(shuffled(a.path), shuffled(b.path)) })
	}
	if len(byLanguage) == 0 {
		t.Skip("no project's code is found on this machine")
	}
	return byLanguage
}

func output(name string, args ...string) string {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// shuffled is a file's place in the order of the seed, whatever other files there are.
func shuffled(path string) uint64 {
	h := fnv.New64a()
	h.Write([]byte{byte(*seed), byte(*seed >> 8)})
	h.Write([]byte(path))
	return h.Sum64()
}

// filesBelow lists code in a folder. Folders of test data hold code that is wrong on purpose.
func filesBelow(folder string) (files []sourceFile) {
	filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case entry.IsDir():
			switch entry.Name() {
			case "testdata", "test", "tests", "lib2to3", "__pycache__", "fixtures":
				return fs.SkipDir
			}
		case entry.Type().IsRegular():
			if l := languageOf(path); l != nil {
				files = append(files, sourceFile{path, l, func() ([]byte, error) { return os.ReadFile(path) }})
			}
		}
		return nil
	})
	return files
}

// languageOf is the language of a path; headers of C++ are told by their folders.
func languageOf(path string) *syntax.Language {
	l := syntax.ByPath(path)
	if l == syntax.C && (strings.Contains(path, "++") || strings.Contains(path, "llvm") || strings.Contains(path, "google") || strings.Contains(path, "node")) {
		return syntax.CPP
	}
	return l
}

// javaLibrary lists the sources that come with a JDK.
func javaLibrary() (files []sourceFile) {
	found, _ := filepath.Glob("/usr/lib/jvm/*/lib/src.zip")
	for _, path := range found {
		archive, err := zip.OpenReader(path)
		if err != nil {
			continue
		}
		for _, f := range archive.File {
			if strings.HasSuffix(f.Name, ".java") && strings.Contains(f.Name, "java.base/") {
				files = append(files, sourceFile{f.Name, syntax.Java, func() ([]byte, error) {
					r, err := f.Open()
					if err != nil {
						return nil, err
					}
					defer r.Close()
					return io.ReadAll(r)
				}})
			}
		}
		break
	}
	return files
}

// text returns what a file says, if it is one that sluice completes and the grammar reads without an
// error: what the gate makes of it is not to be blamed on the grammar.
func (f sourceFile) text(t testing.TB) (text string, sound bool) {
	data, err := f.read()
	if err != nil {
		t.Fatalf("reading %s: %v", f.path, err)
	}
	text = string(data)
	if len(text) == 0 || len(text) > maxText || longestLine(text) > maxLine || !utf8.ValidString(text) {
		return "", false
	}
	tree, err := syntax.Parse(f.lang, text, 0)
	if err != nil {
		t.Fatalf("parsing %s: %v", f.path, err)
	}
	return text, !tree.Root().HasError()
}
