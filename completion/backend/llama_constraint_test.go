package backend

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// banned are uses that Go's own library is full of, and so a model of it wants to write. The look-alikes
// are what it writes as gladly and nobody forbids.
var (
	banned = []constraint.Phrase{
		{Lexemes: []string{"err", "!=", "nil"}},
		{Lexemes: []string{"return"}},
		{Lexemes: []string{"t", ".", "Fatal", "("}},
		{Lexemes: []string{"len", "("}, NotAfter: []string{"."}},
		{Lexemes: []string{".", "Errorf", "("}},
		{Lexemes: []string{"string", "("}},
		{Lexemes: []string{"req", "."}},
	}
	lookAlikes = []string{"error", "nil", "strings.", "string", "len", "Fatal", "errors", "Request", "request"}
)

// TestLlamaHoldsConstraints: thousands of tokens that a real server samples, in holes of several kinds and
// with a small and a large vocabulary: nothing violates with the constraint, much does without it, and what
// only looks like a violation is still written.
func TestLlamaHoldsConstraints(t *testing.T) {
	holes := map[string][2]string{
		"statement": {"package a\n\nfunc f(t *testing.T) error {\n\t", "\n}\n"},
		"condition": {"package a\n\nfunc f() error {\n\tif ", "\n}\n"},
		"argument":  {"package a\n\nfunc f() {\n\tfmt.Println(a, ", ")\n}\n"},
		"string":    {"package a\n\nvar s = \"", "\"\n"},
		"member":    {"package a\n\nfunc f(t *testing.T) {\n\tt.", "\n}\n"},
	}
	for _, vocabulary := range []int{2048, 150_000} {
		url := startLlama(t, vocabulary, map[int]int{2048: 512, 150_000: 64}[vocabulary])
		m, _ := open(t, settings.Backend{URL: url, Template: "prefix"})
		for name, hole := range holes {
			t.Run(fmt.Sprintf("%d/%s", vocabulary, name), func(t *testing.T) { sample(t, m, hole[0], hole[1], vocabulary) })
		}
	}
}

func sample(t *testing.T, m decode.Model, before, after string, vocabulary int) {
	a := constraint.NewAutomaton(syntax.Go, banned, before, after)
	violations, alike, tokens := map[bool]int{}, map[bool]int{}, 0
	seeds := int64(8)
	if vocabulary > 10_000 {
		seeds = 2
	}
	for seed := range seeds {
		for _, constrained := range []bool{false, true} {
			r := decode.Request{Language: "go", Path: "a.go", Prefix: before, Suffix: after, MaxTokens: 120, Seed: seed + 1, Temperature: 1}
			if constrained {
				r.Constraint = a
			}
			text, result, err := generate(t.Context(), m, r)
			if err != nil {
				t.Fatal(err)
			}
			if constrained && len(result.Enforced) != 1 {
				t.Fatalf("enforced by %v", result.Enforced)
			}
			tokens += result.Tokens
			violations[constrained] += violationsIn(a, text)
			for _, word := range lookAlikes {
				alike[constrained] += strings.Count(text, word)
			}
		}
	}
	t.Logf("%d tokens; violations: %d without, %d with; look-alikes: %d without, %d with", tokens, violations[false], violations[true], alike[false], alike[true])
	if violations[true] > 0 || violations[false] == 0 || alike[true] == 0 {
		t.Errorf("violations: %d without, %d with; look-alikes with: %d", violations[false], violations[true], alike[true])
	}
}

// violationsIn counts how often a text runs into what is forbidden, going on behind each.
func violationsIn(a *constraint.Automaton, text string) int {
	n, s := 0, a.Start()
	for i := range len(text) {
		if next := a.Step(s, text[i]); next != constraint.Dead {
			s = next
		} else {
			n++
		}
	}
	return n
}

// BenchmarkLlamaGrammar samples from a large vocabulary with and without a grammar of 300 phrases of which
// the model writes none.
func BenchmarkLlamaGrammar(b *testing.B) {
	url := startLlama(b, 150_000, 64)
	m, _ := open(b, settings.Backend{URL: url, Template: "prefix"})
	var phrases []constraint.Phrase
	for i := range 300 {
		phrases = append(phrases, constraint.Phrase{Lexemes: []string{fmt.Sprintf("package%d", i%60), ".", fmt.Sprintf("function%d", i), "("}})
	}
	const before, after = "package a\n\nfunc f(t *testing.T) error {\n\t", "\n}\n"
	for _, constrained := range []bool{false, true} {
		b.Run(fmt.Sprintf("grammar=%v", constrained), func(b *testing.B) {
			tokens := 0
			for i := 0; b.Loop(); i++ {
				r := decode.Request{Language: "go", Path: "a.go", Prefix: before, Suffix: after, MaxTokens: 400, Seed: int64(i + 1), Temperature: 1}
				if constrained {
					r.Constraint = constraint.NewAutomaton(syntax.Go, phrases, before, after)
				}
				_, result, err := generate(b.Context(), m, r)
				if err != nil || constrained != (len(result.Enforced) > 0) {
					b.Fatal(err, result.Enforced)
				}
				tokens += result.Tokens
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
