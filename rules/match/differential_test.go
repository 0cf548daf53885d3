package match

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

var update = flag.Bool("update", false, "ask Semgrep, and write what it finds beside the pairs")

// A pair is one rule and one program of the differential corpus.
type pair struct {
	name, rule, program string
	lang                *syntax.Language
	topic               string // the archive it stands in
}

var extensions = map[string]string{"python": "py", "go": "go", "javascript": "js", "typescript": "ts", "tsx": "tsx", "java": "java", "c": "c", "cpp": "cpp"}

// corpus reads the pairs of a language.
func corpus(t testing.TB, lang string) []pair {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata/differential", lang, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var pairs []pair
	seen := map[string]bool{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parts := map[string]string{}
		for _, f := range archive.Files {
			parts[f.Name] = string(f.Data)
		}
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".rule")
			if !ok {
				continue
			}
			program, ok := parts[name+"."+extensions[lang]]
			if !ok || seen[name] {
				t.Fatalf("%s: %s has no program, or is there twice", file, name)
			}
			seen[name] = true
			pairs = append(pairs, pair{name, string(f.Data), program, syntax.ByName(lang), strings.TrimSuffix(filepath.Base(file), ".txtar")})
		}
	}
	return pairs
}

func languages(t testing.TB) []string {
	dirs, err := filepath.Glob("testdata/differential/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("there is no corpus", err)
	}
	var out []string
	for _, d := range dirs {
		out = append(out, filepath.Base(d))
	}
	return out
}

// ruleText is a rule as Semgrep reads it, for one file alone.
func (p pair) ruleText() string {
	lang := p.lang.Name
	if lang == "tsx" {
		lang = "typescript"
	}
	head := fmt.Sprintf("- id: %s\n  message: found\n  languages: [%s]\n  severity: ERROR\n  paths: {include: [%q]}\n", p.name, lang, p.file())
	return head + "  " + strings.ReplaceAll(strings.TrimRight(p.rule, "\n"), "\n", "\n  ") + "\n"
}

func (p pair) file() string { return p.name + "." + extensions[p.lang.Name] }

func parseMapping(t testing.TB, text string) *ast.MappingNode {
	t.Helper()
	file, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return asMapping(file.Docs[0].Body)
}

// ours returns what this engine finds, as lines and columns, or why it cannot say.
func (p pair) ours(t testing.TB) ([]string, error) {
	f, err := ParseFormula(parseMapping(t, p.rule))
	if err != nil {
		return nil, err
	}
	m, err := Compile(f, p.lang)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(p.lang, p.program, 0)
	if err != nil {
		return nil, err
	}
	found, undecided := NewIndex(p.lang, []*Matcher{m}).Run(tree, Options{})
	if len(undecided) > 0 {
		return nil, fmt.Errorf("undecided: %s", undecided[0].Reason)
	}
	var out []string
	for _, f := range found {
		l1, c1 := tree.Line(f.Span.Start)
		l2, c2 := tree.Line(f.Span.End)
		out = append(out, fmt.Sprintf("%d:%d-%d:%d", l1, c1, l2, c2))
	}
	return out, nil
}

func goldenPath(lang string) string {
	return filepath.Join("testdata/differential", lang, "semgrep.golden")
}

// golden reads what Semgrep found.
func golden(t testing.TB, lang string) map[string][]string {
	data, err := os.ReadFile(goldenPath(lang))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		fields := strings.Fields(line)
		out[fields[0]] = fields[1:]
	}
	return out
}

