package workspace

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/google/go-cmp/cmp"
)

// tree writes files and opens their folder as a workspace.
func tree(t *testing.T, files map[string]string) (*Workspace, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w, dir
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Skip("this machine makes no symbolic links:", err)
	}
}

func python(name string) bool { return strings.HasSuffix(name, ".py") }

func paths(files []File) (list []string) {
	for _, f := range files {
		list = append(list, f.Path)
	}
	return list
}

func TestSecretPaths(t *testing.T) {
	t.Parallel()
	for _, glob := range secretNames {
		if !doublestar.ValidatePattern(glob) {
			t.Errorf("%s is no glob", glob)
		}
	}
	for _, secret := range []string{".env", "a/.env.local", ".envrc", "prod.env", "x.PEM", "a/id_rsa", "id_ed25519.pub", "credentials", ".aws/config", "credentials.json",
		"google_credentials.json", "secrets.yaml", "my-secret.yml", "terraform.tfvars", "token.json", "home/.ssh/config", ".git/config", ".npmrc", "C.KEY", "app.db", "secrets"} {
		if SecretPath(secret) == "" {
			t.Errorf("%s would be sent", secret)
		}
	}
	for _, code := range []string{"credentials.go", "secrets.py", "token.go", "tokenizer.py", "key.ts", "environment.py", "env/main.py", "secret_test.go", "keys.json", "passwords.java", "main.c"} {
		if reason := SecretPath(code); reason != "" {
			t.Errorf("%s: %s", code, reason)
		}
	}
}

func TestUnsendable(t *testing.T) {
	t.Parallel()
	w, dir := tree(t, map[string]string{".gitignore": "local.py\n", ".sluiceignore": "/private/\n*.gen.py\n!keep.gen.py\n", "a/.sluiceignore": "x.py\n",
		"a.py": "", "local.py": "", "private/p.py": "", "a/x.py": "", "a/b/x.py": "", "x.py": "", "m.gen.py": "", "a/keep.gen.py": "", ".env": "", "a/private/q.py": ""})
	for name, want := range map[string]bool{"a.py": true, "local.py": true, "private/p.py": false, "a/x.py": false, "a/b/x.py": false, "x.py": true,
		"m.gen.py": false, "a/keep.gen.py": true, ".env": false, "new.py": true, "private/new.py": false, "../outside.py": true, "../.env": false, "a/private/q.py": true} {
		if reason := w.Unsendable(filepath.Join(dir, name)); (reason == "") != want {
			t.Errorf("%s: %q", name, reason)
		}
	}
	link(t, ".env", filepath.Join(dir, "innocent.py"))
	if w.Unsendable(filepath.Join(dir, "innocent.py")) == "" {
		t.Error("a link to .env would be sent")
	}
}

