package constraint

import (
	"fmt"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// FuzzMinimal holds the minimal automaton against the one that it was made from.
func FuzzMinimal(f *testing.F) {
	a := NewAutomaton(syntax.Python, python, "h = hash", "(x)")
	d, err := a.Minimal(10_000)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("lib.md5")
	f.Add(`f"{eval(`)
	f.Fuzz(func(t *testing.T, text string) {
		s, m := a.Start(), d.Start()
		for i := range len(text) {
			s = a.Step(s, text[i])
			if m = d.Next(m, int(d.Classes[text[i]])); (s == Dead) != (m < 0) {
				t.Fatalf("%q: dead = %v, minimal %v", text[:i+1], s == Dead, m < 0)
			}
			if s == Dead {
				return
			}
			if a.Accepts(s) != d.Accepts(m) {
				t.Fatalf("%q: accepts = %v, minimal %v", text[:i+1], a.Accepts(s), d.Accepts(m))
			}
		}
	})
}

// TestBytesBeyondASCII shows what lets a grammar speak of code points: after the first byte of one, the
// rest of its bytes change nothing.
func TestBytesBeyondASCII(t *testing.T) {
	for _, l := range syntax.Languages() {
		d, err := NewAutomaton(l, []Phrase{phrase_("eval (")}, "", "").Minimal(10_000)
		if err != nil {
			t.Fatal(err)
		}
		beyond := int(d.Classes[0x80])
		for s := range d.States() {
			if to := d.Next(s, beyond); to >= 0 && d.Next(to, beyond) != to {
				t.Errorf("%s: state %d goes on from %d", l.Name, s, to)
			}
		}
	}
}

func many(n int) []Phrase {
	var phrases []Phrase
	for i := range n {
		phrases = append(phrases, phrase_(fmt.Sprintf("package%d . function%d (", i%60, i)))
	}
	return phrases
}

// BenchmarkBuild makes the automaton of phrases that were not seen before, with all of its states.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10, 100, 300} {
		b.Run(fmt.Sprintf("phrases=%d", n), func(b *testing.B) {
			var d *DFA
			for i := 0; b.Loop(); i++ {
				phrases := many(n)
				phrases[0].Lexemes[0] = fmt.Sprintf("package%d", i%100)
				d = minimal(b, NewAutomaton(syntax.Python, phrases, "x = ", "\n"))
			}
			b.ReportMetric(float64(d.States()), "states")
			b.ReportMetric(float64(len(d.Grammar())), "grammar-bytes")
		})
	}
}

// BenchmarkMinimal makes it anew for other text around the cursor.
func BenchmarkMinimal(b *testing.B) {
	for name, before := range map[string]string{"statement": "x = ", "member": "x = package7.", "call": "package7.function7"} {
		b.Run(name, func(b *testing.B) {
			phrases := many(300)
			minimal(b, NewAutomaton(syntax.Python, phrases, "", ""))
			for b.Loop() {
				minimal(b, NewAutomaton(syntax.Python, phrases, before, "\n"))
			}
		})
	}
}

func minimal(tb testing.TB, a *Automaton) *DFA {
	tb.Helper()
	d, err := a.Minimal(4000)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
