package completion

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestBypasses offers ways round the rules that people thought of: those within the reach of one file are withheld, and those
// beyond, which SECURITY.md lists, are counted.
func TestBypasses(t *testing.T) {
	file, err := os.Open("testdata/bypasses.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	g, within, beyond := builtinGate(t), 0, map[string]int{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var b struct{ Path, Before, Insert, After, Beyond string }
		if err := json.Unmarshal(lines.Bytes(), &b); err != nil {
			t.Fatal(err)
		}
		doc := &Document{Path: b.Path, Language: syntax.ByPath(b.Path), Text: b.Before + b.After}
		o := g.Check(doc, syntax.Span{Start: len(b.Before), End: len(b.Before)}, b.Insert)
		switch passed := o.Verdict.Kind == verdict.Passed; {
		case b.Beyond == "" && passed:
			t.Errorf("%s: passes: %s⟦%s⟧%s", b.Path, b.Before[max(0, len(b.Before)-60):], b.Insert, b.After)
		case b.Beyond == "":
			within++
		case !passed:
			t.Errorf("%s: %q is no longer beyond reach", b.Path, b.Insert)
		default:
			beyond[b.Beyond]++
		}
	}
	if within < 400 {
		t.Errorf("only %d ways were tried", within)
	}
	t.Logf("%d ways are withheld; beyond reach: %v", within, beyond)
}