func TestNeighbours(t *testing.T) {
	t.Parallel()
	secret := key("ghp_", drawn)
	w, dir := tree(t, map[string]string{".gitignore": "ignored.py\nbuilt/\n", "a/view.py": "own", "a/view_test.py": "t", "a/model.py": "k = '" + secret + "'", "a/vim.py": "v",
		"a/ignored.py": "i", "a/readme.md": "r", "a/secret.env.py": "s", "a/big.py": strings.Repeat("x\n", maxFile), "a/long.py": strings.Repeat("x", maxLine+1),
		"a/binary.py": "\x00", "a/latin.py": "\xff", "b/other.py": "o", "built/x.py": "", "built/y.py": ""})
	outside := filepath.Join(t.TempDir(), "out.py")
	if err := os.WriteFile(outside, []byte("out"), 0o600); err != nil {
		t.Fatal(err)
	}
	link(t, outside, filepath.Join(dir, "a", "linked.py"))
	link(t, "model.py", filepath.Join(dir, "a", "alias.py"))
	unsaved := func(rel string) (string, bool) { return "typed", rel == "a/vim.py" }
	got := w.Neighbours(filepath.Join(dir, "a", "view.py"), python, unsaved)
	want := []File{{"a/model.py", "k = '" + Masked + "'"}, {"a/vim.py", "typed"}, {"a/view_test.py", "t"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("neighbours (-want +got):\n%s", diff)
	}
	if again := w.Neighbours(filepath.Join(dir, "a", "view.py"), python, unsaved); !cmp.Equal(got, again) {
		t.Error("the order changes")
	}
	if got := w.Neighbours(filepath.Join(dir, "built", "x.py"), python, nil); got != nil {
		t.Errorf("an ignored folder gives %v", paths(got))
	}
	if got := w.Neighbours(outside, python, nil); got != nil {
		t.Errorf("a document outside has %v", paths(got))
	}
}

// TestLinkedFolder: a folder that is a link out of the workspace gives nothing.
func TestLinkedFolder(t *testing.T) {
	t.Parallel()
	w, dir := tree(t, map[string]string{"a.py": ""})
	_, other := tree(t, map[string]string{"x.py": "", "y.py": ""})
	link(t, other, filepath.Join(dir, "linked"))
	if got := w.Neighbours(filepath.Join(dir, "linked", "x.py"), python, nil); got != nil {
		t.Errorf("got %v", paths(got))
	}
	if _, ok := w.readCode("linked/x.py"); ok {
		t.Error("a file outside was read")
	}
	if got := slices.Collect(w.Files(t.Context(), Limits{}, python)); !slices.Equal(paths(got), []string{"a.py"}) {
		t.Errorf("got %v", paths(got))
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	files := map[string]string{".gitignore": "*.gen.py\n", "b/.gitignore": "!keep.gen.py\nlocal\n", "a.py": "a", "b/c.py": "c", "b/keep.gen.py": "k", "x.gen.py": "",
		"b/local/l.py": "", "node_modules/n.py": "", ".env.py": "", "z.py": "z", ".secrets/s.py": "", "notes.md": ""}
	w, _ := tree(t, files)
	want := []string{"a.py", "b/c.py", "b/keep.gen.py", "z.py"}
	if got := paths(slices.Collect(w.Files(t.Context(), Limits{}, python))); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for name, limits := range map[string]Limits{"files": {Files: 2}, "bytes": {Bytes: 2}} {
		if got := paths(slices.Collect(w.Files(t.Context(), limits, python))); !slices.Equal(got, want[:2]) {
			t.Errorf("limit of %s: got %v", name, got)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range w.Files(ctx, Limits{}, python) {
		cancel()
	}
	for file := range w.Files(t.Context(), Limits{}, python) {
		if file.Path != "a.py" {
			t.Errorf("%s after the walk was left", file.Path)
		}
		break
	}
	if got := slices.Collect(w.Files(ctx, Limits{}, python)); got != nil {
		t.Errorf("a walk that was called off gives %v", paths(got))
	}
}

func TestRootOf(t *testing.T) {
	t.Parallel()
	_, dir := tree(t, map[string]string{"repo/.git/HEAD": "", "repo/a/b/x.py": ""})
	for name, want := range map[string]string{"repo/a/b/x.py": "repo", "repo/a": "repo", "repo": "repo", "repo/a/new.py": "repo"} {
		if got := RootOf(filepath.Join(dir, name)); got != filepath.Join(dir, want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// FuzzUnsendable: no path and no ignore file makes judging panic, and no secret name becomes sendable.
func FuzzUnsendable(f *testing.F) {
	f.Add("a/b.py", "*.py\n!b.py\n/a/\n")
	f.Add("../x", "**/**\n[\n\\")
	f.Add(".env", "!.env")
	f.Fuzz(func(t *testing.T, name, ignore string) {
		dir := t.TempDir()
		if os.WriteFile(filepath.Join(dir, sluiceIgnore), []byte(ignore), 0o600) != nil {
			t.Fatal("writing the ignore file")
		}
		w, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if w.Unsendable(filepath.Join(dir, name)) == "" && SecretPath(name) != "" {
			t.Errorf("%q would be sent", name)
		}
	})
}
