package flow

import "math/bits"

// sets are the sets of taints that occur in one run, each made once: a set is a number, and zero is the
// empty set. They belong to one goroutine.
type sets struct {
	words int
	bits  [][]uint64
	ids   map[string]int32
	joins map[[2]int32]int32
	work  int // words that were touched
}

func newSets(taints int) *sets {
	s := &sets{words: (taints + 63) / 64, ids: map[string]int32{}, joins: map[[2]int32]int32{}}
	s.bits = append(s.bits, make([]uint64, s.words))
	s.ids[s.key(s.bits[0])] = 0
	return s
}

func (s *sets) key(b []uint64) string {
	buf := make([]byte, 0, 8*len(b))
	for _, w := range b {
		for k := 0; k < 64; k += 8 {
			buf = append(buf, byte(w>>k))
		}
	}
	return string(buf)
}

func (s *sets) intern(b []uint64) int32 {
	s.work += 2 * s.words
	key := s.key(b)
	if id, ok := s.ids[key]; ok {
		return id
	}
	id := int32(len(s.bits))
	s.bits = append(s.bits, b)
	s.ids[key] = id
	return id
}

func (s *sets) single(taint int32) int32 {
	b := make([]uint64, s.words)
	b[taint/64] |= 1 << (taint % 64)
	return s.intern(b)
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
	out := make([]uint64, s.words)
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
	out := make([]uint64, s.words)
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
	out := make([]uint64, s.words)
	copy(out, s.bits[set])
	s.each(set, func(t int32) {
		if drop(t) {
			out[t/64] &^= 1 << (t % 64)
		}
	})
	return s.intern(out)
}
