package completion

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestSnippets shows which files a model sees beside a document, in which order, and which it does not.
func TestSnippets(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		".gitignore": "built.py\n", ".sluiceignore": "hidden.py\n", "app/main.py": "", "app/aside.py": "a = 1\n", "app/models.py": "on disk\n",
		"app/built.py": "b = 1\n", "app/hidden.py": "c = 1\n", "lib/tools.py": "e = 1\n", "lib/other.py": "f = 1\n",
		"app/key.py": "key = \"AKIAIOSFODNN7EXAMPLE\"\n",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	m := &scripted{texts: []string{"x = 1"}}
	e := &Engine{Gate: builtinGate(t), Model: m, Settings: settings.Default().Completion}
	ask := func(name, text string) {
		doc := &Document{URI: "file:///" + name, Path: filepath.Join(root, name), Root: root, Language: syntax.Python, Text: text}
		e.Complete(t.Context(), Request{Document: doc, Offset: len(text)})
	}
	ask("lib/other.py", "edited = 1\n")
	ask("app/models.py", "in the editor\n")
	ask("app/main.py", "import lib.tools\nfrom models import Model\nfrom . import aside\n")
	var names []string
	for _, s := range m.requests[len(m.requests)-1].Context {
		names = append(names, s.Path)
		want := map[string]string{"app/models.py": "in the editor\n", "lib/other.py": "edited = 1\n", "lib/tools.py": "e = 1\n"}[s.Path]
		if want != "" && s.Text != want {
			t.Errorf("%s: %q, want %q", s.Path, s.Text, want)
		}
		if s.Path == "app/key.py" && s.Text == "key = \"AKIAIOSFODNN7EXAMPLE\"\n" {
			t.Error("a key is shown")
		}
	}
	if want := []string{"app/aside.py", "app/key.py", "lib/other.py", "lib/tools.py", "app/models.py"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}
