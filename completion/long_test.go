package completion

import (
	"flag"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Long runs stand behind these flags; without them a test does a hundredth or less. A run that found
// something is repeated with its seed, and goes on with another.
var (
	items = flag.Int("items", 0, "how many items the proofs over many items take; 0: a few")
	seed  = flag.Uint64("seed", 1, "of the proofs over many items")

	progress = flag.String("progress", "", "folder in which proofs over many items note how far they came, to go on from there")
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

// stretch is how many items are made of one source of chance.
const stretch = 500

// inStretches does something for each of a number of items. Where a folder for that is named it notes how far it came, and
// goes on from there when it is run again with the same seed.
func inStretches(t *testing.T, n int, each func(i int, r *rand.Rand)) {
	note := filepath.Join(*progress, strings.ReplaceAll(t.Name(), "/", "-")+"-"+strconv.FormatUint(*seed, 10))
	first := 0
	if text, err := os.ReadFile(note); err == nil && *progress != "" {
		if first, err = strconv.Atoi(strings.TrimSpace(string(text))); err != nil {
			t.Fatal(err)
		}
		t.Logf("going on behind %d items", first)
	}
	name := fnv.New64()
	name.Write([]byte(t.Name()))
	for i := first; i < n && !t.Failed(); {
		r := rand.New(rand.NewPCG(*seed, name.Sum64()+uint64(i/stretch)))
		for end := min(i+stretch, n); i < end; i++ {
			each(i, r)
		}
		if *progress != "" {
			if err := os.WriteFile(note, []byte(strconv.Itoa(i)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
