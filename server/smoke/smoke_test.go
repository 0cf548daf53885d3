package smoke

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// binary is the path of the built server.
var binary string

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

// buildAndRun builds the binary as the tests themselves were built.
func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "sluice-smoke")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "sluice")
	args := []string{"build", "-o", binary}
	if race {
		args = append(args, "-race")
	}
	build := exec.Command("go", append(args, "github.com/sluice-lsp/sluice/cmd/sluice")...)
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "building the server:", err)
		return 1
	}
	return m.Run()
}

func TestSessions(t *testing.T) {
	names, err := filepath.Glob("../../testdata/sessions/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			e := start(t, archive)
			for _, f := range archive.Files {
				if f.Name == "script" {
					e.playAll(string(f.Data))
					return
				}
			}
			t.Error("the session has no script")
		})
	}
}

func (e *editor) playAll(script string) {
	e.t.Helper()
	n := 0
	for line := range strings.Lines(script) {
		n++
		list, err := words(line)
		if err == nil && len(list) > 0 {
			err = e.play(list)
		}
		if err != nil {
			e.t.Fatalf("script line %d: %s\n%v", n, strings.TrimSpace(line), err)
		}
	}
}