// difference says how this engine differs from Semgrep on a pair, "" if it does not.
func (p pair) difference(t testing.TB, want []string) string {
	got, err := p.ours(t)
	if err != nil {
		if len(want) == 1 && want[0] == "error" {
			return ""
		}
		return "ours fails: " + err.Error()
	}
	var missed, extra []string
	for _, w := range want {
		if !slices.Contains(got, w) {
			missed = append(missed, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			extra = append(extra, g)
		}
	}
	switch {
	case len(missed) > 0 && len(extra) > 0:
		return fmt.Sprintf("misses %s, finds %s", strings.Join(missed, " "), strings.Join(extra, " "))
	case len(missed) > 0:
		return "misses " + strings.Join(missed, " ")
	case len(extra) > 0:
		return "finds " + strings.Join(extra, " ")
	}
	return ""
}

// known reads the differences that DIFFERENCES.md lists: the pair's name and the reason.
func known(t testing.TB) map[string]string {
	data, err := os.ReadFile("DIFFERENCES.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\| (\w+)/([\w-]+) \| (.+) \|$`).FindAllStringSubmatch(string(data), -1) {
		out[m[1]+"/"+m[2]] = m[3]
	}
	return out
}

// TestDifferential compares this engine with what Semgrep found in every pair. At most 2% of the pairs
// may differ, and each that does is listed with its reason.
func TestDifferential(t *testing.T) {
	reasons, total, differ := known(t), 0, 0
	for _, lang := range languages(t) {
		want, same := golden(t, lang), 0
		pairs := corpus(t, lang)
		for _, p := range pairs {
			diff := p.difference(t, want[p.name])
			key := lang + "/" + p.name
			switch {
			case diff == "":
				same++
				if reasons[key] != "" {
					t.Errorf("%s is listed as a difference and is none", key)
				}
			case reasons[key] == "":
				t.Errorf("%s/%s %s: %s", lang, p.topic, p.name, diff)
			}
		}
		t.Logf("%s: %d of %d pairs agree", lang, same, len(pairs))
		total, differ = total+len(pairs), differ+len(pairs)-same
	}
	if differ*50 > total {
		t.Errorf("%d of %d pairs differ: more than 2%%", differ, total)
	}
	if total < 300 {
		t.Errorf("the corpus has %d pairs, 300 are wanted", total)
	}
}

// semgrep returns the path of the real Semgrep.
func semgrep(t *testing.T) string {
	if path := os.Getenv("SLUICE_SEMGREP"); path != "" {
		return path
	}
	path, err := exec.LookPath("semgrep")
	if err != nil {
		t.Skip("Semgrep is not installed; .ci/semgrep installs it")
	}
	return path
}

// TestSemgrep asks the real Semgrep, and checks that what is stored beside the pairs is what it finds.
func TestSemgrep(t *testing.T) {
	path := semgrep(t)
	for _, lang := range languages(t) {
		t.Run(lang, func(t *testing.T) {
			text := ask(t, path, corpus(t, lang))
			if *update {
				if err := os.WriteFile(goldenPath(lang), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if stored, _ := os.ReadFile(goldenPath(lang)); string(stored) != text {
				t.Error("Semgrep finds other things than are stored; run the test with -update")
			}
		})
	}
}

// ask runs Semgrep once over all pairs of a language.
func ask(t *testing.T, path string, pairs []pair) string {
	t.Helper()
	dir, rules := t.TempDir(), "rules:\n"
	for _, p := range pairs {
		rules += p.ruleText()
		if err := os.WriteFile(filepath.Join(dir, p.file()), []byte(p.program), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "rules.yaml"), []byte(rules), 0o644); err != nil {
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
			Message string
			Path    string
		}
	}
	if json.Unmarshal(out, &report) != nil {
		t.Fatalf("running Semgrep: %v\n%s", err, out)
	}
	found := map[string][]string{}
	for _, r := range report.Results {
		name := r.CheckID[strings.LastIndex(r.CheckID, ".")+1:]
		span := fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Col, r.End.Line, r.End.Col)
		if !slices.Contains(found[name], span) {
			found[name] = append(found[name], span)
		}
	}
	for _, e := range report.Errors {
		t.Logf("Semgrep: %s %s %.200s", e.RuleID, e.Path, e.Message)
		if e.RuleID == "" {
			t.Fatal("Semgrep could not read the rules")
		}
		found[e.RuleID[strings.LastIndex(e.RuleID, ".")+1:]] = []string{"error"}
	}
	var lines []string
	for _, p := range pairs {
		sort.Strings(found[p.name])
		lines = append(lines, strings.TrimSpace(p.name+" "+strings.Join(found[p.name], " ")))
	}
	return strings.Join(lines, "\n") + "\n"
}
