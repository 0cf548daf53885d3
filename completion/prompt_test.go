package completion

import (
	"fmt"
	"strings"
	"testing"
)

// TestLastLines shows that what a model is shown of a long file begins at the same line while the user types.
func TestLastLines(t *testing.T) {
	var text strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&text, "x%d = %d\n", i, i)
	}
	starts := map[string]bool{}
	for i := range 100 {
		got := lastLines(text.String(), prefixBudget)
		if len(got) > prefixBudget || len(got) < prefixBudget*7/10 || !strings.HasPrefix(got, "x") || !strings.HasSuffix(text.String(), "\n"+got) {
			t.Fatalf("%d bytes from %.20q on", len(got), got)
		}
		starts[got[:20]] = true
		fmt.Fprintf(&text, "y%d = f(%d)\n", i, i)
	}
	if len(starts) > 2 {
		t.Errorf("a hundred lines typed begin the text at %d places", len(starts))
	}
}
