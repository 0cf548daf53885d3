package syntax

import (
	"math/rand/v2"
	"testing"
)

// TestReadingEqualsClose edits documents at random places that are near to each other or far, and compares with what is
// read from nothing.
func TestReadingEqualsClose(t *testing.T) {
	for _, l := range Languages() {
		t.Run(l.Name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(7, 8))
			resumed := 0
			for _, s := range samples(t, l, 12) {
				text, r := s.text, NewReading(l)
				at := random.IntN(len(text) + 1)
				for range 40 {
					span, replacement := randomEdit(random, text[max(0, at-200):min(len(text), at+200)])
					from := max(0, at-200)
					text = text[:from+span.Start] + replacement + text[from+span.End:]
					if at = from + span.Start + len(replacement); random.IntN(8) == 0 {
						at = random.IntN(len(text) + 1)
					}
					before := r.mark
					got, mode := r.Close(text[:at], text[at:])
					if before != nil && r.mark == before {
						resumed++
					}
					if want := l.Close(text[:at], text[at:]); got != want || mode != l.ModeAt(text, at) {
						t.Fatalf("at %d: %+v in mode %+v, but read from nothing %+v in %+v", at, got, mode, want, l.ModeAt(text, at))
					}
				}
			}
			t.Logf("%d were read on from a mark", resumed)
		})
	}
}
