package local

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

var tune = flag.String("tune", "", "write the shares that EM finds to this file")

// TestTune finds the shares by EM on files that are neither learned nor held out.
func TestTune(t *testing.T) {
	if *tune == "" {
		t.Skip("runs by hand: -tune FILE writes new shares")
	}
	type vote struct {
		expert, bucket int32
		p              float32
	}
	var votes []vote
	var ends []int
	for _, x := range libraries {
		learn, _ := x.read(t, false)
		for _, size := range []int{learnTokens / 2, learnTokens / 10, 0} {
			v := newVocabulary()
			corpus, rest := learnFiles(x.lang, v, learn, learnTokens/5)
			segs, rest := learnFiles(x.lang, v, rest, size)

			quality(x.lang, v, corpus, segs, defaultWeights, rest, 500, func(e, b int, p float64) {
				votes = append(votes, vote{int32(e), int32(b), float32(p)})
			}, func() { ends = append(ends, len(votes)) })
		}
	}
	w := make(weights, len(experts))
	for e := range w {
		for b := range w[e] {
			w[e][b] = 0.3
		}
	}
	for range 30 {
		stop, reach := make(weights, len(experts)), make(weights, len(experts))
		joint := make([]float64, len(experts)+1)
		start, bits := 0, 0.0
		for _, end := range ends {
			list := votes[start:end]
			start = end
			rest, sum := 1.0, 0.0
			for i, v := range list {
				joint[i] = rest * w[v.expert][v.bucket] * float64(v.p)
				sum += joint[i]
				rest *= 1 - w[v.expert][v.bucket]
			}
			bits -= math.Log2(max(sum, 1e-6))
			if sum == 0 {
				continue
			}
			later := sum
			for i, v := range list {
				stop[v.expert][v.bucket] += joint[i] / sum
				reach[v.expert][v.bucket] += later / sum
				later -= joint[i]
			}
		}
		for e := range w {
			for b := range w[e] {
				w[e][b] = (stop[e][b] + 0.3*5) / (reach[e][b] + 5)
			}
		}
		t.Logf("bits %.3f", bits/float64(len(ends)))
	}
	var out strings.Builder
	for e := range w {
		for b := range w[e] {
			fmt.Fprintf(&out, "%d ", int(1000*w[e][b]+0.5))
		}
		out.WriteString("\n")
	}
	if err := os.WriteFile(*tune, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
