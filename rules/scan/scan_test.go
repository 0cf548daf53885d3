package scan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules"
)

// evalRules finds calls of eval and of exec in Python.
func evalRules(t *testing.T) *rules.Set {
	t.Helper()
	rule := "  - {id: %s, languages: [python], severity: ERROR, message: m, pattern: %s(...)}\n"
	text := "rules:\n" + fmt.Sprintf(rule, "eval", "eval") + fmt.Sprintf(rule, "exec", "exec")
	pack, err := rules.Load(fstest.MapFS{"r.yaml": {Data: []byte(text)}}, "r.yaml")
	if err != nil || len(pack.Rules) != 2 {
		t.Fatal(err, pack.Errors)
	}
	return rules.NewSet(pack)
}

func paths(r *Result) (out []string) {
	for _, f := range r.Files {
		out = append(out, fmt.Sprint(f.Path, " ", len(f.Findings)))
	}
	return out
}

func TestRunIsDeterministic(t *testing.T) {
	files := map[string]string{"broken/x.py": "a\x00"}
	for i := range 40 {
		files[fmt.Sprintf("d%d/f.py", i%7)+strings.Repeat("y", i)+".py"] = strings.Repeat("eval(x)\n", i%3)
	}
	tree(t, files)
	set := evalRules(t)
	var first *Result
	for range 5 {
		calls := 0
		result, err := Run(context.Background(), []string{"."}, Options{Set: set, Progress: func(done, total int) {
			if calls++; done != calls || total != 41 {
				t.Errorf("progress %d of %d at call %d", done, total, calls)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = result
		}
		if diff := cmp.Diff(paths(first), paths(result)); diff != "" || !slices.IsSorted(paths(result)) {
			t.Error(diff)
		}
		if result.Scanned != 40 || result.Lines != 39 || len(result.Errors) != 1 {
			t.Errorf("got %d files, %d lines, errors %v", result.Scanned, result.Lines, result.Errors)
		}
	}
}

func TestRunStopsWhenCancelled(t *testing.T) {
	tree(t, map[string]string{"a.py": "eval(x)\n"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, []string{"."}, Options{Set: evalRules(t)}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestRunReportsAFileThatUndoesAllRulesOnce(t *testing.T) {
	deep := func(call string) string { return strings.Repeat(call+"(\n", 50_000) + strings.Repeat(")\n", 50_000) }
	tree(t, map[string]string{"deep.py": deep("eval") + "exec()\n", "idle.py": deep("f"), "fine.py": "eval(x)\n"})
	result, err := Run(context.Background(), []string{"."}, Options{Set: evalRules(t)})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Errors) != 1 || result.Errors[0].Path != "deep.py" || result.Errors[0].Rule != "" {
		t.Errorf("got %v", result.Errors)
	}
	if len(result.Files) != 1 {
		t.Errorf("got findings in %d files", len(result.Files))
	}
}
