package flow

import "slices"

// callTargets are the functions of the file that a member calls.
type callTargets struct {
	byCall map[int32]int
	list   []int
	called bool // by some member: its inputs matter
}

// resolveCalls finds which calls are to functions of the file.
func (f *file) resolveCalls() []callTargets {
	byName := make(map[string][]int, len(f.members))
	single := make([]int, len(f.members))
	for i := range f.members {
		if name := f.members[i].name; name != "" {
			if single[i] = i; byName[name] == nil {
				byName[name] = single[i : i+1 : i+1]
				continue
			}
			byName[name] = append(byName[name], i)
		}
	}
	out := make([]callTargets, len(f.members))
	for i := range f.members {
		for _, ref := range f.members[i].around.calls {
			candidates := byName[ref.name]
			if len(candidates) == 0 {
				continue
			}
			g := -1
			if ref.object == "" && ref.class == "" {
				g = f.named(i, f.fitting(i, ref.instr, candidates))
			} else {
				g = f.method(i, ref, f.fitting(i, ref.instr, candidates))
			}
			if g >= 0 {
				out[i].add(ref.instr, g)
			}
		}
	}
	for i := range out {
		for _, g := range out[i].list {
			out[g].called = true
		}
	}
	return out
}

func (t *callTargets) add(call int32, member int) {
	if t.byCall == nil {
		t.byCall = map[int32]int{}
	}
	t.byCall[call] = member
	if !slices.Contains(t.list, member) {
		t.list = append(t.list, member)
	}
}

// named returns the function that a bare name means in a member: of its own class where methods need no
// receiver, or one that a member around it has.
func (f *file) named(i int, candidates []int) int {
	best := -1
	for _, g := range candidates {
		m := &f.members[g]
		switch {
		case m.class >= 0 && (m.class != f.members[i].class || !f.bareMethods):
			continue
		case m.class < 0 && !f.encloses(m.parent, i):
			continue
		}
		if best >= 0 && f.members[best].parent == m.parent && f.members[best].class == m.class {
			if f.overloads {
				return -1 // which one is called depends on types
			}
		}
		best = g
	}
	return best
}

func (f *file) encloses(outer, i int) bool {
	for ; i >= 0; i = f.members[i].parent {
		if i == outer {
			return true
		}
	}
	return false
}

// fitting returns the candidates that take as many arguments as a call gives, where a language tells functions of
// one name apart by that.
func (f *file) fitting(i int, call int32, candidates []int) []int {
	if !f.overloads || len(candidates) < 2 {
		return candidates
	}
	given := len(f.members[i].operands(call)) - 2
	var out []int
	for _, g := range candidates {
		if len(f.members[g].params) == given {
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return candidates
	}
	return out
}

// method returns the method that is called on an object: by its class, by the class as a name, or on the object
// itself. A class that only a declaration names may be one that others extend; then none is known.
func (f *file) method(i int, ref reference, candidates []int) int {
	for _, g := range candidates {
		m := &f.members[g]
		if m.class < 0 && m.receiverType == "" {
			continue
		}
		if isSelf(ref.object) && m.class >= 0 && m.class == f.classAround(i) ||
			m.class >= 0 && f.classNames[m.class] == ref.object ||
			m.receiverType != "" && m.receiverType == f.members[i].receiverType && ref.object == f.members[i].receiver {
			return g
		}
	}
	if ref.class == "" || ref.declared && f.extended[ref.class] || ref.object != "" && f.writtenWithin(i, ref.object) {
		return -1
	}
	for _, g := range candidates {
		m := &f.members[g]
		if m.class >= 0 && f.classNames[m.class] == ref.class || m.receiverType != "" && m.receiverType == ref.class {
			return g
		}
	}
	return -1
}

// writtenWithin reports whether a function in a member writes a variable of that name of what is around it.
func (f *file) writtenWithin(i int, name string) bool {
	for j := i + 1; j < len(f.members) && f.encloses(i, j); j++ {
		if contains(f.members[j].around.writes, name) {
			return true
		}
	}
	return false
}

func (f *file) classAround(i int) int32 {
	for ; i >= 0; i = f.members[i].parent {
		if f.members[i].class >= 0 {
			return f.members[i].class
		}
	}
	return -1
}
