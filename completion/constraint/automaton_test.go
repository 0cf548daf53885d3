package constraint

import (
	"strings"
	"sync"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

func phrase_(text string) Phrase {
	return Phrase{Lexemes: strings.Fields(text), NotAfter: []string{".", "def"}}
}

var python = []Phrase{phrase_("hashlib . md5 ("), phrase_("eval ("), phrase_("os . system ("), phrase_("shell = True")}

// violates reports whether a hole filled with text is dead, or must not end there.
func violates(t *testing.T, l *syntax.Language, phrases []Phrase, before, text, after string) bool {
	t.Helper()
	a := NewAutomaton(l, phrases, before, after)
	return !a.Accepts(a.Run(a.Start(), text))
}

func TestPhrases(t *testing.T) {
	for _, c := range []struct {
		before, text, after string
		want                bool
	}{
		{"", "hashlib.md5(x)", "", true},
		{"", "hashlib . md5 (x)", "", true},
		{"", "hashlib. # the digest\n  md5(x)", "", true},
		{"", "hashlib.\\\n md5(x)", "", true},
		{"h = hashlib.", "md5(x)", "", true},
		{"h = hash", "lib.md5(x)", "", true},
		{"h = hashlib.md5", "(x)", "", true},
		{"h = hashlib.md", "5", "(x)", true},
		{"", "hashlib.md5", "(x)", true},
		{"", "hashlib", ".md5(x)", true},
		{"hashlib.md5(x)\n", "y = 1", "", false},
		{"hashlib.md5(", "x)", "", false},
		{"", "y = 1", "\nhashlib.md5(x)", false},
		{"", "hashlib.md5sum(x)", "", false},
		{"", "hashlib.md5", "", false},
		{"", "myhashlib.md5(x)", "", false},
		{"", "medieval(x)", "", false},
		{"", "model.eval(x)", "", false},
		{"model.", "eval(x)", "", false},
		{"", "def eval(x): pass", "", false},
		{"", "eval(x)", "", true},
		{"", "evaluate(x)", "", false},
		{"", "ev", "al(x)", true},
		{"", "run(x, shell=True)", "", true},
		{"", "run(x, shell = True)", "", true},
		{"", "run(x, shell=True", "", true},
		{"", "run(x, shell=False)", "", false},
		{"", "run(x, shell=Truest)", "", false},
		{"", "if shell == True: pass", "", false},
		{"", "# eval(x)\n", "", false},
		{"# ", "eval(x)", "", false},
		{"# c\n", "eval(x)", "", true},
		{"", `"eval(x)"`, "", false},
		{`s = "`, "eval(x)", `"`, false},
		{`s = "a\"`, "eval(x)", `"`, false},
		{`s = """`, "a\" eval(x)", `"""`, false},
		{`s = """a"""; `, "eval(x)", "", true},
		{`s = ""; `, "eval(x)", "", true},
		{"", `f"{eval(x)}"`, "", true},
		{"", `f"eval(x) {y}"`, "", false},
		{"", `f"{y} eval(x)"`, "", false},
		{"", `rb"eval(x)"`, "", false},
		{"", "os.system(x)", "", true},
		{"", "os.path.system(x)", "", false},
	} {
		if got := violates(t, syntax.Python, python, c.before, c.text, c.after); got != c.want {
			t.Errorf("%q │%q│ %q: violates = %v, want %v", c.before, c.text, c.after, got, c.want)
		}
	}
}

func TestPhrasesInLanguages(t *testing.T) {
	for _, c := range []struct {
		lang   *syntax.Language
		phrase string
		text   string
		want   bool
	}{
		{syntax.Go, "md5 . Sum (", "md5.Sum(b)", true},
		{syntax.Go, "md5 . Sum (", "`md5.Sum(b)`", false},
		{syntax.Go, "md5 . Sum (", "// md5.Sum(b)", false},
		{syntax.Go, "md5 . Sum (", "md5./* c */Sum(b)", true},
		{syntax.C, "strcpy (", "strcpy(a, b);", true},
		{syntax.C, "strcpy (", "// a \\\nstrcpy(a, b);", false},
		{syntax.C, "strcpy (", "// a\nstrcpy(a, b);", true},
		{syntax.C, "strcpy (", `'"'; strcpy(a, b);`, true},
		{syntax.JavaScript, "eval (", "`${eval(x)}`", true},
		{syntax.JavaScript, "eval (", "`eval(x)`", false},
		{syntax.JavaScript, "eval (", "[...eval(x)]", true},
		{syntax.JavaScript, "eval (", "a.eval(x)", false},
		{syntax.Java, "Runtime . getRuntime ( ) . exec (", "Runtime.getRuntime().exec(s)", true},
		{syntax.CPP, "std :: system (", "std::system(s)", true},
	} {
		if got := violates(t, c.lang, []Phrase{phrase_(c.phrase)}, "", c.text, ""); got != c.want {
			t.Errorf("%s: %q in %q: violates = %v, want %v", c.lang.Name, c.phrase, c.text, got, c.want)
		}
	}
}

// TestConcurrentSteps makes the same states from many goroutines.
func TestConcurrentSteps(t *testing.T) {
	a := NewAutomaton(syntax.Python, python, "", "")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				if a.Run(a.Start(), "x = os.path.join(a, 'b')\nos.system(x)") != Dead {
					t.Error("os.system is let through")
				}
			}
		})
	}
	wg.Wait()
}

// FuzzAutomaton holds the automaton against the machine that it is made from, and against itself cut
// in two: where the cursor stands makes no difference to what is dead, unless the match was complete
// before it.
func FuzzAutomaton(f *testing.F) {
	f.Add("x = hashlib.", "md5(x)")
	f.Add(`f"{`, `eval(x)}"`)
	f.Add("\xff\x00`", "'''\\")
	f.Fuzz(func(t *testing.T, before, text string) {
		if len(before)+len(text) > tail/2 {
			return
		}
		whole := NewAutomaton(syntax.Python, python, "", "")
		cut := NewAutomaton(syntax.Python, python, before, "")
		if whole.Run(whole.Start(), before) == Dead {
			return
		}
		a, b := whole.Run(whole.Start(), before+text) == Dead, cut.Run(cut.Start(), text) == Dead
		if a != b {
			t.Errorf("whole dead = %v, cut dead = %v", a, b)
		}
	})
}

func BenchmarkStep(b *testing.B) {
	a := NewAutomaton(syntax.Python, python, "", "")
	text := strings.Repeat("value = os.path.join(root, 'name')  # where it lies\n", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		a.Run(a.Start(), text)
	}
}
