package local

// spacings are the kinds of contexts that decide on a blank: what stands before and after it, with
// the symbol before that, once with the spelling of names and once without, and alone.
const spacings = 3

// A blank is decided by counts of these two followers.
const (
	joined token = iota
	spaced
)

// spacing writes the hash of each kind of context of a blank before a symbol that comes next.
func (h *history) spacing(t token, kind tokenKind, paren bool, out *[spacings]uint64) {
	_, next := views(t, kind)
	n := len(h.abstract)
	hash := mix(mix(2, uint64(next)), uint64(h.abstract[n-1]))
	if paren {
		hash = mix(hash, 3)
	}
	out[1] = mix(hash, uint64(h.abstract[n-2])) & contextMask
	out[2] = hash & contextMask
	concrete, _ := views(t, kind)
	hash = mix(mix(3, uint64(concrete)), uint64(h.concrete[n-1]))
	out[0] = mix(hash, uint64(h.concrete[n-2])) & contextMask
}

// hasSpacing reports whether a blank before a symbol says something: at the start of a line it does not.
func (h *history) hasSpacing(t token) bool {
	last := h.tokens[len(h.tokens)-1]
	return !t.isLine() && !last.isLine() && last != boundary
}

func spaceToken(space bool) token {
	if space {
		return spaced
	}
	return joined
}

// space reports whether a blank goes before a symbol that comes next, as the file, else the workspace,
// else the corpus mostly does it.
func (p *predictor) space(t token, kind tokenKind, paren bool) bool {
	h := p.history
	if !h.hasSpacing(t) {
		return false
	}
	if wordy(p.lexicon.kind(h.tokens[len(h.tokens)-1])) && wordy(kind) {
		return true
	}
	var contexts [spacings]uint64
	h.spacing(t, kind, paren, &contexts)
	for k, context := range contexts {
		if c := p.cache.spaces[k][context]; c[0] != c[1] {
			return c[spaced] > c[joined]
		}
		for _, list := range p.shared {
			if vote := spaceVote(list, k, context); vote != 0 {
				return vote > 0
			}
		}
	}
	return false
}

// wordy reports whether two lexemes of these kinds would run together.
func wordy(k tokenKind) bool { return k == name || k == keyword || k == number }

// spaceVote returns how many more times there was a blank than not.
func spaceVote(list []*segment, kind int, context uint64) (vote int) {
	for _, s := range list {
		followers, _ := s.spaces[kind].find(context)
		for _, f := range followers {
			if f.token == spaced {
				vote += int(f.count)
			} else {
				vote -= int(f.count)
			}
		}
	}
	return vote
}
