package flow

import "slices"

// An entry is what one cell holds: an element of a lattice of small numbers, in which zero is the least.
type entry struct{ cell, value int32 }

// A frame is the state inside a block: dense, with a list of the cells that may not be zero. Between
// blocks states are sorted lists of entries.
type frame struct {
	cur  []int32
	live []int32
	mark []bool
	join func(a, b int32) int32
	cost int // entries that were copied or joined
}

func newFrame(cells int, join func(a, b int32) int32) *frame {
	return &frame{cur: make([]int32, cells), mark: make([]bool, cells), join: join}
}

func (w *frame) set(c, v int32) {
	w.cur[c] = v
	if !w.mark[c] {
		w.mark[c] = true
		w.live = append(w.live, c)
	}
}

func (w *frame) add(c, v int32) {
	if v != 0 {
		w.set(c, w.join(w.cur[c], v))
	}
}

// load makes a state the current one.
func (w *frame) load(in []entry) {
	for _, c := range w.live {
		w.cur[c], w.mark[c] = 0, false
	}
	w.live = w.live[:0]
	for _, e := range in {
		w.set(e.cell, e.value)
	}
	w.cost += len(in)
}

// save returns the current state.
func (w *frame) save() []entry {
	slices.Sort(w.live)
	out := make([]entry, 0, len(w.live))
	for _, c := range w.live {
		if w.cur[c] != 0 {
			out = append(out, entry{c, w.cur[c]})
		}
	}
	w.cost += len(w.live)
	return out
}

// merge joins two states and reports whether the first one grew.
func (w *frame) merge(a, b []entry) ([]entry, bool) {
	if w.covers(a, b) {
		return a, false
	}
	out := make([]entry, 0, max(len(a), len(b)))
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j >= len(b) || i < len(a) && a[i].cell < b[j].cell:
			out = append(out, a[i])
			i++
		case i >= len(a) || b[j].cell < a[i].cell:
			out = append(out, b[j])
			j++
		default:
			out = append(out, entry{a[i].cell, w.join(a[i].value, b[j].value)})
			i, j = i+1, j+1
		}
	}
	w.cost += len(out)
	return out, true
}

// covers reports whether b adds nothing to a.
func (w *frame) covers(a, b []entry) bool {
	i := 0
	for _, e := range b {
		for i < len(a) && a[i].cell < e.cell {
			i++
		}
		if i >= len(a) || a[i].cell != e.cell || a[i].value != e.value && w.join(a[i].value, e.value) != a[i].value {
			w.cost += i
			return false
		}
	}
	w.cost += len(b)
	return true
}

// A worklist holds blocks to be done, first those that come first in reverse postorder.
type worklist struct {
	rank []int32 // of a block, -1 if it is not reached
	heap []int32 // ranks
	in   []bool
	by   []int32 // block by rank
}

func newWorklist(f *function) *worklist {
	w := &worklist{rank: make([]int32, len(f.blocks)), in: make([]bool, len(f.order)), by: f.order}
	for i := range w.rank {
		w.rank[i] = -1
	}
	for i, b := range f.order {
		w.rank[b] = int32(i)
	}
	return w
}

func (w *worklist) push(b int32) {
	r := w.rank[b]
	if r < 0 || w.in[r] {
		return
	}
	w.in[r] = true
	w.heap = append(w.heap, r)
	for i := len(w.heap) - 1; i > 0; {
		p := (i - 1) / 2
		if w.heap[p] <= w.heap[i] {
			break
		}
		w.heap[p], w.heap[i] = w.heap[i], w.heap[p]
		i = p
	}
}

func (w *worklist) pop() (int32, bool) {
	if len(w.heap) == 0 {
		return 0, false
	}
	r := w.heap[0]
	last := len(w.heap) - 1
	w.heap[0] = w.heap[last]
	w.heap = w.heap[:last]
	for i := 0; ; {
		k := 2*i + 1
		if k >= last {
			break
		}
		if k+1 < last && w.heap[k+1] < w.heap[k] {
			k++
		}
		if w.heap[i] <= w.heap[k] {
			break
		}
		w.heap[i], w.heap[k] = w.heap[k], w.heap[i]
		i = k
	}
	w.in[r] = false
	return w.by[r], true
}
