package settings

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	outer := t.TempDir()
	root := filepath.Join(outer, "root")
	write(t, filepath.Join(outer, FileName), "completion: {enabled: false}")
	write(t, filepath.Join(root, FileName), "completion: {candidates: {explicit: 2}}")
	write(t, filepath.Join(root, "a", "b", FileName), "completion: {candidates: {explicit: 1}}")
	tests := []struct {
		root, document string
		want           int
	}{
		{root, "x.go", 2}, {root, "a/x.go", 2}, {root, "a/b/x.go", 1}, {root, "a/b/c/x.go", 1}, {root, "missing/x.go", 2},
		{root, "../x.go", 3}, {"", "x.go", 3}, {filepath.Join(root, "a"), "../x.go", 3},
	}
	for _, test := range tests {
		layer, problems := Nearest(test.root, filepath.Join(root, test.document))
		got, more := Resolve(layer)
		if got.Completion.Candidates.Explicit != test.want || !got.Completion.Enabled || problems != nil || more != nil {
			t.Errorf("%s in %s: %d, want %d; problems %v %v", test.document, test.root, got.Completion.Candidates.Explicit, test.want, problems, more)
		}
	}
}

func TestNearestFollowsNoLinkOut(t *testing.T) {
	t.Parallel()
	outer := t.TempDir()
	root := filepath.Join(outer, "root")
	write(t, filepath.Join(root, "x.go"), "")
	write(t, filepath.Join(outer, "secret"), "completion: {enabled: false}")
	if err := os.Symlink(filepath.Join(outer, "secret"), filepath.Join(root, FileName)); err != nil {
		t.Skip("this machine makes no symbolic links:", err)
	}
	layer, problems := Nearest(root, filepath.Join(root, "x.go"))
	if len(layer.entries) > 0 || len(problems) != 1 {
		t.Errorf("entries %v, problems %v", layer.entries, problems)
	}
}

func TestNearestOpensOnlyFiles(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, FileName), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, problems := Nearest(root, filepath.Join(root, "x.go")); len(problems) != 1 {
		t.Errorf("problems %v", problems)
	}
}

func TestUser(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the variable that names the configuration folder is Linux's")
	}
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", dir)
	if layer, problems := User(); len(layer.entries) > 0 || problems != nil {
		t.Errorf("without a file: entries %v, problems %v", layer.entries, problems)
	}
	write(t, filepath.Join(dir, "sluice", "config.yaml"), "rules: {config: [r.yaml]}")
	layer, problems := User()
	got, more := Resolve(layer)
	if want := filepath.Join(dir, "sluice", "r.yaml"); len(got.Rules.Config) != 1 || got.Rules.Config[0] != want || problems != nil || more != nil {
		t.Errorf("rules %v, problems %v %v", got.Rules.Config, problems, more)
	}
}
