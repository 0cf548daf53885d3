package local

import (
	"cmp"
	"slices"
)

// A pair is one occurrence: a token came in a context.
type pair struct {
	context uint64
	token   token
}

// A follower is a token with the number of times that it came in a context.
type follower struct {
	token token
	count uint32
}

// A table counts followers of contexts, for one kind of context. It is immutable. A context is known
// by 48 bits of its hash: the upper 16 choose a bucket, the lower 32 are kept, so that a million
// contexts cost 8 bytes each and two of them are mistaken for one another once in 10^8 look-ups.
type table struct {
	buckets   []uint32          // where each bucket begins in keys; 1<<16 + 1 of them
	keys      []uint32          // ascending within a bucket
	ends      []uint32          // where the followers of each key end
	followers []follower        // of one context: most frequent first
	totals    map[uint32]uint32 // where a long list of followers ends → sum of its counts
}

// longList is the number of followers from which on their sum is kept.
const longList = 64

const (
	bucketBits  = 12
	contextMask = 1<<(32+bucketBits) - 1
)

// newTable counts pairs, which it sorts.
func newTable(pairs []pair) *table {
	sortPairs(pairs)
	contexts, followers := 0, 0
	for i, p := range pairs {
		if i == 0 || p != pairs[i-1] {
			followers++
		}
		if i == 0 || p.context != pairs[i-1].context {
			contexts++
		}
	}
	b := newTableBuilder(contexts, followers)
	for i := 0; i < len(pairs); {
		context, from := pairs[i].context, len(b.followers)
		for i < len(pairs) && pairs[i].context == context {
			j := i
			for i < len(pairs) && pairs[i] == pairs[j] {
				i++
			}
			b.followers = append(b.followers, follower{pairs[j].token, uint32(i - j)})
		}
		b.close(context, from)
	}
	return b.table()
}

func sortPairs(pairs []pair) {
	slices.SortFunc(pairs, func(a, b pair) int {
		if a.context != b.context {
			return cmp.Compare(a.context, b.context)
		}
		return cmp.Compare(a.token, b.token)
	})
}

type tableBuilder struct {
	contexts  []uint64
	ends      []uint32
	followers []follower
}

func newTableBuilder(contexts, followers int) *tableBuilder {
	return &tableBuilder{make([]uint64, 0, contexts), make([]uint32, 0, contexts), make([]follower, 0, followers)}
}

// close ends the context whose followers begin at from.
func (b *tableBuilder) close(context uint64, from int) {
	slices.SortFunc(b.followers[from:], byCount)
	b.contexts = append(b.contexts, context)
	b.ends = append(b.ends, uint32(len(b.followers)))
}

func byCount(a, b follower) int {
	if a.count != b.count {
		return cmp.Compare(b.count, a.count)
	}
	return cmp.Compare(a.token, b.token)
}

func (b *tableBuilder) table() *table {
	t := &table{
		totals:    map[uint32]uint32{},
		buckets:   make([]uint32, 1<<bucketBits+1),
		keys:      make([]uint32, len(b.contexts)),
		ends:      fit(b.ends),
		followers: fit(b.followers),
	}
	for i, c := range b.contexts {
		if list := t.at(i); len(list) >= longList {
			t.totals[b.ends[i]] = total(list)
		}
		t.keys[i] = uint32(c)
		t.buckets[c>>32+1] = uint32(i + 1)
	}
	for i := 1; i < len(t.buckets); i++ {
		t.buckets[i] = max(t.buckets[i], t.buckets[i-1])
	}
	return t
}

// fit drops room that a list does not need, if there is much of it.
func fit[T any](list []T) []T {
	if cap(list)-len(list) > len(list)/8 {
		return slices.Clone(list)
	}
	return list
}

// find returns the followers of a context and the sum of their counts; nil if it never came. They are
// the table's.
func (t *table) find(context uint64) ([]follower, uint32) {
	b := context >> 32
	lo, hi := t.buckets[b], t.buckets[b+1]
	i, ok := slices.BinarySearch(t.keys[lo:hi], uint32(context))
	if !ok {
		return nil, 0
	}
	list := t.at(int(lo) + i)
	if len(list) >= longList {
		return list, t.totals[t.ends[int(lo)+i]]
	}
	return list, total(list)
}

func (t *table) at(i int) []follower {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.followers[from:t.ends[i]]
}

// merge adds two tables.
func merge(a, b *table) *table {
	out := newTableBuilder(len(a.keys)+len(b.keys), len(a.followers)+len(b.followers))
	for bucket := range uint64(1 << bucketBits) {
		i, iEnd := a.buckets[bucket], a.buckets[bucket+1]
		j, jEnd := b.buckets[bucket], b.buckets[bucket+1]
		for i < iEnd || j < jEnd {
			from := len(out.followers)
			switch {
			case j == jEnd || i < iEnd && a.keys[i] < b.keys[j]:
				out.followers = append(out.followers, a.at(int(i))...)
				out.seal(bucket<<32 | uint64(a.keys[i]))
				i++
			case i == iEnd || b.keys[j] < a.keys[i]:
				out.followers = append(out.followers, b.at(int(j))...)
				out.seal(bucket<<32 | uint64(b.keys[j]))
				j++
			default:
				out.add(a.at(int(i)), b.at(int(j)))
				out.close(bucket<<32|uint64(a.keys[i]), from)
				i++
				j++
			}
		}
	}
	return out.table()
}

// seal ends a context whose followers are in order already.
func (b *tableBuilder) seal(context uint64) {
	b.contexts = append(b.contexts, context)
	b.ends = append(b.ends, uint32(len(b.followers)))
}

// add appends the sum of two lists of followers, in any order.
func (b *tableBuilder) add(x, y []follower) {
	from := len(b.followers)
	b.followers = append(b.followers, x...)
	b.followers = append(b.followers, y...)
	list := b.followers[from:]
	slices.SortFunc(list, func(a, b follower) int { return cmp.Compare(a.token, b.token) })
	kept := 0
	for i := range list {
		if kept > 0 && list[kept-1].token == list[i].token {
			list[kept-1].count += list[i].count
		} else {
			list[kept] = list[i]
			kept++
		}
	}
	b.followers = b.followers[:from+kept]
}

// total sums the counts.
func total(list []follower) (n uint32) {
	for _, f := range list {
		n += f.count
	}
	return n
}

// mix adds x to a hash of a context. Each step is a bijection of h, as in the finalizer of MurmurHash3.
func mix(h, x uint64) uint64 {
	h = (h ^ (x + 0x9e3779b97f4a7c15)) * 0xff51afd7ed558ccd
	h = (h ^ h>>32) * 0xc4ceb9fe1a85ec53
	return h ^ h>>29
}
