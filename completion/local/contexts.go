package local

// A template says which of the last symbols make a context. Abstract ones see every name as the same.
type template struct {
	offsets  []int // of concrete symbols, 1 is the last one
	abstract []int // of symbols that are seen without the spelling of names
	chain    bool  // of the imported name, and its members, that the last symbol belongs to
}

// templates are the kinds of contexts, least specific first.
var templates = [...]template{
	{},
	{abstract: []int{1}},
	{abstract: []int{1, 2}},
	{abstract: []int{1, 2, 3, 4}},
	{abstract: []int{1, 2, 3, 4, 5, 6, 7}},
	{offsets: []int{1}},
	{offsets: []int{2, 3}, abstract: []int{1}},
	{offsets: []int{1}, abstract: []int{2, 3, 4}},
	{offsets: []int{1, 2}},
	{chain: true},
	{offsets: []int{1, 2}, abstract: []int{3, 4, 5}},
	{offsets: []int{1, 2, 3}},
	{offsets: []int{1, 2, 3, 4}},
	{offsets: []int{1, 2, 3, 4, 5}},
	{offsets: []int{1, 2, 3, 4, 5, 6, 7}},
}

// pairKind is the kind of context of the last two symbols.
const pairKind = 8

const contextKinds = len(templates)

// maxOffset is the most that a template looks back.
const maxOffset = 7

// A history is a sequence of symbols in the two ways in which contexts see them, beside what they are.
type history struct {
	tokens   []token
	concrete []token        // literals by class, blank lines dropped
	abstract []token        // names by class too
	paren    []bool         // as symbol.paren
	access   []bool         // as symbol.access
	chains   []uint64       // hash of "module.member.…" that ends in a symbol, zero if none does
	modules  map[token]bool // names that were imported, or were used before anything declared them
	seen     map[token]bool // names that came
	fresh    []bool         // whether each symbol is a name that came for the first time
}

// newHistory begins a text.
func newHistory() *history {
	return &history{
		tokens:   make([]token, maxOffset),
		concrete: make([]token, maxOffset),
		abstract: make([]token, maxOffset),
		paren:    make([]bool, maxOffset),
		access:   make([]bool, maxOffset),
		chains:   make([]uint64, maxOffset),
		fresh:    make([]bool, maxOffset),
		modules:  map[token]bool{},
		seen:     map[token]bool{},
	}
}

// push appends a symbol.
func (h *history) push(s symbol) {
	concrete, abstract := views(s.token, s.kind)
	h.tokens = append(h.tokens, s.token)
	h.concrete = append(h.concrete, concrete)
	h.abstract = append(h.abstract, abstract)
	h.paren = append(h.paren, s.paren)
	h.chains = append(h.chains, h.chain(s))
	h.access = append(h.access, s.access)
	if s.imports != boundary {
		h.modules[s.imports] = true
	}
	fresh := s.kind == name && !h.seen[s.token]
	if h.fresh = append(h.fresh, fresh); fresh {
		h.seen[s.token] = true
	}
}

// begin starts another text: its contexts and its names are its own.
func (h *history) begin() {
	for range maxOffset {
		h.push(symbol{})
	}
	clear(h.modules)
	clear(h.seen)
}

// chain returns the hash of the chain that s ends. What a module has is the same in every file, unlike what
// a variable of some name has. A name whose first use has members is one too: nothing declared it.
func (h *history) chain(s symbol) uint64 {
	n := len(h.chains)
	last := h.chains[n-1]
	if s.access && last == 0 && h.fresh[n-1] && !h.access[n-2] {
		h.modules[h.tokens[n-1]] = true
		last = mix(1, uint64(h.tokens[n-1]))
	}
	switch {
	case s.access && last != 0:
		return mix(last, 0)
	case s.kind != name:
		return 0
	case h.access[n-1]:
		if last == 0 {
			return 0
		}
		return mix(last, uint64(s.token))
	case h.modules[s.token]:
		return mix(1, uint64(s.token))
	}
	return 0
}

// views returns a token as concrete and as abstract contexts see it.
func views(t token, kind tokenKind) (concrete, abstract token) {
	concrete, abstract = t.plain(), t.plain()
	switch kind {
	case literal:
		concrete, abstract = anyString, anyString
	case number:
		concrete, abstract = anyNumber, anyNumber
	case name:
		abstract = anyName
	}
	return concrete, abstract
}

// cut forgets all but the first n symbols, counted as push did.
func (h *history) cut(n int) {
	n += maxOffset
	for i := len(h.tokens) - 1; i >= n; i-- {
		if h.fresh[i] {
			delete(h.seen, h.tokens[i])
		}
		if h.access[i] && h.fresh[i-1] {
			delete(h.modules, h.tokens[i-1])
		}
	}
	h.tokens, h.concrete, h.abstract, h.paren = h.tokens[:n], h.concrete[:n], h.abstract[:n], h.paren[:n]
	h.chains, h.access, h.fresh = h.chains[:n], h.access[:n], h.fresh[:n]
}

// statement returns the index in tokens of the first symbol of the statement that reaches to end: what
// follows the last line break outside of brackets.
func (h *history) statement(end int) int {
	i := end
	for i > 0 && h.tokens[i-1] != boundary && (!h.tokens[i-1].isLine() || h.paren[i-1]) {
		i--
	}
	return i
}

// len is the number of symbols that were pushed.
func (h *history) len() int { return len(h.tokens) - maxOffset }

// contexts writes the hash of each kind of context before the i-th symbol.
func (h *history) contexts(i int, out *[contextKinds]uint64) {
	for k := range templates {
		out[k] = h.context(i, k)
	}
}

// noContext is in place of a context that there is not.
const noContext = 0

func (h *history) context(i, kind int) uint64 {
	i += maxOffset
	if templates[kind].chain {
		return h.chains[i-1] & contextMask
	}
	hash := uint64(1)
	for _, o := range templates[kind].offsets {
		hash = mix(hash, uint64(h.concrete[i-o])+1)
	}
	for _, o := range templates[kind].abstract {
		hash = mix(hash, uint64(h.abstract[i-o])+1)
	}
	return hash & contextMask
}
