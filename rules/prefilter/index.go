package prefilter

import (
	"iter"
	"strings"
)

// An Index answers for many needs at once. It is immutable.
type Index struct {
	words    map[string]int32
	literals []string
	needs    []need
}

// need is a Need with its words numbered: a leaf has a fact, a number of word or literal, and others have
// kids.
type need struct {
	fact int32 // -1: none
	any  bool
	kids []need
}

// NewIndex indexes needs; Scan answers by their order.
func NewIndex(needs []Need) *Index {
	x := &Index{words: map[string]int32{}}
	literals := map[string]int32{}
	for _, n := range needs {
		x.collect(n, literals)
	}
	for _, n := range needs {
		x.needs = append(x.needs, x.compile(n, literals))
	}
	return x
}

func (x *Index) collect(n Need, literals map[string]int32) {
	if _, known := x.words[n.word]; n.word != "" && !known {
		x.words[n.word] = int32(len(x.words))
	}
	if _, known := literals[n.literal]; n.literal != "" && !known {
		literals[n.literal] = int32(len(x.literals))
		x.literals = append(x.literals, n.literal)
	}
	for _, kid := range n.kids {
		x.collect(kid, literals)
	}
}

// compile numbers the facts of a need: words first, then literals.
func (x *Index) compile(n Need, literals map[string]int32) need {
	out := need{fact: -1, any: n.any}
	switch {
	case n.word != "":
		out.fact = x.words[n.word]
	case n.literal != "":
		out.fact = int32(len(x.words)) + literals[n.literal]
	}
	for _, kid := range n.kids {
		out.kids = append(out.kids, x.compile(kid, literals))
	}
	return out
}

// Scan reports which needs a text meets, in the order of NewIndex.
func (x *Index) Scan(text string) []bool {
	facts := make([]bool, len(x.words)+len(x.literals))
	for word := range words(text) {
		if i, ok := x.words[word]; ok {
			facts[i] = true
		}
	}
	for i, literal := range x.literals {
		facts[len(x.words)+i] = strings.Contains(text, literal)
	}
	met := make([]bool, len(x.needs))
	for i := range x.needs {
		met[i] = x.needs[i].met(facts)
	}
	return met
}

func (n *need) met(facts []bool) bool {
	if n.fact >= 0 {
		return facts[n.fact]
	}
	for i := range n.kids {
		if n.kids[i].met(facts) == n.any {
			return n.any
		}
	}
	return !n.any || len(n.kids) == 0
}

// words yields the longest runs of letters, digits, _ and $; what is not ASCII counts as a letter.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i := 0; i < len(text); i++ {
			switch in := wordByte[text[i]]; {
			case in && start < 0:
				start = i
			case !in && start >= 0:
				if !yield(text[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(text[start:])
		}
	}
}

var wordByte = func() (table [256]bool) {
	for b := range table {
		c := byte(b)
		table[b] = c >= 0x80 || c == '_' || c == '$' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
	}
	return table
}()
