package completion

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A masked line is one that a fixture speaks of, taken out of it, as a model would write it back.
type maskedLine struct {
	rule, file string
	number     int
	bad        bool
	doc        *Document
	span       syntax.Span
	text       string
}

// maskedLines returns the lines that the fixtures of a pack speak of. Of each kind, one for a rule and a
// fixture is enough: the first that stands as a statement of its own.
func maskedLines(t testing.TB) (out []maskedLine) {
	t.Helper()
	root := filepath.Join("..", "rules", "packs")
	for _, r := range packs.Builtin().Rules {
		found, err := filepath.Glob(filepath.Join(root, strings.TrimSuffix(r.Path, ".yaml")+".*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			if l := syntax.ByPath(file); l != nil && r.Blocks(rules.DefaultThreshold) {
				out = append(out, fixtureLines(t, r.ID, file, l)...)
			}
		}
	}
	return out
}

func fixtureLines(t testing.TB, rule, file string, l *syntax.Language) (out []maskedLine) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, lines, seen := string(data), syntax.NewLineIndex(string(data)), map[bool]bool{}
	for n := 1; n < lines.Lines(); n++ {
		comment := strings.TrimSpace(text[lines.LineStart(n):lines.LineStart(n+1)])
		bad := strings.HasSuffix(comment, "ruleid: "+rule)
		if !bad && !strings.HasSuffix(comment, " ok: "+rule) || seen[bad] {
			continue
		}
		start, end := lines.LineStart(n+1), len(text)
		if n+2 <= lines.Lines() {
			end = lines.LineStart(n+2) - 1
		}
		start += len(text[start:end]) - len(strings.TrimLeft(text[start:end], " \t"))
		line := text[start:end]
		if opensBlock(line) {
			continue
		}
		seen[bad] = true
		doc := &Document{Path: filepath.Base(file), Language: l, Text: text[:start] + text[end:]}
		out = append(out, maskedLine{rule, filepath.Base(file), n + 1, bad, doc, syntax.Span{Start: start, End: start}, line})
	}
	return out
}

// opensBlock reports whether a line begins what goes on below it: without it the rest of the fixture is
// broken, which is another matter.
func opensBlock(line string) bool {
	last := line[max(len(line)-1, 0):]
	return strings.Contains("{(:,[`", last) || strings.HasPrefix(line, "@") || strings.Contains(line, "if (") || strings.HasPrefix(line, "return") && last != ";" && strings.Count(line, "\"\"\"") == 1
}

// notByLine are the rules that one line cannot break or keep: what they find begins before or ends behind it.
var notByLine = map[string]string{
	"c.off-by-one":           "the finding is the line that reads, and what makes it wrong is below it",
	"c.room-for-terminator":  "the finding is the line that allocates, and what makes it wrong is below it",
	"java.trust-all":         "the finding is a whole method",
	"java.hostname-verifier": "the finding is a whole method",
	"python.private-key":     "the finding may be of several lines",
}

// TestPacksWithhold offers the gate what every blocking rule's fixture shows: a line that it finds must not
// pass as it is, and a near miss must pass.
func TestPacksWithhold(t *testing.T) {
	g := builtinGate(t)
	g.Limit = time.Minute
	shown := map[string]bool{}
	for _, m := range maskedLines(t) {
		if notByLine[m.rule] != "" {
			continue
		}
		o := g.Check(m.doc, m.span, m.text)
		passed := o.Verdict.Kind == verdict.Passed
		if passed == m.bad || o.Verdict.Kind == verdict.Unknown {
			t.Errorf("%s:%d: %q is %s (%s)", m.file, m.number, m.text, o.Verdict.Kind, o.Verdict.Reason)
		}
		shown[m.rule] = shown[m.rule] || m.bad
	}
	for _, r := range packs.Builtin().Rules {
		if r.Blocks(rules.DefaultThreshold) && !shown[r.ID] && notByLine[r.ID] == "" {
			t.Errorf("%s: no completion shows what it withholds", r.ID)
		}
	}
}
