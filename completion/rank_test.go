package completion

import (
	"context"
	"testing"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// likely says each of its texts with a likelihood of its own.
type likely struct {
	scripted
	probs []float64
}

func (m *likely) Generate(ctx context.Context, r decode.Request, emit func(string) error) (decode.Result, error) {
	p := m.probs[min(len(m.requests), len(m.probs)-1)]
	result, err := m.scripted.Generate(ctx, r, emit)
	result.LogProb = p
	return result, err
}

// TestRank shows several candidates in the order of their worth, and none twice that differ in blanks alone.
func TestRank(t *testing.T) {
	for _, c := range []struct {
		name, want string
		texts      []string
		probs      []float64
	}{
		{"likelier first", "b = 2 | a = 1 | c = 3", []string{"a = 1", "b = 2", "c = 3"}, []float64{-2, -1, -3}},
		{"shorter where nothing else tells", "a = 1 | bb = 22 | ccc = 333", []string{"ccc = 333", "bb = 22", "a = 1"}, []float64{0}},
		{"the same code is shown once", "a = 1 | c = 3", []string{"a = 1", "a  =  1", "c = 3", "a = 1  # one"}, []float64{0}},
		{"with fewer warnings", "a = requests.delete(x, timeout=1) | a = requests.get(x)", []string{"a = requests.get(x)", "a = requests.delete(x, timeout=1)"}, []float64{-1, -2, -2}},
		{"cut ones last", "b = 2 | a = 1", []string{"a = 1\nb = (", "b = 2"}, []float64{-1, -2}},
	} {
		m := &likely{scripted{texts: c.texts}, c.probs}
		r := completeAt(t, m, syntax.Python, "import requests\n\ndef f(x):\n    │\n", true)
		if got := inserts(r); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
