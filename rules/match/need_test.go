package match

import (
	"testing"

	"github.com/sluice-lsp/sluice/rules/prefilter"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// What a matcher finds something in meets its need, whatever the operators.
func TestNeedIsMet(t *testing.T) {
	found, telling := 0, 0
	for _, lang := range languages(t) {
		for _, p := range corpus(t, lang) {
			f, err := ParseFormula(parseMapping(t, p.rule))
			if err != nil {
				continue
			}
			m, err := Compile(f, p.lang)
			if err != nil || len(run(m, parse(t, p.lang, p.program))) == 0 {
				continue
			}
			found++
			if need := m.Need(); need.Nothing() {
				continue
			} else if !prefilter.NewIndex([]prefilter.Need{need}).Scan(p.program)[0] {
				t.Errorf("%s/%s finds something in a text that has not %s", lang, p.name, need)
			}
			telling++
		}
	}
	t.Logf("%d of %d pairs with findings need something", telling, found)
	if telling < found/3 {
		t.Errorf("only %d of %d needs say anything", telling, found)
	}
}

func TestNeed(t *testing.T) {
	for _, c := range []struct{ lang, rule, want string }{
		{"python", "pattern: hashlib.md5(...)", "(md5 & hashlib)"},
		{"python", "pattern: $O.execute($X + $Y)", "execute"},
		{"python", "pattern: f($X, shell=True)", "(shell & f)"},
		{"python", "pattern: $X = $Y", ""},
		{"python", "pattern-either: [{pattern: eval(...)}, {pattern: exec(...)}]", "(eval | exec)"},
		{"python", "pattern-either: [{pattern: eval(...)}, {pattern: $X}]", ""},
		{"python", "patterns: [{pattern: $F(...)}, {pattern-inside: \"def view(...): ...\"}, {pattern-not: g(...)}]", "view"},
		{"python", "pattern-regex: AKIA[0-9]{4}|ASIA", "(KIA | SIA)"},
		{"python", "pattern-regex: (?i)akia", ""},
		{"python", `pattern-regex: '[\x{202D}\x{202E}]|[a-z]\x{200B}'`, "((\u202d | \u202e) | \u200b)"},
		{"python", "pattern-regex: '[a-c]'", ""},
		{"python", `pattern-regex: '[\x{2000}-\x{2fff}]'`, ""},
		{"go", "call: {callee: [crypto/md5.New]}", "(New & md5)"},
		{"java", "pattern: java.lang.Runtime.getRuntime()", "(getRuntime & Runtime)"},
	} {
		f, err := ParseFormula(parseMapping(t, c.rule))
		if err != nil {
			t.Fatal(err)
		}
		m, err := Compile(f, syntax.ByName(c.lang))
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Need().String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.rule, got, c.want)
		}
	}
}
