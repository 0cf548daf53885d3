package local

import (
	"cmp"
	"slices"
)

// source is where counts come from.
type source uint8

const (
	fromFile source = iota
	fromWorkspace
	fromCorpus
	sources
)

// A segment holds the counts of some files, one table for each kind of context. It is immutable.
type segment struct {
	tables [contextKinds]*table
	spaces [spacings]*table
	tokens int
}

// An expert predicts from one source by one kind of context.
type expert struct {
	source source
	kind   int
}

// experts are asked in this order: the most specific context first, and for one context the file
// before the workspace before the corpus. The last one is the recency of names.
var experts = func() (list []expert) {
	for k := contextKinds - 1; k >= 0; k-- {
		if k == 0 {
			list = append(list, expert{kind: recency})
		}
		for s := range sources {
			list = append(list, expert{s, k})
		}
	}
	return list
}()

const (
	recency       = -1 // in place of a kind of context
	recencyWindow = 256
	recencyDecay  = 0.985
)

// A candidate is a token with its probability.
type candidate struct {
	token token
	p     float64
}

// A predictor gives the distribution of the next token. It mixes the experts as a stick is broken: each
// takes its share of what the more specific ones left, which is Jelinek and Mercer's deleted
// interpolation over the nested caches of Hellendoorn and Devanbu (2017). The share depends on how
// often the context came and how sure its followers are. One goroutine owns a predictor.
type predictor struct {
	lexicon *lexicon
	history *history
	cache   *cache
	shared  [sources][]*segment // none for the file
	weights *weights
	limit   int // followers to look at of one context, 0: all

	slots      []int32 // token → index in candidates + 1
	candidates []candidate
	scratch    []follower
	spoken     bool // an expert knew a context already, in this prediction
	// observe, if set, is told the share and the probability that each expert gives to want.
	observe func(expert, bucket int, p float64)
	want    token
}

// add counts and appends one symbol of the document.
func (p *predictor) add(s symbol) {
	p.cache.add(p.history, s)
	p.history.push(s)
}

// predict returns the candidates for the next token in no particular order. They are valid until the
// next call. Their probabilities sum to at most one.
func (p *predictor) predict() []candidate {
	p.reset()
	var contexts [contextKinds]uint64
	p.history.contexts(p.history.len(), &contexts)
	rest := 1.0
	p.spoken = false
	for e, x := range experts {
		var share float64
		if x.kind == recency {
			share = p.recent(e, rest)
		} else {
			share = p.ask(e, x, contexts[max(x.kind, 0)], rest)
		}
		if rest -= share; rest < 1e-5 && p.observe == nil {
			break
		}
	}
	return p.candidates
}

func (p *predictor) reset() {
	for _, c := range p.candidates {
		p.slots[c.token] = 0
	}
	p.candidates = p.candidates[:0]
	if n := p.lexicon.size(); len(p.slots) < n {
		p.slots = append(p.slots, make([]int32, n+n/4-len(p.slots))...)
	}
}

// ask adds what one expert says and returns the share that it took of rest.
func (p *predictor) ask(e int, x expert, context uint64, rest float64) float64 {
	if x.source == fromFile {
		list, n, most := p.cache.find(x.kind, context, p.scratch[:0])
		p.scratch = list
		if n == 0 {
			return 0
		}
		b := p.bucket(x.kind, n, most)
		share := rest * p.weights.share(e, b)
		p.spread(list, share/float64(n))
		p.observed(e, b, p.wanted(list), n)
		return share
	}
	n, most := uint32(0), uint32(0)
	for _, s := range p.shared[x.source] {
		if list, m := s.tables[x.kind].find(context); m > 0 {
			n += m
			most = max(most, list[0].count)
		}
	}
	if n == 0 {
		return 0
	}
	b := p.bucket(x.kind, n, most)
	share := rest * p.weights.share(e, b)
	said := uint32(0)
	for _, s := range p.shared[x.source] {
		list, _ := s.tables[x.kind].find(context)
		if p.limit > 0 && len(list) > p.limit && p.observe == nil {
			list = list[:p.limit]
		}
		p.spread(list, share/float64(n))
		said += p.wanted(list)
	}
	p.observed(e, b, said, n)
	return share
}

