package local

import (
	_ "embed"
	"fmt"
	"strings"
)

// buckets is the number of classes of contexts that have a share of their own.
const buckets = 2 * classes

// classes is the number of classes by counts alone.
const classes = 28

// bucket classes a context by how often it came, n, and how often its likeliest follower did.
func bucket(n, most uint32) int {
	size := 0
	for _, limit := range [...]uint32{1, 2, 4, 10, 40, 200} {
		if n > limit {
			size++
		}
	}
	switch {
	case most == n:
		return size * 4
	case most*4 >= n*3:
		return size*4 + 1
	case most*5 >= n*2:
		return size*4 + 2
	}
	return size*4 + 3
}

// weights holds the share that each expert takes, by bucket.
type weights [][buckets]float64

func (w *weights) share(expert, bucket int) float64 { return (*w)[expert][bucket] }

// shares.txt is what the EM algorithm finds on held-out files: see TestTune.
//
//go:embed shares.txt
var sharesText string

var defaultWeights = mustParseWeights(sharesText)

// mustParseWeights reads one line of whole per mille for each expert.
func mustParseWeights(text string) *weights {
	w := make(weights, len(experts))
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) != len(experts) {
		panic(fmt.Sprintf("shares.txt has %d lines for %d experts", len(lines), len(experts)))
	}
	for e, line := range lines {
		for b, field := range strings.Fields(line) {
			var mille int
			if _, err := fmt.Sscan(field, &mille); err != nil || b >= buckets {
				panic("reading shares.txt: line " + line)
			}
			w[e][b] = float64(mille) / 1000
		}
	}
	return &w
}
