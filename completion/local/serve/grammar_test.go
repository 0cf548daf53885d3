package serve

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

func accepts(g *grammar, text string) (live, end bool) {
	m := newMask(g)
	s := m.Start()
	for i := range len(text) {
		s = m.Step(s, text[i])
	}
	return s != constraint.Dead, m.Accepts(s)
}

func TestGrammar(t *testing.T) {
	for _, x := range []struct {
		grammar, text string
		live, end     bool
	}{
		{`root ::= "ab" | ""`, "", true, true},
		{`root ::= "ab" | ""`, "a", true, false},
		{`root ::= "ab" | ""`, "b", false, false},
		{"# any text\nroot ::= [^a] root | \"\"", "größe\n", true, true},
		{"root ::= [^a] root | \"\"", "gr\xc3", true, false},
		{"root ::= [^a] root | \"\"", "gr\xff", false, false},
		{"root ::= [^a] root | \"\"", "za", false, false},
		{`root ::= [\x01-\x7F] root | [^\x01-\x7F] root | ""`, "a€", true, true},
		{`root ::= ([\x01-\x7F]|[^\x01-\x7F]) root | ""`, "a€", true, true},
		{`root ::= ( [a] | [b-c] ) "d" | ""`, "cd", true, true},
		{`root ::= ([a]|[b]) "d"`, "d", false, false},
		{`root ::= [\x61-c\]\-] "\"\\" |`, `]"\`, true, true},
		{"root ::= s0 \ns0 ::= s1 | \"x\" s0\ns1 ::= s0 | \"y\"", "xxy", true, true},
		{"root ::= \"a\" # comment\n", "a", true, true},
	} {
		g, err := parseGrammar(x.grammar)
		if err != nil {
			t.Errorf("%s: %v", x.grammar, err)
			continue
		}
		if live, end := accepts(g, x.text); live != x.live || end != x.end {
			t.Errorf("%s: %q: live %v, end %v", x.grammar, x.text, live, end)
		}
	}
}

func TestGrammarMistakes(t *testing.T) {
	for grammar, want := range map[string]string{
		"":                           "no rule named root",
		"root":                       "line 1: want NAME",
		"root ::= \"a":               "no closing quote",
		"root ::= [a":                "no closing bracket",
		"root ::= [b-a]":             "is empty",
		"root ::= \"\\d\"":           `escape \d`,
		"root ::= \"\\xg0\"":         "digit",
		"root ::= ( \"a\" )":         "not supported",
		"root ::= \"a\"*":            "not supported",
		"root ::= \"a\"\nroot ::= b": "defined twice",
		"root ::= \"\xff\"":          "not valid UTF-8",
	} {
		if _, err := parseGrammar(grammar); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", grammar, err, want)
		}
	}
}

// matches is the oracle of FuzzGrammar: it walks the grammar's nodes over code points.
func matches(g *grammar, text string) bool {
	at := []int32{g.start}
	spread := func() {
		for i := 0; i < len(at); i++ {
			for _, n := range g.nodes[at[i]].silent {
				if !slices.Contains(at, n) {
					at = append(at, n)
				}
			}
		}
	}
	spread()
	for _, r := range text {
		var next []int32
		for _, n := range at {
			if x := g.nodes[n]; x.set != nil && x.set.has(r) && !slices.Contains(next, x.to) {
				next = append(next, x.to)
			}
		}
		at = next
		spread()
	}
	return slices.ContainsFunc(at, func(n int32) bool { return g.nodes[n].accept })
}

func FuzzGrammar(f *testing.F) {
	f.Add(`root ::= "ab" | ""`, "ab")
	f.Add("root ::= s0\ns0 ::= [^a\\x00-\\x1F] s0 | \"\"", "größe")
	f.Add("root ::= [a-z] root | root |", "xyz")
	f.Fuzz(func(t *testing.T, grammar, text string) {
		g, err := parseGrammar(grammar)
		if err != nil || len(g.nodes) > 2000 || len(text) > 200 || !utf8.ValidString(text) {
			return
		}
		if _, end := accepts(g, text); end != matches(g, text) {
			t.Errorf("%q: %q: mask %v", grammar, text, end)
		}
	})
}
