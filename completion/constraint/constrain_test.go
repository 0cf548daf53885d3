package constraint

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// metadata.sluice.constrain has the last word on what a rule forbids of a model.
func TestDeriveObeysConstrain(t *testing.T) {
	for constrain, want := range map[string]string{
		"":                             "m . f ( unless safe = True",
		"sluice: {constrain: phrases}": "m . f (",
		"sluice: {constrain: none}":    "",
		"sluice: {prefer: g()}":        "m . f ( unless safe = True",
	} {
		text := "rules:\n- {id: a, languages: [python], severity: ERROR, message: m, metadata: {" + constrain + "}, " +
			"patterns: [{pattern: m.f(...)}, {pattern-not: 'm.f(..., safe=True, ...)'}]}\n"
		pack, err := rules.Load(fstest.MapFS{"r.yaml": {Data: []byte(text)}}, "r.yaml")
		if err != nil || len(pack.Rules) != 1 {
			t.Fatal(err, pack.Errors)
		}
		c := Derive(rules.NewSet(pack), rules.DefaultThreshold, Site{Language: syntax.Python})
		var got []string
		for _, p := range c.Phrases {
			got = append(got, p.String())
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s: %s", constrain, diff)
		}
		if len(c.Phrases)+len(c.NotDerived) != 1 {
			t.Errorf("%s: the rule is listed %d times", constrain, len(c.Phrases)+len(c.NotDerived))
		}
	}
}

// TestImportsWithoutNames: an import may bind no name, or none that could be written.
func TestImportsWithoutNames(t *testing.T) {
	for local, want := range map[string][]string{"h": {"http.Get", "h.Get"}, ".": {"http.Get"}, "_": {"http.Get", "_.Get"}, "": {"http.Get"}, "a.b": {"http.Get", "a.b.Get"}, "$": {"http.Get", "$.Get"}} {
		if got := spellings(map[string]string{local: "http"}, "http.Get"); !slices.Equal(got, want) {
			t.Errorf("%q: %q", local, got)
		}
	}
}

// TestRegexes is what is left of the regex of a metavariable, and of the value of an argument.
func TestRegexes(t *testing.T) {
	for regex, want := range map[string][]string{
		`^(?:md5|sha1)$`:             {"md5", "sha1"},
		`^(?:aes/ecb/.*|rsa/\w+/x)$`: {"aes/ecb/…", "in part"},
		`(?i)^(des|rc4)\b|-ecb$`:     {"des…", "rc4…", "in part"},
		`-ecb$`:                      nil,
		`^\w+$`:                      nil,
		`^(a|b)(c|d)$`:               {"ac", "ad", "bc", "bd"},
		`^(a|\d+)(c|d)$`:             {"ac", "ad", "in part"},
	} {
		all, part, _ := expand(regex)
		var got []string
		for _, e := range all {
			text := strings.ToLower(e.text)
			if e.open {
				text += AnyArguments
			}
			got = append(got, text)
		}
		if part {
			got = append(got, "in part")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", regex, diff)
		}
	}
	for regex, want := range map[string]bool{`^.{2,}$`: true, `\A(?:^.{3,}$)`: true, `^.{60,}$`: false, `^.{2,5}$`: false, `^a.{2,}$`: false, `^.*$`: false} {
		if isAnyLong(regex) != want {
			t.Errorf("%s: %v", regex, !want)
		}
	}
}
