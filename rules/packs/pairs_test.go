package packs

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A pair is a weak program and its cure, written from the definition of the weakness and apart from any rule's
// fixture. Its folder is CWE-N/NAME, and CWE-N/NAME/warns where rules show the weakness and do not block it.
type pair struct {
	language, cwe, name string
	warns               bool
	bad, good           txtar.File
}

func readPairs(t testing.TB) (pairs []pair) {
	t.Helper()
	archives, err := filepath.Glob("testdata/pairs/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no pairs", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		language := strings.TrimSuffix(filepath.Base(name), ".txtar")
		if syntax.ByName(language) == nil {
			t.Fatalf("%s is not named for a language: each has one archive", name)
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			bad, good := archive.Files[i], archive.Files[i+1]
			if path.Dir(bad.Name) != path.Dir(good.Name) || path.Base(bad.Name)[:4] != "bad." || path.Base(good.Name)[:5] != "good." {
				t.Fatalf("%s: %s and %s are no pair", name, bad.Name, good.Name)
			}
			if seen[path.Dir(bad.Name)] {
				t.Fatalf("%s: two pairs are called %s", name, path.Dir(bad.Name))
			}
			seen[path.Dir(bad.Name)] = true
			parts := strings.Split(bad.Name, "/")
			pairs = append(pairs, pair{language, parts[0], parts[1], len(parts) == 4, bad, good})
		}
	}
	return pairs
}

// related lists weaknesses that are kinds of one another, so that a rule may name any of them.
var related = [][]string{
	{"CWE-22", "CWE-73", "CWE-434"}, {"CWE-94", "CWE-95", "CWE-1336"}, {"CWE-119", "CWE-120", "CWE-121", "CWE-131", "CWE-242", "CWE-676", "CWE-787"},
	{"CWE-259", "CWE-321", "CWE-798"}, {"CWE-295", "CWE-297", "CWE-322"}, {"CWE-326", "CWE-327", "CWE-757"}, {"CWE-330", "CWE-338"},
	{"CWE-323", "CWE-329", "CWE-1204"}, {"CWE-400", "CWE-1333"}, {"CWE-614", "CWE-1004"}, {"CWE-759", "CWE-760", "CWE-916"},
}

// open are the pairs that are not told apart, and why.
var open = map[string]string{
	"c/CWE-22/page":   "a length that strspn gives is no test that flow knows",
	"cpp/CWE-22/load": "flow does not see that a declaration calls a constructor",
}

func about(r *rules.Rule, cwe string) bool {
	return slices.ContainsFunc(r.CWE, func(c string) bool {
		return c == cwe || slices.ContainsFunc(related, func(kin []string) bool { return slices.Contains(kin, c) && slices.Contains(kin, cwe) })
	})
}

// TestPairs tells weak programs from their cures: each of the former is found, for what it is, and nothing blocks any of
// the latter.
func TestPairs(t *testing.T) {
	set := rules.NewSet(Builtin())
	pairs := readPairs(t)
	count := map[string]int{}
	for _, p := range pairs {
		count[p.language]++
		name := path.Join(p.language, p.cwe, p.name)
		t.Run(name, func(t *testing.T) {
			complaints := p.complaints(t, set)
			switch why := open[name]; {
			case why == "" && len(complaints) > 0:
				t.Error(strings.Join(complaints, "; "))
			case why != "" && len(complaints) == 0:
				t.Errorf("it is told apart now, and still listed as open: %s", why)
			}
		})
	}
	if len(pairs) < 100 || len(count) < 7 {
		t.Errorf("there are %d pairs, by language %v", len(pairs), count)
	}
}

// complaints says what is not as it should be: the weak program passes, or something is found in its cure.
func (p *pair) complaints(t *testing.T, set *rules.Set) (out []string) {
	bad := findingsIn(t, set, p.bad)
	if !slices.ContainsFunc(bad, func(f rules.Finding) bool {
		return about(f.Rule, p.cwe) && (p.warns || f.Blocks(rules.DefaultThreshold))
	}) {
		out = append(out, fmt.Sprintf("the weak program passes, with %v", named(bad)))
	}
	for _, f := range findingsIn(t, set, p.good) {
		if about(f.Rule, p.cwe) || f.Blocks(rules.DefaultThreshold) {
			out = append(out, f.Rule.ID+" is found in the cure")
		}
	}
	return out
}

func findingsIn(t *testing.T, set *rules.Set, f txtar.File) []rules.Finding {
	t.Helper()
	tree := parse(t, syntax.ByPath(f.Name), string(f.Data))
	if tree.Root().HasError() {
		t.Fatalf("%s does not parse", f.Name)
	}
	return set.Check(tree, rules.CheckOptions{}).Findings
}

func named(findings []rules.Finding) (out []string) {
	for _, f := range findings {
		out = append(out, fmt.Sprint(f.Rule.ID, " ", f.Rule.Confidence))
	}
	return out
}
