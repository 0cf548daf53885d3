package constraint

import (
	"strconv"
	"testing"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

var sites = map[string]Site{
	"statement": {Language: syntax.Python, Before: "import hashlib as h, subprocess\n\ndef f(data):\n    ", After: "\n",
		Names: map[string]string{"h": "hashlib", "subprocess": "subprocess"}},
	"call": {Language: syntax.Python, Before: "import hashlib as h, subprocess\n\ndef f(data):\n    subprocess.run(data, ", After: ")\n",
		Names: map[string]string{"h": "hashlib", "subprocess": "subprocess"}},
}

// BenchmarkDerive derives the constraint of all rules that ship for a language, at a cursor.
func BenchmarkDerive(b *testing.B) {
	set := rules.NewSet(packs.Builtin())
	for name, site := range sites {
		b.Run(name, func(b *testing.B) {
			var c *Constraint
			for b.Loop() {
				c = Derive(set, rules.DefaultThreshold, site)
			}
			b.ReportMetric(float64(len(c.Phrases)), "phrases")
		})
	}
}

// BenchmarkPackAutomaton writes out the automaton of all rules that ship, cold and from the cache.
func BenchmarkPackAutomaton(b *testing.B) {
	set := rules.NewSet(packs.Builtin())
	for name, site := range sites {
		for _, limit := range []int{3000, 4000} {
			phrases := Derive(set, rules.DefaultThreshold, site).Phrases
			for _, cold := range []bool{true, false} {
				b.Run(map[bool]string{true: "cold", false: "warm"}[cold]+"/"+name+"/limit="+strconv.Itoa(limit), func(b *testing.B) {
					var d *DFA
					for b.Loop() {
						a := NewAutomaton(site.Language, phrases, site.Before, site.After)
						if cold {
							p := newProgram(site.Language, phrases)
							a = newAutomaton(p, site.Language, phrases, site.Before, site.After)
						}
						var err error
						if d, err = a.Minimal(limit); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(d.States()), "states")
					b.ReportMetric(float64(len(d.Grammar())), "grammar-bytes")
					b.Log(d.Less)
				})
			}
		}
	}
}
