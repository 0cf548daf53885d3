package editortest

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEmacs: eglot stands for the clients that know sluice only as some language server.
func TestEmacs(t *testing.T) {
	path := program(t, "emacs")
	version := ""
	withEachModel(t, func(t *testing.T, m model) {
		d := newDesk(t, m)
		cmd := exec.Command(path, "--batch", "-Q", "-l", filepath.Join("testdata", "eglot.el"), d.file, strings.TrimSpace(good.wants), bad.text, bad.rule)
		cmd.Env = d.env()
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("eglot: %v\n%s", err, out)
		}
		t.Logf("%s", out)
		_, rest, ok := strings.Cut(string(out), "version ")
		if !ok {
			t.Fatal("Emacs did not get to the end")
		}
		version = strings.Fields(rest)[0]
	})
	worked(t, "Emacs", version)
}
