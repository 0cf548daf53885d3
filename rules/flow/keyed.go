package flow

import (
	"slices"
	"strings"
)

// keyedCalls are the methods that find parts of their receiver by constants, as the rows of models say: by name,
// which arguments are the keys.
type keyedCalls map[string][][]int

// keyed lists the methods whose rows name keys.
func (x *modelIndex) keyed() keyedCalls {
	out := keyedCalls{}
	for name, rows := range x.calls {
		for _, r := range rows {
			var at []int
			for _, p := range r.key {
				at = append(at, p.index)
			}
			if at != nil && !slices.ContainsFunc(out[name], func(o []int) bool { return slices.Equal(o, at) }) {
				out[name] = append(out[name], at)
			}
		}
	}
	return out
}

// keyName returns the name of the part that a constant key means: Python tells fields from keys, others do not.
func (f *shape) keyName(key string) string {
	if f.lang.Name == "python" {
		return "[" + key
	}
	return key
}

// keyedParts makes cells for the parts of a receiver that the literal arguments of a call name.
func (b *builder) keyedParts(args []int32) {
	if args[0] < 0 || args[1] < 0 || b.instrs[args[1]].op != opField {
		return
	}
	for _, keys := range b.keyed[b.instrs[args[1]].text] {
		cell := b.cellOf(args[0])
		for _, k := range keys {
			if cell < 0 || k+2 >= len(args) || b.instrs[args[k+2]].op != opConst {
				break
			}
			cell = b.part(cell, b.keyName(b.instrs[args[k+2]].text))
		}
	}
}

// keyedPart returns the part of a call's receiver that the constants in a row's keys name, -1 if some key is no
// constant, and whether the part has a cell of its own; where it has none, it is in what holds it.
func (r *run) keyedPart(i int32, row *row) (cell int32, own bool) {
	cell, exact := r.placeOf(r.operands(i)[0])
	if cell < 0 || !exact || r.facts == nil {
		return -1, false
	}
	own = true
	for _, p := range row.key {
		args := r.operands(i)
		if p.index+2 >= len(args) || r.facts[args[p.index+2]].kind < factString || r.keys[int(r.instrs[i].lo)+p.index+2] != "" {
			return -1, false
		}
		part := r.function.child(cell, r.keyName(r.facts[args[p.index+2]].text))
		if part < 0 {
			return cell, false
		}
		cell = part
	}
	return cell, own
}

// taken returns what a step takes from the receiver of a call by its keys.
func (r *run) taken(i int32, row *row) int32 {
	object := r.operands(i)[0]
	cell, own := r.keyedPart(i, row)
	switch {
	case cell < 0 || r.clean[object]:
		return r.deep[object]
	case own:
		return r.sets.union(r.deepOf(cell), r.extra[object])
	}
	return r.sets.union(r.cur[cell], r.extra[object])
}

// putAt stores what a step gives to the receiver of a call by its keys.
func (r *run) putAt(i int32, row *row, set int32) {
	cell, own := r.keyedPart(i, row)
	switch {
	case cell < 0:
		r.taintPlace(r.operands(i)[0], set)
	case own && r.instrs[i].flags&flagWeak == 0:
		r.clearAndSet(cell, set)
		r.share(cell, i, set, false)
	default:
		r.addAll(cell, set)
		r.share(cell, i, set, true)
	}
}

// keepsOrder are methods after which the elements of a list stand where they stood.
var keepsOrder = map[string]bool{"append": true, "push": true, "get": true, "size": true, "length": true, "join": true, "contains": true,
	"includes": true, "forEach": true, "map": true, "filter": true, "items": true, "keys": true, "values": true, "format": true, "len": true, "print": true}

// moved lets the elements of the lists that a call is given be each other's: it may sort, remove or insert.
func (r *run) moved(i int32) {
	args := r.operands(i)
	if args[1] >= 0 {
		callee := &r.instrs[args[1]]
		if callee.op == opField && (keepsOrder[callee.text] || callee.text == "add" && len(args) == 3) ||
			callee.op == opUse && keepsOrder[r.cells[callee.cell].name] {
			return
		}
	}
	for _, a := range args {
		if a < 0 {
			continue
		}
		if cell, exact := r.placeOf(a); exact && r.cells[cell].first >= 0 {
			r.mixed(cell)
		}
	}
}

// mixed gives each numbered part of a cell what any of them holds, and those that have no cell of their own.
func (r *run) mixed(cell int32) {
	set := int32(0)
	for k := r.cells[cell].first; k >= 0; k = r.cells[k].next {
		if isNumbered(r.cells[k].name) {
			set = r.sets.union(set, r.deepOf(k))
		}
	}
	if set == 0 {
		return
	}
	r.add(cell, set)
	for k := r.cells[cell].first; k >= 0; k = r.cells[k].next {
		if isNumbered(r.cells[k].name) {
			r.addAll(k, set)
		}
	}
}

// isNumbered reports whether the name of a part is an index.
func isNumbered(name string) bool {
	name = strings.TrimPrefix(name, "[")
	return name != "" && strings.Trim(name, "0123456789") == ""
}