// placeBucket is for experts that look at little context: what they say is worth depends on the place,
// and on how much there is of the file.
func (p *predictor) placeBucket() int {
	b := p.place(p.history.abstract[len(p.history.abstract)-1])
	if p.history.len() < smallFile {
		b += classes
	}
	return b
}

// smallFile is the number of symbols below which a file has shown little of its names.
const smallFile = 200

// bucket chooses among an expert's shares. What the first one to know a context says is worth more.
func (p *predictor) bucket(kind int, n, most uint32) int {
	b := bucket(n, most)
	if kind <= 1 {
		return p.placeBucket()
	}
	if !p.spoken {
		b += classes
	}
	p.spoken = true
	return b
}

func (p *predictor) spread(list []follower, unit float64) {
	for _, f := range list {
		p.give(f.token, unit*float64(f.count))
	}
}

func (p *predictor) give(t token, x float64) {
	if i := p.slots[t]; i > 0 {
		p.candidates[i-1].p += x
		return
	}
	p.candidates = append(p.candidates, candidate{t, x})
	p.slots[t] = int32(len(p.candidates))
}

func (p *predictor) observed(e, bucket int, said, n uint32) {
	if p.observe != nil {
		p.observe(e, bucket, float64(said)/float64(n))
	}
}

// wanted returns the count of the token that an observer wants to know of.
func (p *predictor) wanted(list []follower) uint32 {
	if p.observe == nil {
		return 0
	}
	for _, f := range list {
		if f.token == p.want {
			return f.count
		}
	}
	return 0
}

// recent is the expert that proposes the names of the last few lines, the latest ones most. How much
// it is worth depends on what stands before.
func (p *predictor) recent(e int, rest float64) float64 {
	h := p.history
	last := h.abstract[len(h.abstract)-1]
	b := p.placeBucket()
	share := rest * p.weights.share(e, b)
	sum, x := 0.0, 1.0
	first := max(maxOffset, len(h.tokens)-recencyWindow)
	for i := len(h.tokens) - 1; i >= first; i-- {
		if h.abstract[i] == anyName && p.member(h.abstract[i-1]) == p.member(last) {
			sum += x
			x *= recencyDecay
		}
	}
	if sum == 0 {
		return 0
	}
	unit, said := 1/sum, 0.0
	for i := len(h.tokens) - 1; i >= first; i-- {
		if h.abstract[i] == anyName && p.member(h.abstract[i-1]) == p.member(last) {
			p.give(h.tokens[i], share*unit)
			if h.tokens[i] == p.want {
				said += unit
			}
			unit *= recencyDecay
		}
	}
	if p.observe != nil {
		p.observe(e, b, said)
	}
	return share
}

// member reports whether a name after this symbol is a member of what stands before it.
func (p *predictor) member(before token) bool { return p.place(before) == memberPlace }

const memberPlace = 12

// place classes what stands before a symbol, below buckets.
func (p *predictor) place(last token) int {
	if last < firstLexeme {
		return min(int(last), 8)
	}
	if p.lexicon.kind(last) == keyword {
		return 9
	}
	switch p.lexicon.text(last) {
	case "(":
		return 10
	case ",":
		return 11
	case ".", "->", "::", "?.":
		return memberPlace
	case "=", ":=":
		return 13
	case ")", "]", "}":
		return 14
	case "{", ":", ";":
		return 15
	case "*", "&", "[", "!":
		return 16
	}
	return 17
}

// top returns the n likeliest candidates, likeliest first; the token's number decides between equals.
func top(all []candidate, n int) []candidate {
	best := make([]candidate, 0, n+1)
	for _, c := range all {
		if len(best) == n && !likelier(c, best[n-1]) {
			continue
		}
		i, _ := slices.BinarySearchFunc(best, c, func(a, b candidate) int {
			if likelier(a, b) {
				return -1
			}
			return 1
		})
		best = slices.Insert(best, i, c)[:min(len(best)+1, n)]
	}
	return best
}

func likelier(a, b candidate) bool {
	if a.p != b.p {
		return a.p > b.p
	}
	return cmp.Less(a.token, b.token)
}
