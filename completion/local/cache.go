package local

// A cache counts followers of contexts in one document, and can be added to at any time. One goroutine
// owns it.
type cache struct {
	contexts [contextKinds]map[uint64]int32 // → head
	heads    []head
	links    []link
	spaces   [spacings]map[uint64][2]int32 // counts of joined and spaced
}

type head struct {
	first int32 // index into links
	total uint32
	most  uint32 // the highest count
}

type link struct {
	follower
	next int32 // -1 ends the list
}

func newCache() *cache {
	c := &cache{}
	for k := range c.contexts {
		c.contexts[k] = map[uint64]int32{}
	}
	for k := range c.spaces {
		c.spaces[k] = map[uint64][2]int32{}
	}
	return c
}

// add counts a symbol that comes next in a history.
func (c *cache) add(h *history, s symbol) {
	var contexts [contextKinds]uint64
	h.contexts(h.len(), &contexts)
	for k, context := range contexts {
		if context != noContext {
			c.count(k, context, s.token)
		}
	}
	if !h.hasSpacing(s.token) {
		return
	}
	var spaces [spacings]uint64
	h.spacing(s.token, s.kind, s.paren, &spaces)
	for k, context := range spaces {
		n := c.spaces[k][context]
		n[spaceToken(s.space)]++
		c.spaces[k][context] = n
	}
}

func (c *cache) count(kind int, context uint64, t token) {
	at, ok := c.contexts[kind][context]
	if !ok {
		at = int32(len(c.heads))
		c.contexts[kind][context] = at
		c.heads = append(c.heads, head{first: -1})
	}
	h := &c.heads[at]
	h.total++
	i := h.first
	for i >= 0 && c.links[i].token != t {
		i = c.links[i].next
	}
	if i < 0 {
		i = int32(len(c.links))
		c.links = append(c.links, link{follower{t, 0}, h.first})
		h.first = i
	}
	c.links[i].count++
	h.most = max(h.most, c.links[i].count)
}

// find appends the followers of a context to list.
func (c *cache) find(kind int, context uint64, list []follower) (followers []follower, total, most uint32) {
	at, ok := c.contexts[kind][context]
	if !ok {
		return list, 0, 0
	}
	h := c.heads[at]
	for i := h.first; i >= 0; i = c.links[i].next {
		list = append(list, c.links[i].follower)
	}
	return list, h.total, h.most
}
