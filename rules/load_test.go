package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// ruleText is a rule of one pattern; more is YAML that is added to it.
func ruleText(id, pattern, more string) string {
	return fmt.Sprintf("rules:\n  - id: %s\n    languages: [python]\n    severity: ERROR\n    message: found $X\n    pattern: %s\n%s",
		id, pattern, more)
}

func loadText(t testing.TB, text string) *Pack {
	t.Helper()
	p, err := Load(fstest.MapFS{"r.yaml": {Data: []byte(text)}}, "r.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLoadReadsEverything(t *testing.T) {
	p := loadText(t, `
rules:
  - id: a
    languages: [py, typescript, ruby]
    severity: CRITICAL
    message: |
      two
      lines
    min-version: 1.0.0
    metadata:
      cwe:
        - "CWE-078: Improper Neutralization"
        - cwe-89
        - 22
        - nonsense
      confidence: low
      references: https://example.org
      subcategory: [audit]
      sluice: {prefer: "g()", constrain: none, incomplete: wait}
    paths: {include: ["*.py"]}
    options: {constant_propagation: false}
    pattern: f(...)
`)
	if len(p.Errors)+len(p.Skipped) > 0 {
		t.Fatal(p.Errors, p.Skipped)
	}
	r := p.Rules[0]
	got := []any{r.ID, r.Message, r.Severity, r.Confidence, r.CWE, r.References, r.Prefer, r.Constrain, r.incomplete, r.Line, r.Path, r.Blocks(Threshold{})}
	want := []any{"a", "two\nlines", Error, Low, []string{"CWE-78", "CWE-89", "CWE-22"}, []string{"https://example.org"},
		"g()", "none", incompleteWait, 3, "r.yaml", false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var languages []string
	for _, l := range r.Languages {
		languages = append(languages, l.Name)
	}
	if diff := cmp.Diff("python typescript tsx", strings.Join(languages, " ")); diff != "" {
		t.Error(diff)
	}
}

func TestLoadNamesFileAndLine(t *testing.T) {
	for text, want := range map[string]string{
		"rules: 3":             "r.yaml:1: rules must be a list",
		"rules:\n- 3":          "r.yaml:2: a rule must be a mapping",
		"rules:\n- message: m": "r.yaml:2: the rule has no id",
		"rules:\n- id: [a]":    "r.yaml:2: id must be a text",
		"rules:\n- id: a b":    `r.yaml:2: rule a b: the id "a b" must consist of letters, digits and . _ - /`,
		"a: 1":                 "r.yaml:1: the file has no list of rules",
		ruleText("a", "f(...)", "    fix: [x]\n"):                                            "r.yaml:7: rule a: fix must be a text",
		ruleText("a", "f(...)", "    fix-regex: {regex: \"(\", replacement: x}\n"):           "r.yaml:7: rule a: fix-regex: error parsing regexp: missing closing ) in `(`",
		ruleText("a", "f(...)", "    fix-regex: {regex: a, replacement: x, count: many}\n"):  "r.yaml:7: rule a: count must be a number above zero",
		ruleText("a", "f(...)", "    paths: {include: \"[\"}\n"):                             `r.yaml:7: rule a: paths.include: the glob "[" is malformed`,
		ruleText("a", "f(...)", "    metadata: {sluice: {prefers: x}}\n"):                    "r.yaml:7: rule a: metadata.sluice has no prefers; it has prefer, constrain and incomplete",
		ruleText("a", "f(...)", "    metadata: {sluice: {incomplete: maybe}}\n"):             `r.yaml:7: rule a: metadata.sluice.incomplete has the unknown value "maybe"`,
		ruleText("a", "f(...)", strings.TrimPrefix(ruleText("a", "g(...)", ""), "rules:\n")): "r.yaml:7: rule a: the id stands on line 2 already",
	} {
		p := loadText(t, text)
		if len(p.Errors) != 1 || p.Errors[0].Error() != want {
			t.Errorf("%q:\ngot  %v\nwant %s", text, p.Errors, want)
		}
	}
}

// Semgrep does not look at metadata, and public rules write all kinds of things there.
func TestLoadTakesAnyMetadata(t *testing.T) {
	p := loadText(t, ruleText("a", "f(...)", "    metadata: {confidence: SURE, cwe: {a: b}, references: 3, subcategory: ~, owasp: [[x]]}\n"))
	if len(p.Errors) > 0 {
		t.Fatal(p.Errors)
	}
	r := p.Rules[0]
	if r.Confidence != Medium || len(r.CWE) > 0 || !r.Blocks(DefaultThreshold) {
		t.Errorf("got confidence %v, %v", r.Confidence, r.CWE)
	}
}

func TestLoadTakesOtherSpellings(t *testing.T) {
	indented := "{\n\t\"rules\": [\n\t\t{\n\t\t\t\"id\": \"json\", \"languages\": [\"python\"],\n\t\t\t\"severity\": \"LOW\", \"message\": \"m\", \"pattern\": \"f()\"\n\t\t}\n\t]\n}\n"
	files := fstest.MapFS{
		"bom.yaml":   {Data: []byte("\ufeff" + ruleText("bom", "f(...)", ""))},
		"crlf.yaml":  {Data: []byte(strings.ReplaceAll(ruleText("crlf", "f(...)", ""), "\n", "\r\n"))},
		"json.yaml":  {Data: []byte(indented)},
		"start.yaml": {Data: []byte("# about\n---\n" + ruleText("start", "f(...)", "") + "...\n")},
	}
	p, err := Load(files, ".")
	if err != nil || len(p.Errors) > 0 || len(p.Rules) != len(files) {
		t.Errorf("got %d of %d rules, %v %v", len(p.Rules), len(files), err, p.Errors)
	}
}

func TestLoadSkipsByName(t *testing.T) {
	for text, want := range map[string]string{
		"mode: join\n    languages: [python]":    "mode: join is not supported",
		"mode: extract\n    languages: [python]": "mode: extract is not supported",
		"languages: [regex]":                     "languages: regex is not supported",
		"languages: [generic]":                   "languages: generic is not supported",
		"languages: [ruby, php]":                 "languages: ruby, php is not supported",
	} {
		p := loadText(t, "rules:\n  - id: a\n    severity: LOW\n    message: m\n    "+text+"\n    pattern: f(...)\n")
		if len(p.Skipped) != 1 || p.Skipped[0].Reason != want || p.Skipped[0].ID != "a" || p.Skipped[0].Path != "r.yaml" {
			t.Errorf("%s: got %+v, errors %v", text, p.Skipped, p.Errors)
		}
	}
}

func TestLoadPathOfFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b/two.yml": ruleText("two", "f(...)", ""), "a/one.yaml": ruleText("one", "f(...)", ""),
		"a/one.test.yaml": ruleText("test", "f(...)", ""), "a/one.fixed.yaml": ruleText("fixed", "f(...)", ""),
		".hidden/x.yaml": ruleText("hidden", "f(...)", ""), "values.yaml": "{{ template }}: {", "list.json": `{"rules": []}`,
		"broken.yaml": "rules:\n  - id: [", "flow.yaml": `{"rules": [{"id": "flow", "languages": ["go"], "severity": "LOW", "message": "m", "pattern": "f()"}]}`,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "a/one.test.yaml"), filepath.Join(dir, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	p, err := LoadPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range p.Rules {
		got = append(got, r.ID+" "+strings.TrimPrefix(r.Path, dir))
	}
	if diff := cmp.Diff([]string{"one /a/one.yaml", "two /b/two.yml", "flow /flow.yaml"}, got); diff != "" {
		t.Error(diff)
	}
	if len(p.Errors) != 1 || filepath.Base(p.Errors[0].Path) != "broken.yaml" {
		t.Errorf("got the errors %v", p.Errors)
	}
	if _, err := LoadPath(filepath.Join(dir, "missing")); err == nil {
		t.Error("a missing path was loaded")
	}
}

func TestSets(t *testing.T) {
	a, b := loadText(t, ruleText("a", "f(...)", "")), loadText(t, ruleText("b", "g(...)", ""))
	other := loadText(t, ruleText("a", "h(...)", ""))
	set := NewSet(a, b, other)
	if set.Rule("a") != a.Rules[0] || set.Rule("b") == nil || set.Rule("c") != nil || len(set.For(syntax.Python)) != 2 || len(set.For(syntax.Go)) != 0 {
		t.Errorf("got the rules %v", set.Rules())
	}
	if len(set.Errors()) != 1 || !strings.Contains(set.Errors()[0].Error(), "was loaded from r.yaml already") {
		t.Errorf("got the errors %v", set.Errors())
	}
	if NewSet(a, b).Digest() != NewSet(b, a).Digest() || NewSet(a, b).Digest() != set.Digest() {
		t.Error("the digest depends on more than the rules")
	}
	if NewSet(a).Digest() == NewSet(other).Digest() {
		t.Error("different rules have the same digest")
	}
}

func TestUntrustedPacksLoseTheirFixes(t *testing.T) {
	p := loadText(t, ruleText("a", "f($X)", "    fix: evil()\n")).Untrusted()
	if p.Rules[0].HasFix() || len(p.Errors) != 1 {
		t.Errorf("got %v", p.Errors)
	}
}

func checkText(t testing.TB, set *Set, text string, o CheckOptions) Report {
	t.Helper()
	tree, err := syntax.Parse(syntax.Python, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	return set.Check(tree, o)
}

func TestCheck(t *testing.T) {
	set := NewSet(
		loadText(t, ruleText("once", "f($X)", "    fix: g($X)\n    paths: {exclude: [\"*_test.py\"]}\n")),
		loadText(t, strings.Replace(ruleText("twice", "f($X)", ""), "    pattern: f($X)", "    pattern-either:\n    - pattern: f($X)\n    - pattern: f(a)", 1)),
	)
	text := "f(b)\nf(a)  # nosemgrep\n"
	lines := func(o CheckOptions) (out []string) {
		for _, f := range checkText(t, set, text, o).Findings {
			fix := ""
			if f.Fix != nil {
				fix = " " + f.Fix.Text
			}
			out = append(out, fmt.Sprint(f.Rule.ID, f.Span.Start, " ", f.Message, fix))
		}
		return out
	}
	all := []string{"once0 found b g(b)", "twice0 found b", "once5 found a g(a)", "twice5 found a"}
	for name, c := range map[string]struct {
		options CheckOptions
		want    []string
	}{
		"all":        {CheckOptions{}, all},
		"suppressed": {CheckOptions{Suppressions: true}, all[:2]},
		"within":     {CheckOptions{Within: syntax.Span{Start: 6, End: 7}}, all[2:]},
		"path":       {CheckOptions{Path: "a_test.py"}, []string{all[1], all[3]}},
		"only":       {CheckOptions{Only: func(r *Rule) bool { return r.ID == "once" }}, []string{all[0], all[2]}},
	} {
		got := lines(c.options)
		if name == "all" {
			// A pattern that matches in two ways may word its message differently, as Semgrep's does.
			got = got[:min(len(got), 4)]
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// What a match looked at comes from package match, and decides here.
func TestFindingsSettle(t *testing.T) {
	text := "f(a)\nx = 1\n"
	for name, c := range map[string]struct {
		more    string
		at      int
		settled bool
	}{
		"in the call":                  {"", 3, false},
		"a line later":                 {"", len(text), true},
		"waiting":                      {"    metadata: {sluice: {incomplete: wait}}\n", len(text), false},
		"definite, though in the call": {"    metadata: {sluice: {incomplete: definite}}\n", 3, true},
	} {
		found := checkText(t, NewSet(loadText(t, ruleText("a", "f($X)", c.more))), text, CheckOptions{}).Findings
		if len(found) != 1 || found[0].Settled(c.at) != c.settled {
			t.Errorf("%s: got %d findings, settled %v", name, len(found), len(found) == 1 && found[0].Settled(c.at))
		}
	}
}

func TestCheckOutOfTimeIsUnknown(t *testing.T) {
	set := NewSet(loadText(t, ruleText("a", "f($X)", "")), loadText(t, ruleText("b", "g($X)", "")))
	report := checkText(t, set, strings.Repeat("f(g(1))\n", 1000), CheckOptions{Deadline: time.Unix(1, 0)})
	if len(report.Unknown) != 2 || report.Unknown[0].Reason == "" {
		t.Errorf("got %d findings and the unknowns %v", len(report.Findings), report.Unknown)
	}
}

func TestCheckFromManyGoroutines(t *testing.T) {
	set := NewSet(loadText(t, ruleText("a", "f($X)", "")))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := len(checkText(t, set, "f(1)\nf(2)\n", CheckOptions{Suppressions: true}).Findings); got != 2 {
				t.Errorf("got %d findings, want 2", got)
			}
		})
	}
	wg.Wait()
}

func FuzzLoad(f *testing.F) {
	f.Add(ruleText("a", "f(...)", ""))
	f.Add(ruleText("a", "f($X)", "    fix-regex: {regex: a, replacement: \\1}\n    metadata: {cwe: [1], sluice: {}}\n"))
	f.Add("rules: [{id: a, mode: taint}]")
	f.Fuzz(func(t *testing.T, text string) {
		p := loadText(t, text)
		for _, e := range p.Errors {
			if e.Line < 1 {
				t.Errorf("line %d: %v", e.Line, e)
			}
		}
		NewSet(p)
	})
}
