package flow

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// functions returns a program of functions that call those behind them; bodies says which of many each has, and
// the first what the file's code is.
func functions(bodies []int) string {
	parts := []string{
		"    x = source()\n", "    x = f%d(a, b)\n", "    x = a\n", "    sink(x)\n", "    x = f%d(x, b)\n", "    b.c = f%d(a, x)\n",
		"    x = f%d(b.c, x)\n", "    return x\n", "    sink(state)\n", "    if limit == 1:\n        sink(a)\n", "    x = clean(a)\n",
		"    f%d(x, a)\n",
	}
	var b strings.Builder
	fmt.Fprintf(&b, "state = %s\nlimit = %d\n", []string{"make()", "source()"}[bodies[0]%2], bodies[0]%3)
	for i, body := range bodies[1:] {
		fmt.Fprintf(&b, "def f%d(a, b):\n    x = 1\n", i)
		for ; body > 0; body /= len(parts) {
			part := parts[body%len(parts)]
			if strings.Contains(part, "%d") {
				part = fmt.Sprintf(part, i+1+body%3)
			}
			b.WriteString(part)
		}
	}
	return b.String()
}

// What an index remembers of functions changes nothing of what it finds.
func TestRememberedFunctions(t *testing.T) {
	rules := []*Rule{compileRule(t, syntax.Python, standard), compileRule(t, syntax.Python, labelled)}
	seen := NewIndex(syntax.Python, rules, nil)
	random := rand.New(rand.NewPCG(7, 7))
	bodies := make([]int, 9)
	total := 0
	for round := range 1000 {
		bodies[random.IntN(len(bodies))] = random.IntN(12 * 12 * 12 * 12 * 12)
		code := functions(bodies)
		tree, err := syntax.Parse(syntax.Python, code, 0)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := seen.Run(tree, Options{Calls: true})
		want, _ := NewIndex(syntax.Python, rules, nil).Run(tree, Options{Calls: true})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d: -new +seen:\n%s\n%s", round, diff, code)
		}
		total += len(got)
	}
	if total < 1000 {
		t.Errorf("%d findings: too few to tell", total)
	}
}

const labelled = `
mode: taint
pattern-sources: [{pattern: source(...), label: A}, {pattern: f1(...), label: B, requires: A}]
pattern-sinks: [{pattern: sink(...), requires: A and not B}]
`
