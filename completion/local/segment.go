package local

import (
	"runtime"
	"sync"
)

// A draft collects the symbols of files until they are counted. One goroutine owns it.
type draft struct {
	history *history
	starts  []int // where each file begins in the history, counted as history.len does
	spaces  [spacings][]pair
}

func newDraft() *draft { return &draft{history: newHistory()} }

// draftLimit is the number of symbols that are counted at once: enough to make sorting worth it, few
// enough to keep the pairs of one kind of context in 2 MB.
const draftLimit = 1 << 17

// begin starts a file: contexts do not look across it.
func (d *draft) begin() {
	d.history.begin()
	d.starts = append(d.starts, d.history.len())
}

func (d *draft) add(s symbol) {
	if d.history.hasSpacing(s.token) {
		var contexts [spacings]uint64
		d.history.spacing(s.token, s.kind, s.paren, &contexts)
		for k, context := range contexts {
			d.spaces[k] = append(d.spaces[k], pair{context, spaceToken(s.space)})
		}
	}
	d.history.push(s)
}

// segment counts what was collected.
func (d *draft) segment() *segment {
	s := &segment{tokens: d.history.len() - maxOffset*len(d.starts)}
	kinds := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			pairs := make([]pair, 0, d.history.len())
			for k := range kinds {
				pairs = d.pairs(k, pairs[:0])
				s.tables[k] = newTable(pairs)
			}
		})
	}
	for k := range templates {
		kinds <- k
	}
	close(kinds)
	workers.Wait()
	for k := range s.spaces {
		s.spaces[k] = newTable(d.spaces[k])
	}
	return s
}

// pairs appends what came in one kind of context.
func (d *draft) pairs(kind int, pairs []pair) []pair {
	for f, start := range d.starts {
		end := d.history.len()
		if f+1 < len(d.starts) {
			end = d.starts[f+1] - maxOffset
		}
		for i := start; i < end; i++ {
			if context := d.history.context(i, kind); context != noContext {
				pairs = append(pairs, pair{context, d.history.tokens[i+maxOffset]})
			}
		}
	}
	return pairs
}

// mergeSegments adds two segments, kind by kind.
func mergeSegments(a, b *segment) *segment {
	s := &segment{tokens: a.tokens + b.tokens}
	for k := range s.tables {
		s.tables[k] = merge(a.tables[k], b.tables[k])
	}
	for k := range s.spaces {
		s.spaces[k] = merge(a.spaces[k], b.spaces[k])
	}
	return s
}

// addSegment adds a segment to a list whose sizes fall by half at least from one to the next, so that
// there are few to ask and each is merged a few times only. The list that is given stays as it is.
func addSegment(list []*segment, s *segment) []*segment {
	list = append([]*segment(nil), list...)
	for len(list) > 0 && list[len(list)-1].tokens < 2*s.tokens {
		s = mergeSegments(list[len(list)-1], s)
		list = list[:len(list)-1]
	}
	return append(list, s)
}
