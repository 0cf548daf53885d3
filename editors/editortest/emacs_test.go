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
	d := newDesk(t, "backend: {url: $MODEL}\n")
	cmd := exec.Command(path, "--batch", "-Q", "-l", filepath.Join("testdata", "eglot.el"), d.file)
	cmd.Env = d.env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("eglot: %v\n%s", err, out)
	}
	t.Logf("%s", out)
	_, version, ok := strings.Cut(string(out), "version ")
	if !ok {
		t.Fatal("Emacs did not get to the end")
	}
	worked(t, "Emacs", strings.Fields(version)[0])
}
