package flow

import (
	"slices"
	"strings"
)

// Some data is dangerous only once it was joined to something: a function whose caller names a file opens the file that
// it was told to, but one that appends the caller's name to a folder of its own lets the caller out of that folder. A
// row of a source that says joins is such a place: what it makes is of the row's kind where a part behind the base is of
// the kind that the row gives, and the base is not. A taint of the given kind has a twin for that, and so has each input
// of a function, so that functions may join for others.

// joinForm says what a row joins.
type joinForm uint8

const (
	joinNot    joinForm = iota
	joinPath            // parts of a path: any first part is a base
	joinText            // pieces of text: one without a separator is no base
	joinMarkup          // pieces of text, one of which is markup
)

var joinForms = map[string]joinForm{"path": joinPath, "text": joinText, "markup": joinMarkup}

// concatenation is what a row speaks of that joins by an operator or a template.
const concatenation = "concatenation"

// concatenates reports whether an instruction builds a text or a path of its operands.
func (r *resolving) concatenates(in *instr) bool {
	switch in.op {
	case opJoin:
		return in.text == "+"
	case opBinary:
		return in.text == "+" || in.text == "/" || in.text == "%" && r.lang.Name == "python"
	}
	return false
}

// planJoin adds what a row that joins makes of its operands.
func (x *fileRun) planJoin(p *plan, m *member, u use) {
	if p.joins == nil {
		p.joins = map[int32]*row{}
	}
	p.joins[u.instr] = u.row
	for _, arg := range ports(m.function, u, port{kind: portReturn}) {
		p.add(u.instr, event{kind: evJoin, match: -1, arg: arg})
	}
}

// waits reports whether sources of a kind count for a rule only where they are joined.
func (x *fileRun) waits(kind string) bool {
	if x.given == nil {
		x.given = map[string]string{}
		for _, uses := range x.uses {
			for _, u := range uses {
				if u.row.joins != joinNot && overlap(u.row.kinds, x.rule.spec.models.from) {
					x.given[u.row.given] = u.row.kinds[0]
				}
			}
		}
	}
	return x.given[kind] != ""
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

// twin gives a source the taint that it has where it was joined.
func (x *fileRun) twin(k int32) {
	h := x.hits[k]
	h.kind, h.waits = x.given[h.kind], false
	x.hits = append(x.hits, h)
	x.hits[k].twin = int32(len(x.hits) - 1)
}

// joined returns what a set is once it was joined.
func (x *fileRun) joined(set int32) int32 {
	out := int32(0)
	x.sets.each(set, func(t int32) {
		if twin := x.twinOf(t); twin >= 0 {
			out = x.sets.union(out, x.sets.single(twin))
		}
	})
	return out
}

// twinOf returns the taint that a taint becomes by a join, -1 if it stays what it is.
func (x *fileRun) twinOf(t int32) int32 {
	switch {
	case int(t) >= x.inputs+maxInputs:
		return -1
	case int(t) >= x.inputs:
		return t + maxInputs
	case x.hits[t].twin > 0:
		return x.hits[t].twin
	}
	return -1
}

// unwaited returns a set without the parameters that wait to be joined, or were: what some function makes of a name or
// a path is another one.
func (x *fileRun) unwaited(set int32) int32 {
	if len(x.given) == 0 || set == 0 {
		return set
	}
	joined := x.given["parameter"]
	return x.sets.without(set, func(t int32) bool {
		if int(t) >= x.inputs {
			return false
		}
		h := &x.hits[t]
		return joined != "" && (h.kind == "parameter" && h.waits || h.kind == joined)
	})
}

// ofParameter reports whether a field is read from an object that the function was given: it is not what a caller calls
// a name.
func (r *run) ofParameter(in *instr) bool {
	if in.text == pointee || in.cell < 0 {
		return false
	}
	root := r.root(in.cell)
	return slices.ContainsFunc(r.params, func(p int32) bool { return r.instrs[p].cell == root })
}

// withTwins adds what the inputs of a callee hold once it has joined them.
func (x *fileRun) withTwins(given []int32) []int32 {
	if len(x.given) == 0 {
		return given
	}
	out := make([]int32, maxInputs+len(given))
	copy(out, given)
	for k, set := range given {
		out[maxInputs+k] = x.sets.union(x.joined(set), x.sets.without(set, func(t int32) bool { return x.twinOf(t) >= 0 }))
	}
	return out
}

// join returns what an instruction joins to a base.
func (r *run) join(i int32) int32 {
	row, out, base := r.plan.joins[i], int32(0), false
	if row.joins == joinMarkup {
		return r.joinMarkup(i, row)
	}
	for _, a := range r.pieces(i, row) {
		if a < 0 {
			continue
		}
		twins := r.file.joined(r.deep[a])
		switch {
		case twins != 0 && !base && !r.captured(r.deep[a]):
			return 0 // the base itself is given
		case twins != 0 && !base:
			base = true
		case twins != 0:
			out = r.sets.union(out, twins)
		default:
			base = base || r.isBase(a, row)
		}
	}
	return out
}

// joinMarkup returns what an instruction puts into markup.
func (r *run) joinMarkup(i int32, row *row) int32 {
	out, markup := int32(0), false
	for _, a := range r.pieces(i, row) {
		if a < 0 {
			continue
		}
		text, known := r.textOf(a)
		markup = markup || known && strings.ContainsAny(text, "<>")
		out = r.sets.union(out, r.file.joined(r.deep[a]))
	}
	if !markup {
		return 0
	}
	return out
}

// textOf returns the text that a value is known to be.
func (r *run) textOf(a int32) (string, bool) {
	if r.facts != nil && r.facts[a].kind == factString {
		return r.facts[a].text, true
	}
	return r.instrs[a].text, r.instrs[a].op == opConst
}

// captured reports whether a value comes from variables around the function, as a folder of the file's own does.
func (r *run) captured(set int32) bool {
	first := int32(r.file.inputs + min(len(r.params), maxInputs))
	return r.sets.without(set, func(t int32) bool { return t >= first }) == 0
}

// pieces lists the values that an instruction joins, in order.
func (r *run) pieces(i int32, row *row) []int32 {
	if r.instrs[i].op != opCall {
		return r.elements(r.operands(i))
	}
	from := row.from
	if from == nil {
		from = []port{{kind: portArguments}}
	}
	var out []int32
	for _, p := range from {
		for _, k := range p.operands(r.function, i) {
			out = append(out, r.operandOf(i, k))
		}
	}
	return r.elements(out)
}

// elements puts the elements of collections that are written out in the place of the collections.
func (r *run) elements(values []int32) []int32 {
	var out []int32
	for _, v := range values {
		if v >= 0 && r.instrs[v].op == opRecord {
			out = append(out, r.operands(v)...)
		} else {
			out = append(out, v)
		}
	}
	return out
}

// isBase reports whether what follows a piece is looked for below it: a folder, or text that ends in one.
func (r *run) isBase(a int32, row *row) bool {
	text, known := r.textOf(a)
	if !known {
		return true
	}
	if row.joins == joinPath {
		return text != ""
	}
	if end := strings.IndexAny(text, "%{"); end >= 0 {
		text = text[:end] // what the format puts there is a piece of its own
	}
	return strings.ContainsAny(text, `/\`)
}
