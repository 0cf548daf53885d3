package flow

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// sets are the sets of taints that occur in one run, each made once: a set is a number, and zero is the
// empty set. They belong to one goroutine.
type sets struct {
	words int
	bits  [][]uint64
	ids   map[string]int32
	joins map[[2]int32]int32
	alone []int32 // by taint: the set of only that; 0 where it was not asked for
	work  int     // words that were touched

	made []uint64 // the set that is being made
	key  []byte   // of the one that is looked up
}

func newSets(taints int) *sets {
	s := &sets{words: (taints + 63) / 64, ids: map[string]int32{}, joins: map[[2]int32]int32{}}
	s.made, s.alone = make([]uint64, s.words), make([]int32, 64*s.words)
	s.intern(s.empty())
	return s
}

// empty returns the memory in which a set is made; only one can be at a time.
func (s *sets) empty() []uint64 {
	clear(s.made)
	return s.made
}

// intern returns the set that was made in memory of which nothing is kept.
func (s *sets) intern(made []uint64) int32 {
	s.work += 2 * s.words
	s.key = s.key[:0]
	for _, w := range made {
		s.key = binary.LittleEndian.AppendUint64(s.key, w)
	}
	if id, ok := s.ids[string(s.key)]; ok {
		return id
	}
	id := int32(len(s.bits))
	s.bits = append(s.bits, slices.Clone(made))
	s.ids[string(s.key)] = id
	return id
}

func (s *sets) single(taint int32) int32 {
	if id := s.alone[taint]; id != 0 {
		s.work += 2 * s.words
		return id
	}
	made := s.empty()
	made[taint/64] |= 1 << (taint % 64)
	s.alone[taint] = s.intern(made)
	return s.alone[taint]
}

// of returns the set of some taints.
func (s *sets) of(taints []int32) int32 {
	made := s.empty()
	for _, t := range taints {
		made[t/64] |= 1 << (t % 64)
	}
	return s.intern(made)
}

func (s *sets) union(a, b int32) int32 {
	switch {
	case a == b || b == 0:
		return a
	case a == 0:
		return b
	case a > b:
		a, b = b, a
	}
	key := [2]int32{a, b}
	if id, ok := s.joins[key]; ok {
		return id
	}
	out := s.empty()
	for i := range out {
		out[i] = s.bits[a][i] | s.bits[b][i]
	}
	id := s.intern(out)
	s.joins[key] = id
	return id
}

func (s *sets) has(set, taint int32) bool { return s.bits[set][taint/64]&(1<<(taint%64)) != 0 }

// overlaps reports whether two sets share a taint.
func (s *sets) overlaps(a, b int32) bool {
	for i := range s.bits[a] {
		if s.bits[a][i]&s.bits[b][i] != 0 {
			return true
		}
	}
	return false
}

// each calls f for the taints of a set in order.
func (s *sets) each(set int32, f func(int32)) {
	s.work += s.words
	for i, w := range s.bits[set] {
		for ; w != 0; w &= w - 1 {
			f(int32(i*64 + bits.TrailingZeros64(w)))
		}
	}
}

// replaced returns the set with what given says in the place of the taints from first on.
func (s *sets) replaced(set, first int32, given []int32) int32 {
	out := s.empty()
	s.each(set, func(t int32) {
		switch k := t - first; {
		case k < 0:
			out[t/64] |= 1 << (t % 64)
		case int(k) < len(given):
			for i, w := range s.bits[given[k]] {
				out[i] |= w
			}
		}
	})
	return s.intern(out)
}

// without returns the set less the taints that drop names.
func (s *sets) without(set int32, drop func(int32) bool) int32 {
	out := slices.Clone(s.bits[set]) // what drop asks may make sets
	s.each(set, func(t int32) {
		if drop(t) {
			out[t/64] &^= 1 << (t % 64)
		}
	})
	return s.intern(out)
}
