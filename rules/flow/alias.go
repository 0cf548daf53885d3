package flow

// An alias is a place that may be the same thing as another one since an instruction ran.
type alias struct{ cell, since int32 }

// alias notes which places an assignment makes names of one thing. What is written to a part of one of them
// is found in the others.
func (b *builder) alias() {
	b.aliases = map[int32][]alias{}
	for i := range b.instrs {
		in := &b.instrs[i]
		if in.op != opSet {
			continue
		}
		for _, src := range b.things(b.args[in.lo], 0) {
			if src != in.cell {
				b.aliases[src] = append(b.aliases[src], alias{in.cell, int32(i)})
				b.aliases[in.cell] = append(b.aliases[in.cell], alias{src, int32(i)})
			}
		}
	}
}

// things returns the places that a value may be.
func (b *builder) things(v int32, depth int) []int32 {
	if depth > 8 {
		return nil
	}
	in := &b.instrs[v]
	args := b.operands(v)
	switch in.op {
	case opUse:
		return []int32{in.cell}
	case opField:
		if c := b.place(v); c >= 0 {
			return []int32{c}
		}
		if base := &b.instrs[args[0]]; base.op == opRecord {
			for k := base.lo; k < base.hi; k++ {
				if b.keys[k] == in.text {
					return b.things(b.args[k], depth+1)
				}
			}
		}
	case opSelect:
		return append(b.things(args[1], depth+1), b.things(args[2], depth+1)...)
	case opBinary:
		if lazyOperators[in.text] || in.text == "??" {
			return append(b.things(args[0], depth+1), b.things(args[1], depth+1)...)
		}
	case opJoin:
		if len(args) == 1 && in.text == "" {
			return b.things(args[0], depth+1)
		}
	}
	return nil
}

// maxAliases bounds how many names of one thing are followed.
const maxAliases = 64

// share gives what was written to a part of a place at an instruction to the other names of what holds it.
// whole says that the place itself was changed, not only named anew.
func (r *run) share(c, i, set int32, whole bool) {
	if !r.calls || set == 0 || len(r.aliases) == 0 {
		return
	}
	var path []string
	for at := c; at >= 0; at = r.cells[at].parent {
		if at != c || whole {
			r.shareAt(at, i, set, path)
		}
		path = append(path, r.cells[at].name)
	}
}

// shareAt adds taint to the part of all other names of a place that path leads to, innermost first.
func (r *run) shareAt(at, i, set int32, path []string) {
	if r.aliases[at] == nil {
		return
	}
	seen, work := map[int32]bool{at: true}, []int32{at}
	for len(work) > 0 && len(seen) < maxAliases {
		next := work[0]
		work = work[1:]
		for _, a := range r.aliases[next] {
			if seen[a.cell] || a.since > i && (r.loopOf(i) < 0 || r.loopOf(i) != r.loopOf(a.since)) {
				continue
			}
			seen[a.cell] = true
			work = append(work, a.cell)
			r.addPart(a.cell, path, set)
		}
	}
}

func (r *run) loopOf(i int32) int32 { return r.blocks[r.instrs[i].block].loop }

func (r *run) addPart(c int32, path []string, set int32) {
	for k := len(path) - 1; k >= 0; k-- {
		part := r.function.child(c, path[k])
		if part < 0 {
			break
		}
		c = part
	}
	r.addAll(c, set)
}
