package flow

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

var update = flag.Bool("update", false, "ask Semgrep, and write what it finds beside the pairs")

const corpusDir = "testdata/differential"

// A pair is a taint rule and a program. In an archive they are NAME.rule and NAME with the extension of the
// language.
type pair struct{ name, rule, file, program string }

// pairsOf reads the archive of a language, whose folder has its name.
func pairsOf(t testing.TB, lang string) []pair {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join(corpusDir, lang, "flow.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var pairs []pair
	for k := 0; k+1 < len(archive.Files); k += 2 {
		rule, program := archive.Files[k], archive.Files[k+1]
		pairs = append(pairs, pair{strings.TrimSuffix(rule.Name, ".rule"), string(rule.Data), program.Name, string(program.Data)})
	}
	return pairs
}

func corpusLanguages(t testing.TB) []string {
	entries, err := os.ReadDir(corpusDir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// places runs a pair with calls not followed, as Semgrep's open engine stops at functions, and returns what
// it finds as lines and columns.
func (p pair) places(t testing.TB, lang *syntax.Language) ([]string, error) {
	file, err := parser.ParseBytes([]byte(p.rule), 0)
	if err != nil {
		t.Fatalf("%v in\n%s", err, p.rule)
	}
	spec, err := Parse(file.Docs[0].Body.(*ast.MappingNode))
	if err != nil {
		return nil, err
	}
	rule, err := Compile(spec, lang)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(lang, p.program, 0)
	if err != nil {
		return nil, err
	}
	found, undecided := NewIndex(lang, []*Rule{rule}, nil).Run(tree, Options{})
	if len(undecided) > 0 {
		return nil, fmt.Errorf("undecided: %s", undecided[0].Reason)
	}
	var out []string
	for _, f := range found {
		l1, c1 := tree.Line(f.Span.Start)
		l2, c2 := tree.Line(f.Span.End)
		if s := fmt.Sprintf("%d:%d-%d:%d", l1, c1, l2, c2); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out, nil
}

func storedPath(lang string) string { return filepath.Join(corpusDir, lang, "semgrep.golden") }

// stored reads what Semgrep found, by pair.
func stored(t testing.TB, lang string) map[string][]string {
	data, err := os.ReadFile(storedPath(lang))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		out[fields[0]] = fields[1:]
	}
	return out
}

var listed = regexp.MustCompile(`(?m)^\| (\w+)/([\w-]+) \| (.+) \|$`)

// TestDifferential compares this engine with what Semgrep found in every pair. Each that differs is listed
// in DIFFERENCES.md with its reason, and at most 5% may.
func TestDifferential(t *testing.T) {
	data, err := os.ReadFile("DIFFERENCES.md")
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]bool{}
	for _, m := range listed.FindAllStringSubmatch(string(data), -1) {
		reasons[m[1]+"/"+m[2]] = true
	}
	total, differ := 0, 0
	for _, name := range corpusLanguages(t) {
		lang, want, same := syntax.ByName(name), stored(t, name), 0
		pairs := pairsOf(t, name)
		for _, p := range pairs {
			key := name + "/" + p.name
			diff := p.differs(t, lang, want[p.name])
			switch {
			case diff == "" && reasons[key]:
				t.Errorf("%s is listed as a difference and is none", key)
			case diff != "" && !reasons[key]:
				t.Errorf("%s %s\n%s", key, diff, p.program)
			}
			if diff == "" {
				same++
			}
		}
		t.Logf("%s: %d of %d pairs agree", name, same, len(pairs))
		total, differ = total+len(pairs), differ+len(pairs)-same
	}
	if differ*20 > total {
		t.Errorf("%d of %d pairs differ: more than 5%%", differ, total)
	}
	if total < 200 {
		t.Errorf("the corpus has %d pairs, 200 are wanted", total)
	}
}

// differs says how this engine differs from Semgrep, "" if it does not.
func (p pair) differs(t testing.TB, lang *syntax.Language, want []string) string {
	got, err := p.places(t, lang)
	if err != nil {
		return "ours fails: " + err.Error()
	}
	var out []string
	for _, w := range want {
		if !slices.Contains(got, w) {
			out = append(out, "misses "+w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			out = append(out, "finds "+g)
		}
	}
	return strings.Join(out, ", ")
}

// TestSemgrep asks the real Semgrep, and checks that what is stored beside the pairs is what it finds.
func TestSemgrep(t *testing.T) {
	path := os.Getenv("SLUICE_SEMGREP")
	if path == "" {
		var err error
		if path, err = exec.LookPath("semgrep"); err != nil {
			t.Skip("Semgrep is not installed; .ci/semgrep installs it")
		}
	}
	for _, lang := range corpusLanguages(t) {
		text := askSemgrep(t, path, lang, pairsOf(t, lang))
		if *update {
			if err := os.WriteFile(storedPath(lang), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if old, _ := os.ReadFile(storedPath(lang)); string(old) != text {
			t.Errorf("%s: Semgrep finds other things than are stored; run the test with -update", lang)
		}
	}
}

// askSemgrep runs Semgrep once over all pairs of a language.
func askSemgrep(t *testing.T, path, lang string, pairs []pair) string {
	t.Helper()
	dir, rules := t.TempDir(), "rules:\n"
	for _, p := range pairs {
		rules += fmt.Sprintf("- id: %s\n  message: found\n  languages: [%s]\n  severity: ERROR\n  paths: {include: [%q]}\n  %s\n",
			p.name, lang, p.file, strings.ReplaceAll(strings.TrimSpace(p.rule), "\n", "\n  "))
		if err := os.WriteFile(filepath.Join(dir, p.file), []byte(p.program), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "rules.yaml"), []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "scan", "--metrics=off", "--disable-version-check", "--json", "--no-git-ignore", "-j", "1", "--config", "rules.yaml", ".")
	cmd.Dir = dir
	out, err := cmd.Output()
	var report struct {
		Results []struct {
			CheckID    string `json:"check_id"`
			Start, End struct{ Line, Col int }
		}
		Errors []struct {
			RuleID  string `json:"rule_id"`
			Path    string
			Message string
		}
	}
	if json.Unmarshal(out, &report) != nil {
		t.Fatalf("running Semgrep: %v\n%s", err, out)
	}
	for _, e := range report.Errors {
		t.Errorf("Semgrep on %s: rule %q, file %q: %.300s", lang, e.RuleID, e.Path, e.Message)
	}
	found := map[string][]string{}
	for _, r := range report.Results {
		name := r.CheckID[strings.LastIndex(r.CheckID, ".")+1:]
		span := fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Col, r.End.Line, r.End.Col)
		if !slices.Contains(found[name], span) {
			found[name] = append(found[name], span)
		}
	}
	var lines []string
	for _, p := range pairs {
		slices.Sort(found[p.name])
		lines = append(lines, strings.TrimSpace(p.name+" "+strings.Join(found[p.name], " ")))
	}
	return strings.Join(lines, "\n") + "\n"
}
