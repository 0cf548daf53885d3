package backend

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestEnforcement: a constraint goes out as a grammar exactly where canaries proved that it holds, and
// only there does the result name it.
func TestEnforcement(t *testing.T) {
	t.Parallel()
	banned := constraint.NewAutomaton(syntax.Python, []constraint.Phrase{{Lexemes: []string{"eval", "("}}}, "x = ", "\n")
	free := constraint.NewAutomaton(syntax.Python, nil, "x = ", "\n")
	for _, honest := range []bool{true, false} {
		for _, automaton := range []*constraint.Automaton{banned, free, nil} {
			srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
				switch grammar, _ := r.Field("ebnf").(string); {
				case honest && strings.Contains(grammar, canaryWord):
					return scripted.Say(canaryWord)
				case honest && grammar != "":
					return scripted.Say("b")
				}
				return scripted.Say("a")
			})
			m, _ := open(t, settings.Backend{URL: srv.URL(), Kind: "sglang"})
			r := request
			r.Constraint = automaton
			_, result, err := generate(t.Context(), m, r)
			if err != nil {
				t.Fatal(err)
			}
			sent := srv.Generations()
			grammar, _ := sent[len(sent)-1].Field("ebnf").(string)
			var want []decode.Enforcement
			if honest && automaton == banned {
				want = []decode.Enforcement{decode.EnforcedByGrammar}
			}
			if diff := cmp.Diff(want, result.Enforced); diff != "" || (grammar != "") != (want != nil) {
				t.Errorf("honest %v: grammar %q, enforced (-want +got):\n%s", honest, grammar, diff)
			}
		}
	}
}

// TestRefusedAfterAll: a server that obeys canaries and refuses what the rules leave is asked without, once
// and for all.
func TestRefusedAfterAll(t *testing.T) {
	t.Parallel()
	banned := constraint.NewAutomaton(syntax.Python, []constraint.Phrase{{Lexemes: []string{"eval", "("}}}, "x = ", "\n")
	refused, real := 0, false
	srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
		grammar, _ := r.Field("ebnf").(string)
		switch {
		case real && grammar != "":
			refused++
			return scripted.Reply{scripted.Status(400, `{"error":{"message":"too large"}}`)}
		case grammar == "", len(grammar) > 1000, strings.Contains(grammar, `[^\x01]`), strings.Contains(grammar, `[^\x02]`):
			return scripted.Say("a")
		case strings.Contains(grammar, canaryWord):
			return scripted.Say(canaryWord)
		}
		return scripted.Say("b")
	})
	m, info := open(t, settings.Backend{URL: srv.URL(), Kind: "sglang"})
	if !info.Proofs[0].Holds {
		t.Fatalf("%+v", info)
	}
	real = true
	r := request
	r.Constraint = banned
	for range 2 {
		if got, result, err := generate(t.Context(), m, r); got != "a" || err != nil || len(result.Enforced) > 0 {
			t.Errorf("%q, %+v, %v", got, result, err)
		}
	}
	if refused != 1 || m.(*Client).Info(t.Context()).Proofs[0].Holds {
		t.Errorf("refused %d times", refused)
	}
}

// TestConstantGrammar: a server that takes its time for each grammar gets the same one at every cursor, and
// none where it would mean something else.
func TestConstantGrammar(t *testing.T) {
	t.Parallel()
	e := &endpoint{proof: proof{constant: true}}
	m := &mechanism{by: decode.EnforcedByGrammar}
	phrases := []constraint.Phrase{{Lexemes: []string{"os", ".", "system", "("}}}
	texts := map[string]int{}
	for _, before := range []string{"", "x = ", "import os\n\ndef f():\n    return ", "x = os.", "s = 'a", "# a"} {
		texts[e.grammar(m, constraint.NewAutomaton(syntax.Python, phrases, before, ")\n"))]++
	}
	if len(texts) != 2 || texts[""] != 3 {
		t.Errorf("%d texts, %d times none", len(texts), texts[""])
	}
}

// TestLlamaServerObeys: of what a real server samples from a model that was trained on code, nothing
// violates the constraint; without it much does.
func TestLlamaServerObeys(t *testing.T) {
	url := llama(t)
	var phrases []constraint.Phrase
	for _, name := range []string{"err", "nil", "return", "testing"} {
		phrases = append(phrases, constraint.Phrase{Lexemes: []string{name}})
	}
	const before, after = "package a\n\nfunc f() error {\n\tif ", "\n}\n"
	a := constraint.NewAutomaton(syntax.Go, phrases, before, after)
	for _, template := range []string{"auto", "qwen", "prefix"} {
		m, _ := open(t, settings.Backend{URL: url, Template: template})
		violations := map[bool]int{}
		tokens := 0
		for seed := range int64(30) {
			for _, constrained := range []bool{false, true} {
				r := decode.Request{Language: "go", Path: "a.go", Prefix: before, Suffix: after, MaxTokens: 100, Seed: seed, Temperature: 1}
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
				if a.Run(a.Start(), text) == constraint.Dead {
					violations[constrained]++
				}
			}
		}
		t.Logf("%s: of 30 texts %d violate without, %d with; %d tokens in all", template, violations[false], violations[true], tokens)
		if violations[true] > 0 || violations[false] == 0 {
			t.Errorf("%s: %d texts violate with the constraint, %d without", template, violations[true], violations[false])
		}
	}
}
