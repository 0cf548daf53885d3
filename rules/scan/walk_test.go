package scan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// tree writes files into a new folder and makes it the working one.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(root)
}

func walked(paths ...string) (found []string, failed []string) {
	w := &walker{seen: map[string]bool{}, roots: map[string]string{}, wanted: func(l *syntax.Language) bool { return l != syntax.Java }}
	for _, p := range paths {
		w.add(p)
	}
	for _, t := range w.targets {
		found = append(found, t.path)
	}
	for _, e := range w.errors {
		failed = append(failed, e.Path+": "+e.Message)
	}
	return found, failed
}

func TestWalk(t *testing.T) {
	tree(t, map[string]string{
		".git/HEAD": "", ".git/hook.py": "", ".git/info/exclude": "excluded.py\n",
		".gitignore": "/build/\n*.gen.py\n", "src/.gitignore": "!keep.gen.py\nlocal.py\n",
		"src/a.py": "", "src/b.gen.py": "", "src/keep.gen.py": "", "src/local.py": "", "local.py": "",
		"src/deep/excluded.py": "", "src/notes.txt": "", "src/A.java": "", "build/c.py": "", "build/lib/d.py": "",
		"build/.gitignore": "e.py\n", "build/e.py": "",
	})
	if err := os.Symlink(t.TempDir(), "src/outside"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.py", "src/link.py"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ paths, want string }{
		{".", "local.py src/a.py src/keep.gen.py"},
		{"src", "src/a.py src/keep.gen.py"},
		{"src/", "src/a.py src/keep.gen.py"},
		{"src/b.gen.py", "src/b.gen.py"},
		{"build", "build/c.py build/lib/d.py"},
		{"build/lib", "build/lib/d.py"},
		{"src/A.java", "src/A.java"},
		{"src/link.py", "src/link.py"},
		{"src/a.py src ./src/a.py", "src/a.py src/keep.gen.py"},
	} {
		found, failed := walked(strings.Fields(c.paths)...)
		if diff := cmp.Diff(strings.Fields(c.want), found); diff != "" || len(failed) > 0 {
			t.Errorf("%s: failed %v, %s", c.paths, failed, diff)
		}
	}
	_, failed := walked("missing", "src/notes.txt", os.DevNull)
	want := []string{
		"missing: no such file or directory",
		`src/notes.txt: files of the kind ".txt" cannot be analysed`,
		os.DevNull + ": this is neither a file nor a folder",
	}
	if diff := cmp.Diff(want, failed); diff != "" {
		t.Error(diff)
	}
}

func TestRulePathsAreBelowTheProject(t *testing.T) {
	tree(t, map[string]string{"repo/.git/HEAD": "", "repo/src/a.py": "", "plain/src/b.py": ""})
	for named, want := range map[string]string{
		"repo": "src/a.py", "repo/src": "src/a.py", "repo/src/a.py": "src/a.py",
		"plain": "src/b.py", "plain/src": "b.py", "plain/src/b.py": "plain/src/b.py",
	} {
		w := &walker{seen: map[string]bool{}, roots: map[string]string{}, wanted: func(*syntax.Language) bool { return true }}
		if w.add(named); len(w.targets) != 1 || w.targets[0].below != want {
			t.Errorf("%s: got %+v, want %s", named, w.targets, want)
		}
	}
}

func TestRead(t *testing.T) {
	tree(t, map[string]string{
		"fine.py": "x\n", "latin.py": "# caf\xe9\n", "binary.py": "a\x00b",
		"big.py": strings.Repeat("x = 1\n", MaxBytes/6+1), "long.py": strings.Repeat("x", MaxLine+1),
		"limit.py": strings.Repeat("x", MaxLine-1) + "\n",
	})
	for name, want := range map[string]string{
		"fine.py": "", "latin.py": "", "limit.py": "", "binary.py": "binary", "big.py": "more than", "long.py": "a line",
		"missing.py": "no such file",
	} {
		_, err := read(name)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
