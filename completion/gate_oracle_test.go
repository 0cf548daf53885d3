package completion

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/adversary"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A splice is an edit of a real file: what stood at a place is masked, and offered as it was or with a
// violation in it.
type splice struct {
	doc    *Document
	span   syntax.Span
	insert string
}

var violations = map[*syntax.Language][]string{
	syntax.Python: {
		"hashlib.md5(data)", "os.system(command)", "eval(text)", "yaml.unsafe_load(text)", "pickle.loads(data)",
		"subprocess.run(command, shell=True)",
	},
	syntax.Go: {"md5.Sum(data)", "exec.Command(\"sh\", \"-c\", command)", "template.HTML(text)"},
}

// splices cuts runs of whole lines out of files, seeded.
func splices(t testing.TB, l *syntax.Language, files []string, each int) []splice {
	t.Helper()
	random := rand.New(rand.NewPCG(1, uint64(len(files))))
	var out []splice
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		lines := syntax.NewLineIndex(text)
		for range each {
			first := 1 + random.IntN(max(lines.Lines()-6, 1))
			start := lines.LineStart(first)
			start += len(text[start:]) - len(strings.TrimLeft(text[start:], " \t"))
			end := max(lines.LineStart(first+1+random.IntN(4))-1, start)
			true_ := text[start:end]
			doc := &Document{Path: "a" + l.Extensions[0], Language: l, Text: text[:start] + text[end:]}
			out = append(out, splice{doc, syntax.Span{Start: start, End: start}, true_})
			bad := violations[l][random.IntN(len(violations[l]))]
			out = append(out, splice{doc, syntax.Span{Start: start, End: start}, bad})
			out = append(out, splice{doc, syntax.Span{Start: start, End: start}, "x = " + bad + "\n" + true_})
		}
	}
	return out
}

// goFiles are files of Go's own library.
func goFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "src", "net", "http", "[a-j]*.go"))
	if err != nil || len(files) == 0 {
		t.Skip("Go's library is not installed with its sources")
	}
	return files[:min(len(files), 12)]
}

// TestWindowAgreesWithFile holds the window against the whole file: the same verdicts, by the same rules.
func TestWindowAgreesWithFile(t *testing.T) {
	g := builtinGate(t)
	for _, s := range splices(t, syntax.Go, goFiles(t)[:5], 3) {
		agree(t, g, s)
	}
}

func agree(t *testing.T, g *Gate, s splice) {
	t.Helper()
	p := g.Open(s.doc, s.span)
	narrow := p.Check(s.insert)
	wide := *p
	wide.frame = nil
	if got := wide.Check(s.insert); !same(narrow, got) {
		t.Errorf("%q at %d of\n%s\nthe window says %s, the file %s", s.insert, s.span.Start, s.doc.Text[max(0, s.span.Start-200):s.span.Start], describe(narrow), describe(got))
	}
}

// TestWindowAgreesOnViolations holds the window against the whole file for the packs' own violations, in disguise.
func TestWindowAgreesOnViolations(t *testing.T) {
	g, violations := builtinGate(t), violationsOfPacks(t)
	r := rand.New(rand.NewPCG(*seed, 3))
	for range count(t, 300) {
		a := adversary.New(r, violations)
		doc := &Document{Path: "a" + a.Language.Extensions[0], Language: a.Language, Text: a.Before + a.After}
		agree(t, g, splice{doc, syntax.Span{Start: len(a.Before), End: len(a.Before)}, a.Insert})
	}
}

// TestPrefixesByForce holds the prefixes and the rules that the gate looks at against all of them: of what it lets
// pass, no prefix that ends with a lexeme has a settled finding.
func TestPrefixesByForce(t *testing.T) {
	g := builtinGate(t)
	for _, s := range splices(t, syntax.Go, goFiles(t)[:3], 2) {
		byForce(t, g, s)
	}
	for _, s := range splices(t, syntax.Python, []string{"../rules/packs/python/async-shell.py", "../rules/packs/python/code-injection.py", "../rules/packs/python/csrf-exempt.py"}, 4) {
		byForce(t, g, s)
	}
	violations, r := violationsOfPacks(t), rand.New(rand.NewPCG(*seed, 4))
	for range count(t, 60) {
		a := adversary.New(r, violations)
		doc := &Document{Path: "a" + a.Language.Extensions[0], Language: a.Language, Text: a.Before + a.After}
		byForce(t, g, splice{doc, syntax.Span{Start: len(a.Before), End: len(a.Before)}, a.Insert})
	}
}

func byForce(t *testing.T, g *Gate, s splice) {
	t.Helper()
	p := g.Open(s.doc, s.span)
	o := p.Check(s.insert)
	for l := range s.doc.Language.LexFrom(p.mode, o.Insert) {
		if e := p.examine(trial{insert: o.Insert[:l.Span.End], prefix: true, every: true}); !e.clean() {
			t.Errorf("%q passed, its prefix %q does not: %s", o.Insert, o.Insert[:l.Span.End], e.why())
		}
	}
}

func same(a, b Outcome) bool { return describe(a) == describe(b) }

func describe(o Outcome) string {
	return fmt.Sprintf("%s %q by %v", o.Verdict.Kind, o.Insert, o.Verdict.Rules)
}

// FuzzGate checks any insert into any text: the gate answers, and only shows what it was given or a
// part of it.
func FuzzGate(f *testing.F) {
	g := builtinGate(f)
	f.Add("import hashlib\n", "hashlib.md5(", ")\n")
	f.Add("x = (", "1)", "")
	f.Add("\xff\"\"\"", "'''", "{")
	f.Fuzz(func(t *testing.T, before, insert, after string) {
		if len(before)+len(insert)+len(after) > 4096 {
			return
		}
		for _, l := range []*syntax.Language{syntax.Python, syntax.JavaScript, syntax.C} {
			doc := &Document{Path: "a" + l.Extensions[0], Language: l, Text: before + after}
			o := g.Check(doc, syntax.Span{Start: len(before), End: len(before)}, insert)
			known := strings.HasPrefix(insert, o.Insert) || o.Verdict.Kind == verdict.Rewritten
			if !known || !o.Verdict.Shown() && o.Insert != "" {
				t.Errorf("%s: %q becomes %q with the verdict %s", l.Name, insert, o.Insert, o.Verdict.Kind)
			}
			if o.Verdict.Kind != verdict.Passed && o.Verdict.Reason == "" {
				t.Errorf("%s: %s without a reason", l.Name, o.Verdict.Kind)
			}
		}
	})
}
