package packs

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/scan"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestSemgrepFindsTheSame runs the packs on their own fixtures in the real Semgrep: the same findings, on
// the same spans, in the same words, with the same fixes. Rules of a native form are left out, which
// Semgrep does not read.
func TestSemgrepFindsTheSame(t *testing.T) {
	theirs := semgrep(t, withoutNative(t))
	result, err := scan.Run(t.Context(), []string{"."}, scan.Options{Set: rules.NewSet(Builtin())})
	if err != nil {
		t.Fatal(err)
	}
	var ours []string
	for _, f := range result.Files {
		lines := syntax.NewLineIndex(f.Text)
		for _, found := range f.Findings {
			if native(found.Rule.ID) {
				continue
			}
			line, column := lines.LineColumn(found.Span.Start)
			endLine, endColumn := lines.LineColumn(found.Span.End)
			fix := ""
			if found.Fix != nil {
				fix = found.Fix.Text
			}
			ours = append(ours, finding(found.Rule.ID, f.Path, line, column, endLine, endColumn, found.Message, fix))
		}
	}
	slices.Sort(ours)
	if len(theirs) == 0 {
		t.Fatal("Semgrep found nothing")
	}
	if d := diff.Diff(theirs, ours); d != "" {
		t.Errorf("- Semgrep, + sluice:\n%s", d)
	}
}

func finding(rule, path string, line, column, endLine, endColumn int, message, fix string) string {
	return fmt.Sprintf("%s:%d:%d-%d:%d %s %q %q", path, line, column, endLine, endColumn, rule, message, fix)
}

var reNative = regexp.MustCompile(`(?m)^ +(- )?(call|flow):|comparison: .*\b(bytes|elements|size|pointers)\(`)

// native reports whether a rule is of a form that Semgrep does not have, or compares with what only we know.
func native(id string) bool {
	text, err := files.ReadFile(strings.Replace(id, ".", "/", 1) + ".yaml")
	return err == nil && reNative.Match(text)
}

// withoutNative writes the rules that Semgrep reads into a folder.
func withoutNative(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, r := range Builtin().Rules {
		if native(r.ID) {
			continue
		}
		text, err := files.ReadFile(r.Path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, r.ID+".yaml"), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// semgrep returns what the real Semgrep finds. It calls code that a fix-regex does not change a fix all
// the same, which is none here.
func semgrep(t *testing.T, config string) (found []string) {
	t.Helper()
	program := cmp.Or(os.Getenv("SLUICE_SEMGREP"), "semgrep")
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skip("Semgrep is not installed; .ci/semgrep installs it")
	}
	scan := exec.CommandContext(t.Context(), path, "scan", "--metrics=off", "--disable-version-check", "--quiet",
		"--json", "--no-git-ignore", "--no-rewrite-rule-ids", "--config", config, ".")
	out, err := scan.Output()
	if err != nil {
		t.Fatalf("running Semgrep: %v", err)
	}
	type place struct{ Line, Col, Offset int }
	var report struct {
		Results []struct {
			CheckID    string `json:"check_id"`
			Path       string
			Start, End place
			Extra      struct{ Message, Fix string }
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Results {
		code, err := os.ReadFile(r.Path)
		if err != nil {
			t.Fatal(err)
		}
		if r.Extra.Fix == string(code[r.Start.Offset:r.End.Offset]) {
			r.Extra.Fix = ""
		}
		found = append(found, finding(r.CheckID, filepath.Clean(r.Path), r.Start.Line, r.Start.Col, r.End.Line, r.End.Col,
			r.Extra.Message, r.Extra.Fix))
	}
	slices.Sort(found)
	return found
}
