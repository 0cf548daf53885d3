package constraint

// minimize puts the states from the first on into blocks by partition refinement: two states stay
// together while their successors are together (Moore 1956). After the first round only those are
// looked at again whose successors were parted. Each state before the first keeps its block.
func (x *explored) minimize(first int) {
	r := newRefinement(x, first)
	for len(r.affected) > 0 {
		r.round()
	}
	columns, fixed := len(x.members), x.blocks
	x.blocks = int(r.fresh)
	x.table = append(x.table, make([]int32, (x.blocks-fixed)*columns)...)
	for i, b := range x.block[first:] {
		for c, to := range x.row(int32(first + i)) {
			if to >= 0 {
				to = x.block[to]
			}
			x.table[int(b)*columns+c] = to
		}
	}
}

// A refinement is one run of minimize.
type refinement struct {
	*explored
	first    int32
	fresh    int32   // the next block that no state is in
	size     []int32 // block - fixed → how many states it has
	fixed    int32
	affected []int32 // states of which a successor has changed its block
	from     []int32 // the states before i are before[from[i-first]:from[i-first+1]]
	before   []int32
	marked   []bool
}

func newRefinement(x *explored, first int) *refinement {
	n := len(x.states) - first
	r := &refinement{explored: x, first: int32(first), fixed: int32(x.blocks), fresh: int32(x.blocks), marked: make([]bool, n)}
	for i := range n {
		x.block = append(x.block, r.fixed)
		r.affected = append(r.affected, int32(first+i))
	}
	if n > 0 {
		r.fresh++
		r.size = append(r.size, int32(n))
	}
	r.reverse(n)
	return r
}

// reverse notes for each state which ones lead to it.
func (r *refinement) reverse(n int) {
	r.from = make([]int32, n+1)
	seen := make([]int32, n)
	each := func(visit func(to, i int32)) {
		clear(seen)
		for i := range int32(n) {
			for _, to := range r.row(r.first + i) {
				if to -= r.first; to >= 0 && seen[to] != i+1 {
					seen[to] = i + 1
					visit(to, i)
				}
			}
		}
	}
	each(func(to, _ int32) { r.from[to+1]++ })
	for i := range n {
		r.from[i+1] += r.from[i]
	}
	r.before = make([]int32, r.from[n])
	at := append([]int32(nil), r.from...)
	each(func(to, i int32) {
		r.before[at[to]] = r.first + i
		at[to]++
	})
}

// round parts the affected states of each block from the others and from each other. The part that is
// left keeps the block.
func (r *refinement) round() {
	g := grouping{refinement: r, find: make(map[uint64]int32, len(r.affected))}
	for _, s := range r.affected {
		g.put(s)
	}
	left := map[int32]int32{} // block → how many of its states are not affected
	for _, s := range r.affected {
		b := r.block[s]
		if _, ok := left[b]; !ok {
			left[b] = r.size[b-r.fixed]
		}
		left[b]--
	}
	var moved []int32
	for _, group := range g.groups {
		b := r.block[group[0]]
		if left[b] == 0 {
			left[b] = -1
			continue
		}
		r.size[b-r.fixed] -= int32(len(group))
		r.size = append(r.size, int32(len(group)))
		for _, s := range group {
			r.block[s] = r.fresh
		}
		r.fresh++
		moved = append(moved, group...)
	}
	r.mark(moved)
}

// mark makes the states affected that lead to those that moved.
func (r *refinement) mark(moved []int32) {
	r.affected = r.affected[:0]
	for _, s := range moved {
		for _, p := range r.before[r.from[s-r.first]:r.from[s-r.first+1]] {
			if !r.marked[p-r.first] {
				r.marked[p-r.first] = true
				r.affected = append(r.affected, p)
			}
		}
	}
	for _, s := range r.affected {
		r.marked[s-r.first] = false
	}
}

// grouping is the affected states of a round, together where they agree.
type grouping struct {
	*refinement
	find   map[uint64]int32
	groups [][]int32
}

func (g *grouping) put(s int32) {
	h := uint64(g.block[s]) * 0x9E3779B97F4A7C15
	for _, to := range g.row(s) {
		if to >= 0 {
			to = g.block[to]
		}
		h = (h ^ uint64(uint32(to))) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	for ; ; h++ {
		n, ok := g.find[h]
		if !ok {
			g.find[h] = int32(len(g.groups))
			g.groups = append(g.groups, []int32{s})
			return
		}
		if g.agree(s, g.groups[n][0]) {
			g.groups[n] = append(g.groups[n], s)
			return
		}
	}
}

func (g *grouping) agree(s, t int32) bool {
	if g.block[s] != g.block[t] {
		return false
	}
	a, b := g.row(s), g.row(t)
	for c := range a {
		if a[c] != b[c] && (a[c] < 0 || b[c] < 0 || g.block[a[c]] != g.block[b[c]]) {
			return false
		}
	}
	return true
}
