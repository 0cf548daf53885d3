package completion

import (
	"flag"
	"testing"
)

// Long runs stand behind these flags; without them a test does a hundredth or less. A run that found
// something is repeated with its seed, and goes on with another.
var (
	items = flag.Int("items", 0, "how many items the proofs over many items take; 0: a few")
	seed  = flag.Uint64("seed", 1, "of the proofs over many items")
)

// count returns how many items a proof takes, few unless the flag says otherwise.
func count(t testing.TB, few int) int {
	if *items > 0 {
		return *items
	}
	if testing.Short() {
		few = max(few/10, 1)
	}
	t.Logf("%d items, seed %d; -items takes more", few, *seed)
	return few
}
