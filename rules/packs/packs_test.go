package packs

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestFixturesPass(t *testing.T) {
	report := rules.Test(Builtin())
	for _, r := range report.Results {
		if r.Status != rules.Passed {
			t.Errorf("%s on %s: %s, missed %v, unexpected %v %s", r.ID, r.File, r.Status, r.Missed, r.Unexpected, r.Reason)
		}
	}
	if report.Rules != len(Builtin().Rules) {
		t.Errorf("%d of %d rules have a fixture", report.Rules, len(Builtin().Rules))
	}
}

func TestPacksLoadWhole(t *testing.T) {
	for _, e := range Builtin().Errors {
		t.Error(e)
	}
	for _, s := range Builtin().Skipped {
		t.Errorf("%s was skipped: %s", s.ID, s.Reason)
	}
}

// Every rule of ours says what is wrong, what to do, and shows it twice either way.
func TestRulesAreComplete(t *testing.T) {
	for _, r := range Builtin().Rules {
		language, name, _ := strings.Cut(r.ID, ".")
		page := r.Page(rules.DefaultThreshold)
		for complaint, wrong := range map[string]bool{
			"its file is not LANGUAGE/NAME.yaml": r.Path != language+"/"+name+".yaml",
			"its message is not one line":        strings.Contains(r.Message, "\n") || r.Message == "",
			"no CWE":                             len(r.CWE) == 0,
			"no confidence":                      r.Metadata["confidence"] == nil,
			"no references":                      len(r.References) == 0,
			"no fix and no safe form":            page.Prefer == "" && !r.HasFix(),
			"fewer than two lines to find":       len(page.Bad) < 2,
			"fewer than two near misses":         len(page.Good) < 2,
			"it does not block":                  !page.Blocks && r.Confidence > rules.Low,
		} {
			if wrong {
				t.Errorf("%s: %s", r.ID, complaint)
			}
		}
	}
}

// A rule is shown to work in each of its languages, not in the first alone.
func TestEveryLanguageHasItsFixture(t *testing.T) {
	shown := map[string]bool{}
	for _, r := range rules.Test(Builtin()).Results {
		shown[r.ID+" "+syntax.ByPath(r.File).Name] = true
	}
	for _, r := range Builtin().Rules {
		for _, l := range r.Languages {
			if l != syntax.TSX && !shown[r.ID+" "+l.Name] {
				t.Errorf("%s has no fixture in %s", r.ID, l.Name)
			}
		}
	}
}

func TestPacksCoverManyWeaknesses(t *testing.T) {
	weaknesses := map[*syntax.Language]map[string]bool{}
	for _, r := range Builtin().Rules {
		for _, l := range r.Languages {
			if weaknesses[l] == nil {
				weaknesses[l] = map[string]bool{}
			}
			for _, c := range r.CWE {
				weaknesses[l][c] = true
			}
		}
	}
	for _, l := range syntax.Languages() {
		want := 5
		if l == syntax.Python || l == syntax.Go {
			want = 10
		}
		if n := len(weaknesses[l]); n < want {
			t.Errorf("%s: rules speak of %d weaknesses, want %d", l.Name, n, want)
		}
	}
}

// What rules forbid of a model is derived from their patterns, or from more where they ask for it.
func TestConstraintsOfRules(t *testing.T) {
	set := rules.NewSet(Builtin())
	for id, want := range map[string]string{
		"python.weak-hash": "hashlib.md5 hashlib.sha1", "python.eval": "eval exec builtins.eval builtins.exec",
	} {
		r := set.Rule(id)
		if got := strings.Join(r.Matcher(syntax.Python).Callees(), " "); got != want || r.Constrain != "phrases" {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
	for _, id := range []string{"python.os-command", "python.pickle", "python.yaml-unsafe-load", "python.temporary-name"} {
		if callees, exact := set.Rule(id).Matcher(syntax.Python).Phrases(); len(callees) == 0 || !exact {
			t.Errorf("%s: got the phrases %v, exact %v", id, callees, exact)
		}
	}
}
