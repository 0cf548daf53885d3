package local

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tally counts pairs as a table does, in the plainest way.
func tally(pairs []pair) map[uint64]map[token]uint32 {
	out := map[uint64]map[token]uint32{}
	for _, p := range pairs {
		if out[p.context] == nil {
			out[p.context] = map[token]uint32{}
		}
		out[p.context][p.token]++
	}
	return out
}

func unpack(t *testing.T, x *table, contexts map[uint64]map[token]uint32) map[uint64]map[token]uint32 {
	out := map[uint64]map[token]uint32{}
	for c := range contexts {
		list, n := x.find(c)
		if !slices.IsSortedFunc(list, byCount) || n != total(list) {
			t.Fatalf("context %x: list %v, total %d", c, list, n)
		}
		out[c] = map[token]uint32{}
		for _, f := range list {
			out[c][f.token] += f.count
		}
	}
	return out
}

func TestTablesCountAndMerge(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var pairs []pair
	for range 50_000 {
		// Few contexts have many followers, most have one.
		c := mix(uint64(random.ExpFloat64()*300), 1) & contextMask
		pairs = append(pairs, pair{c, token(random.IntN(200))})
	}
	want := tally(pairs)
	for _, cut := range []int{0, 1, 20_000, len(pairs)} {
		a, b := newTable(slices.Clone(pairs[:cut])), newTable(slices.Clone(pairs[cut:]))
		if diff := cmp.Diff(want, unpack(t, merge(a, b), want)); diff != "" {
			t.Errorf("cut at %d: %s", cut, diff)
		}
	}
	if list, n := newTable(pairs).find(contextMask); list != nil || n != 0 {
		t.Errorf("a context that never came has followers %v", list)
	}
}

func TestSegmentsOfOneFileOrManyAreAlike(t *testing.T) {
	m, n := New(), New()
	files := []File{{"a.py", "x = 1\ny = x\n"}, {"b.py", "import os\nprint(os.name)\n"}, {"c.py", "x = os.name\n"}}
	if err := m.Learn(t.Context(), slices.Values(files), nil); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := n.Learn(t.Context(), slices.Values([]File{f, f}), nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range []string{"x = ‸", "print(os.‸", "import ‸"} {
		one, _ := complete(t, m, at("python", r), nil)
		two, _ := complete(t, n, at("python", r), nil)
		if one != two {
			t.Errorf("%q: learned at once %q, one by one %q", r, one, two)
		}
	}
}
