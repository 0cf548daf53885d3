package workspace

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzManifest: no manifest makes reading panic or run away, and a broken one is not certain of anything.
func FuzzManifest(f *testing.F) {
	names := []string{"requirements.txt", "pyproject.toml", "Pipfile", "setup.cfg", "poetry.lock", "go.mod", "package.json", "tsconfig.json", "pom.xml", "build.gradle"}
	for i, text := range []string{
		"a\n-r requirements.txt\n-r ../../x\n", "[project]\nname=1\n", "[packages]\na='*'\n", "[options]\ninstall_requires =\n  a\n", "[[package]]\nname='a'\n",
		"module a\nrequire b v1\n", `{"dependencies": []}`, `{"extends": 1}`,
		"<project><dependencies><dependency><groupId>a</groupId></dependency></dependencies></project>", "dependencies { implementation 'a:b:1' }",
	} {
		f.Add(uint8(i), text)
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		dir := t.TempDir()
		name := names[int(which)%len(names)]
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		for _, language := range []string{"python", "go", "javascript", "java"} {
			if m := w.Manifest(filepath.Join(dir, "a"), language); m.Certain && len(m.Files) == 0 {
				t.Error("certain without a manifest")
			}
		}
	})
}
