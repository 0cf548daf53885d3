package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
)

const sinkRule = `rules:
- id: data
  message: data must not come here
  severity: ERROR
  languages: [python, c]
  mode: taint
  pattern-sources: [{pattern: source(...)}]
  pattern-sinks: [{pattern: sink(...)}]
`

// tangles are functions that are given up, with the place of a sink in each.
func tangles() map[string]string {
	var branches, circle, gotos strings.Builder
	branches.WriteString("def f(a):\n    x = source()\n")
	for i := range 5000 {
		fmt.Fprintf(&branches, "    if a:\n        y%d = x\n", i)
	}
	branches.WriteString("    sink(HERE)\n")
	for i := range 1000 {
		sink := []string{"HERE", "b"}[min(i, 1)]
		fmt.Fprintf(&circle, "def f%d(a, b):\n    if a:\n        return f%d(b, a + source())\n    sink(%s)\n    return f%d(a, b)\n", i, (i+1)%1000, sink, (i*7+3)%1000)
	}
	gotos.WriteString("void f(int a) {\n  char *x = \"\";\n  sink(HERE);\n")
	for i := range 1000 {
		fmt.Fprintf(&gotos, "l%d: if (a == %d) goto l%d; x%d = x; sink(x); x = source();\n", i, i, (i*7919+13)%1000, i%50)
	}
	gotos.WriteString("}\n")
	return map[string]string{"branches.py": branches.String(), "circle.py": circle.String(), "gotos.c": gotos.String()}
}

// A function that is too much to follow is no function in which nothing flows: what is written into it is unknown, and
// a check of its file says so and ends with status 2.
func TestGivenUpFunctions(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("XDG_CONFIG_HOME", folder)
	config := filepath.Join(folder, "data.yaml")
	if err := os.WriteFile(config, []byte(sinkRule), 0o600); err != nil {
		t.Fatal(err)
	}
	pack, err := rules.LoadPath(config)
	if err != nil {
		t.Fatal(err)
	}
	gate := completion.NewGate(rules.NewSet(pack), rules.DefaultThreshold)
	for name, code := range tangles() {
		at := strings.Index(code, "HERE")
		line, _ := json.Marshal(map[string]any{"path": name, "text": code, "start": at, "end": at + 4, "insert": "a"})
		got, err := answers(t, gate, bytes.NewReader(append(line, '\n')))
		if len(got) != 1 || got[0].Verdict != verdict.Unknown || got[0].Insert != "" || !strings.Contains(got[0].Reason, "data could not be checked") {
			t.Errorf("%s: the gate answers %v (%v), want unknown", name, got, err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(code), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := checkGivenUp(config, path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// checkGivenUp says what is wrong with a check of a file that cannot be analysed, nil if nothing is.
func checkGivenUp(config, path string) error {
	var out bytes.Buffer
	root := rootCommand()
	root.SetArgs([]string{"check", "--config", config, "--format", "json", path})
	root.SetOut(&out)
	err := root.ExecuteContext(context.Background())
	var exit *exitError
	if !errors.As(err, &exit) || exit.status != exitFailed {
		return fmt.Errorf("the check ends with %v, want status %d", err, exitFailed)
	}
	var report struct {
		Errors []struct{ Path, Rule, Message string }
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		return fmt.Errorf("reading the report: %w", err)
	}
	if len(report.Errors) != 1 || report.Errors[0].Path != path || report.Errors[0].Rule != "data" || report.Errors[0].Message == "" {
		return fmt.Errorf("errors are %v, want one of the rule", report.Errors)
	}
	return nil
}
