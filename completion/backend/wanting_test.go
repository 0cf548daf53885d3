package backend

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// wanted are the uses that the text of the models in testdata/wanting is full of, and that are forbidden here; the
// look-alikes stand in it too.
var (
	wanted = []constraint.Phrase{
		{Lexemes: []string{"hashlib", ".", "md5", "("}},
		{Lexemes: []string{"hashlib", ".", "new", "(", `"md5"`}},
		{Lexemes: []string{"subprocess", ".", "run", "(", constraint.AnyArguments, "shell", "=", "True"}},
		{Lexemes: []string{"os", ".", "system", "("}},
		{Lexemes: []string{"pickle", ".", "load", "("}},
		{Lexemes: []string{"yaml", ".", "load", "("}},
		{Lexemes: []string{"eval", "("}, NotAfter: []string{".", "def"}},
		{Lexemes: []string{"compile", "("}, NotAfter: []string{".", "def"}},
	}
	wantedAlike = []string{"medieval(", "shell=False", "md5sum_file(", "model.eval(", "re.compile(", `new("sha256"`, "pickle.dump(", "os.remove("}
	wantedHoles = map[string][2]string{
		"statement": {"import hashlib, os, pickle, re, subprocess, yaml\n\ndef f(data, command, text):\n\t", "\n"},
		"member":    {"import hashlib\n\ndef f(data):\n\treturn hashlib.", "\n"},
		"argument":  {"import subprocess\n\ndef f(command):\n\tsubprocess.run(command, ", ")\n"},
		"string":    {"import hashlib\n\ndef f(data):\n\treturn hashlib.new(\"", "\n"},
	}
)

// wanting is the text that models are made from.
func wanting(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/wanting/wanting.py")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestLlamaHoldsBack: a llama-server whose model wants what is forbidden writes none of it, and still all that looks
// like it, with a small vocabulary and a large one.
func TestLlamaHoldsBack(t *testing.T) {
	for _, vocabulary := range []int{1024, 151_000} {
		seeds := 12
		if vocabulary > 10_000 { // where each token that is kept out costs some 50 ms
			seeds = 1
		}
		url := startModel(t, wanting(t), vocabulary, 128)
		m, _ := open(t, settings.Backend{URL: url, Template: "prefix"})
		t.Run(fmt.Sprint(vocabulary), func(t *testing.T) { holdBack(t, m, seeds, false) })
	}
}

// holdBack samples with and without the constraint in each hole. Each time it is a grammar that holds the model; where the
// server has one for all cursors, it may be less at some.
func holdBack(t *testing.T, m decode.Model, seeds int, common bool) {
	without, with, tokens, held, less, alike := 0, 0, 0, 0, 0, map[string]int{}
	for name, hole := range wantedHoles {
		a := constraint.NewAutomaton(syntax.Python, wanted, hole[0], hole[1])
		for i := range 2 * seeds {
			r := decode.Request{Language: "python", Path: "a.py", Prefix: hole[0], Suffix: hole[1], MaxTokens: 100, Seed: int64(i/2 + 1), Temperature: 0.9}
			if i%2 > 0 {
				r.Constraint = a
			}
			text, result, err := generate(t.Context(), m, r)
			grammar := slices.Equal(result.Enforced, []decode.Enforcement{decode.EnforcedByGrammar})
			if err != nil || r.Constraint != nil && !grammar && !common {
				t.Fatalf("%s: enforced by %v, %v", name, result.Enforced, err)
			}
			tokens += result.Tokens
			switch {
			case r.Constraint == nil:
				without += violationsIn(a, text)
				continue
			case !grammar:
				less++
				continue
			}
			held++
			with += violationsIn(a, text)
			for _, like := range wantedAlike {
				alike[like] += strings.Count(hole[0][strings.LastIndexByte(hole[0], '\n'):]+text, like)
			}
		}
	}
	t.Logf("%d tokens in %d texts under a grammar, %d under less and as many free; %d violations without the constraint and %d with it; look-alikes with it: %v",
		tokens, held, less, without, with, alike)
	if with > 0 || without < seeds || held < seeds {
		t.Errorf("%d violations without the constraint, %d with it", without, with)
	}
	for _, like := range wantedAlike {
		if alike[like] == 0 && seeds > 10 {
			t.Errorf("%s is never written", like)
		}
	}
}
