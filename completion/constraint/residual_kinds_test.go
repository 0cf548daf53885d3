package constraint

import (
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestResidualKinds(t *testing.T) {
	option := Phrase{Lexemes: []string{"run", "(", AnyArguments, "shell", "=", "True"}}
	second := Phrase{Lexemes: []string{"chmod", "(", Operand, ",", "0o777"}}
	text := Phrase{Lexemes: []string{"new", "(", `"md5"`}}
	opens := Phrase{Lexemes: []string{"new", "(", `"AES/ECB/…"`}}
	only := Phrase{Lexemes: []string{"eval", "("}, Only: [][]string{{AnyString}, {"LIMIT"}}}
	must := Phrase{Lexemes: []string{"eval", "("}, Only: [][]string{{AnyString}}, Must: true}
	loose := Phrase{Lexemes: []string{"query", "("}, Only: [][]string{{AnyString}}, Loose: true}
	assigned := Phrase{Lexemes: []string{".", "html", "="}, Only: [][]string{{AnyString}}}
	empty := Phrase{Lexemes: []string{"key", "(", Operand, ",", AnyString}}
	unless := Phrase{Lexemes: []string{"decode", "("}, Unless: [][]string{{"algorithms", "="}}}
	given := Phrase{Lexemes: []string{"check", "("}, Unless: [][]string{}, Given: 2}
	for _, c := range []struct {
		phrase              Phrase
		before, text, after string
		want                bool
	}{
		{option, "", "run(x, shell=True)", "", true},
		{option, "run(x, ", "shell=True)", "", true},
		{option, "", "run(f(a, b), [1], shell=True)", "", true},
		{option, "", "run(x)\ng(shell=True)", "", false},
		{empty, "", `key(x, "")`, "", true},
		{empty, "", `key(x, """a""")`, "", true},
		{empty, "", `key(x, y)`, "", false},
		{assigned, "x.", ".html = f(y)", "", true},
		{option, "", "run(f(shell=True))", "", false},
		{option, "", "run(x, f'{a}', shell=True)", "", true},
		{option, "", "run('shell=True')", "", false},
		{option, "", "run(x, shell=False)", "", false},
		{option, "", "run(x, myshell=True)", "", false},
		{option, "run(x, ", "shell=", "True)", true},
		{option, "run(x, shell=True", ", check=True)", "", false},
		{second, "", "chmod(f(a, b), 0o777)", "", true},
		{second, "", "chmod(a, b, 0o777)", "", false},
		{second, "", "chmod(0o777, a)", "", false},
		{second, "", "chmod(a, 0o7770)", "", false},
		{text, "", "new('md5')", "", true},
		{text, "", `new("MD5")`, "", true},
		{text, "", `new(rb"md5")`, "", true},
		{text, "", `new("""md5""")`, "", true},
		{text, "", `new("md5sum")`, "", false},
		{text, "", `new(f"md5{x}")`, "", false},
		{text, `new("m`, `d5")`, "", true},
		{opens, "", `new("AES/ECB/NoPadding")`, "", true},
		{opens, "", `new("AES/GCM/NoPadding")`, "", false},
		{only, "", `eval("1 + 1")`, "", false},
		{only, "", `eval(LIMIT)`, "", false},
		{only, "", `eval("a" "b")`, "", false},
		{only, "", `eval(LIMITS)`, "", true},
		{only, "", `eval(x)`, "", true},
		{only, "", `eval("a" + x)`, "", true},
		{only, "", `eval(f"{x}")`, "", true},
		{only, "", `eval()`, "", false},
		{must, "", `eval()`, "", true},
		{only, "eval(x", ")", "", false},
		{loose, "", `query(x)`, "", false},
		{loose, "", `query("a", x)`, "", false},
		{loose, "", `query("a" + x)`, "", true},
		{loose, "", `query(f"a {x}")`, "", true},
		{assigned, "", "x.html = \"a\"\ny = 1", "", false},
		{assigned, "", "x.html = y", "", true},
		{assigned, "", "x.html = \"a\" + y", "", true},
		{unless, "", "decode(t, k)", "", true},
		{unless, "", "decode(t, algorithms=a)", "", false},
		{unless, "", "decode(t, f(algorithms=a))", "", true},
		{unless, "", "decode(t, **options)", "", false},
		{unless, "decode(t, ", "k", ")", true},
		{unless, "decode(t, ", "k", ", algorithms=a)", false},
		{unless, "decode(t, ", "k", "", false},
		{given, "", "check(a)", "", true},
		{given, "", "check(f(a, b))", "", true},
		{given, "", "check(a, b)", "", false},
		{given, "", "check()", "", true},
	} {
		if got := violates(t, syntax.Python, []Phrase{c.phrase}, c.before, c.text, c.after); got != c.want {
			t.Errorf("%v: %q │%q│ %q: violates = %v, want %v", c.phrase, c.before, c.text, c.after, got, c.want)
		}
	}
}

// FuzzResiduals holds the automaton with all of its states against the one that it was made from, for
// phrases of every kind: what it follows less of it lets through, and nothing else is different.
func FuzzResiduals(f *testing.F) {
	for _, s := range fragments {
		f.Add("", s)
	}
	f.Add("run(x, ", "shell=True")
	f.Add("decode(f(", "))")
	f.Add(`query("`, `" + x`)
	f.Fuzz(func(t *testing.T, before, text string) {
		if len(before)+len(text) > tail/2 {
			return
		}
		a := NewAutomaton(syntax.JavaScript, phrasesOfEveryKind(), before, ")\n")
		d, err := a.Minimal(1500)
		if err != nil {
			return // too large to be written is no fault
		}
		s, m := a.Start(), d.Start()
		for i := 0; i < len(text) && s != Dead && m >= 0; i++ {
			s, m = a.Step(s, text[i]), d.Next(m, int(d.Classes[text[i]]))
			if s != Dead && m < 0 {
				t.Fatalf("%q │%q: the written automaton is dead, the other is not", before, text[:i+1])
			}
			if s == Dead && m >= 0 && d.Less == "" {
				t.Fatalf("%q │%q: the written automaton follows all, and lets it through", before, text[:i+1])
			}
		}
	})
}

// TestShareOfResiduals reports of how many blocking rules that ship a residual is left, and how many are
// exact. Most of them must leave one.
func TestShareOfResiduals(t *testing.T) {
	set := rules.NewSet(packs.Builtin())
	all, derived, exact, reasons := 0, 0, 0, map[string]int{}
	for _, l := range syntax.Languages() {
		for _, r := range set.For(l) {
			if !r.Blocks(rules.DefaultThreshold) {
				continue
			}
			phrases, err := Residual(set, r, Site{Language: l})
			if err != nil {
				reasons[err.Error()]++
			}
			if all++; len(phrases) == 0 {
				if err == nil {
					t.Errorf("%s leaves nothing in %s and does not say why", r.ID, l.Name)
				}
				continue
			}
			if derived++; err == nil && !hasInexact(phrases) {
				exact++
			}
		}
	}
	t.Logf("of %d rules, counted once for each language, %d leave a residual, %d an exact one; what keeps others from it: %v", all, derived, exact, reasons)
	if derived*2 < all {
		t.Errorf("only %d of %d rules leave a residual", derived, all)
	}
}

func hasInexact(phrases []Phrase) bool {
	for _, p := range phrases {
		if !p.Exact {
			return true
		}
	}
	return false
}
