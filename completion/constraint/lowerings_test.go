package constraint

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

var update = flag.Bool("update", false, "write golden files anew")

// shortTokens is a tokenizer for which a short call is one token.
type shortTokens struct{}

func (shortTokens) Tokenize(_ context.Context, text string) ([]int, error) {
	if strings.Contains(text, "(") && len(text) < 19 {
		return []int{len(text)}, nil
	}
	return []int{1, 2}, nil
}

// TestGoldenLowerings holds each way to write a constraint against what it was.
func TestGoldenLowerings(t *testing.T) {
	phrases := []Phrase{
		{Lexemes: []string{"gets", "("}},
		{Lexemes: []string{"os", ".", "system", "("}},
		{Lexemes: []string{"new", "ObjectInputStream", "("}},
		{Lexemes: []string{"run", "(", AnyArguments, "shell", "=", "True"}},
	}
	d := minimal(t, NewAutomaton(syntax.C, phrases[:1], "x = ", "\n"))
	regex, err := d.Regex()
	if err != nil {
		t.Fatal(err)
	}
	hints := NewAutomaton(syntax.C, phrases, "x = new ", "\n").Hints()
	bias, err := hints.Bias(t.Context(), shortTokens{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("grammar:\n%s\nlark:\n%s\nregex of %d bytes: %.300s…\n\nbad words: %q\nstop regexes: %q\nlogit bias: %v\nphrases:\n%v\n",
		d.Grammar(), d.Lark(), len(regex), regex, hints.Words(10, 1000), hints.Regexes(10), bias, phrases)
	const path = "testdata/lowerings.golden"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
