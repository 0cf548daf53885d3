package flow

import (
	"regexp"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A modelIndex finds the rows that may speak of an instruction, by the last name. It is immutable.
type modelIndex struct {
	calls, reads, writes map[string][]*row
	params, built        []*row
	structure            []*row          // of what goes by no name
	results              []*row          // sinks that functions return to
	known                map[string]bool // names in full of what rows speak of, and of its owners
}

func newModelIndex(m *Models) *modelIndex {
	x := &modelIndex{calls: map[string][]*row{}, reads: map[string][]*row{}, writes: map[string][]*row{}, known: map[string]bool{}}
	if m == nil {
		return x
	}
	for _, r := range m.rows {
		x.known[r.name], x.known[r.owner] = true, true
		switch {
		case r.form == formAnnotation && r.section == sectionSinks:
			x.results = append(x.results, r)
		case r.form == formOf && r.joins != joinNot:
			x.built = append(x.built, r)
		case r.form == formOf && !ofParameters[r.name]:
			x.structure = append(x.structure, r)
		case r.form == formCallee:
			x.calls[r.last] = append(x.calls[r.last], r)
		case r.form == formAccess:
			x.reads[r.last] = append(x.reads[r.last], r)
		case r.form == formAssign:
			x.writes[r.last] = append(x.writes[r.last], r)
		default:
			x.params = append(x.params, r)
		}
	}
	return x
}

// A use is a row that speaks of an instruction.
type use struct {
	instr int32
	row   *row
}

// find lists the rows that speak of the instructions of a member.
func (r *resolving) find() {
	m := r.self
	for k := range m.instrs {
		in := &m.instrs[k]
		switch in.op {
		case opCall:
			r.findCall(int32(k), in)
		case opField:
			for _, row := range r.index.reads[strings.TrimPrefix(in.text, "[")] {
				if row.section == sectionSources && in.text == row.last && r.reads(in, m.args[in.lo], row) {
					r.uses = append(r.uses, use{int32(k), row})
				}
			}
		case opUse:
			for _, row := range r.index.reads[m.cells[in.cell].name] {
				if name, _ := r.fullName(in.at + m.node); row.section == sectionSources && name == row.name {
					r.uses = append(r.uses, use{int32(k), row})
				}
			}
		case opSet, opPut:
			r.findWrite(int32(k), in)
		case opParam:
			r.findParam(int32(k), in)
		case opReturn:
			for _, row := range r.index.results {
				if r.annotated(m.node, row) {
					r.uses = append(r.uses, use{int32(k), row})
				}
			}
		case opJoin, opBinary:
			if r.concatenates(in) {
				for _, row := range r.index.built {
					r.uses = append(r.uses, use{int32(k), row})
				}
			}
		}
		for _, row := range r.index.structure {
			if r.isOf(int32(k), in, row) {
				r.uses = append(r.uses, use{int32(k), row})
			}
		}
	}
}

func (r *resolving) findCall(k int32, in *instr) {
	c := r.callee(k, in)
	if word := r.keyword(in); word != "" {
		c = callee{full: word, last: word}
	}
	for _, row := range r.index.calls[c.last] {
		if row.section != sectionTypes && r.called(&c, row) {
			r.uses = append(r.uses, use{k, row})
		}
	}
	if c.full != "" && strings.LastIndexByte(c.full, '.') >= 0 {
		if last := c.full[strings.LastIndexByte(c.full, '.')+1:]; last != c.last {
			for _, row := range r.index.calls[last] {
				if row.section != sectionTypes && row.name == c.full {
					r.uses = append(r.uses, use{k, row})
				}
			}
		}
	}
}

// findWrite looks for rows of a property that is written.
func (r *resolving) findWrite(k int32, in *instr) {
	if in.to < 0 {
		return
	}
	n := in.to + r.self.node
	r.findProperty(k, n)
	if role := r.form.Node(n).Role; role == syntax.RoleMember || role == syntax.RoleIndex {
		r.findProperty(k, r.form.Child(n, syntax.SlotObject))
	}
}

// findProperty looks for rows of a property that is written, itself or a part of it.
func (r *resolving) findProperty(k, n int32) {
	if n < 0 {
		return
	}
	object, name := r.form.Child(n, syntax.SlotObject), r.form.Child(n, syntax.SlotName)
	if r.form.Node(n).Role == syntax.RoleName {
		full, _ := r.fullName(n)
		for _, row := range r.index.writes[full[strings.LastIndexByte(full, '.')+1:]] {
			if full == row.name {
				r.uses = append(r.uses, use{k, row})
			}
		}
	}
	if r.form.Node(n).Role != syntax.RoleMember || object < 0 || name < 0 {
		return
	}
	for _, row := range r.index.writes[r.form.Text(name)] {
		if full, _ := r.fullName(n); full == row.name || row.byName || strings.Join(r.names.Parts(n), ".") == row.name || sameType(r.objectType(object), row.owner) {
			r.uses = append(r.uses, use{k, row})
		}
	}
}

// objectType returns the type of an expression that was lowered somewhere in a member.
func (r *resolving) objectType(n int32) string {
	m := r.self
	for k := range m.instrs {
		if m.instrs[k].at+m.node == n && r.types[k] != "" {
			return r.types[k]
		}
	}
	return "?"
}

// findParam looks for rows of parameters: by annotations of it or of its function, and by how the function
// can be called.
func (r *resolving) findParam(k int32, in *instr) {
	at := in.at + r.self.node
	if in.flags&flagLambda != 0 && !r.self.lambda && !r.exportedLambda(r.form.Node(at).Parent) {
		return
	}
	for _, row := range r.index.params {
		switch row.form {
		case formAnnotation:
			if r.annotated(at, row) || r.annotated(r.self.node, row) {
				r.uses = append(r.uses, use{k, row})
			}
		case formOf:
			if r.form.Node(at).Role == syntax.RoleParam && r.isNumeric(at) == (row.name == "public-number") && (row.name == "main" && r.self.name == "main" || row.name != "main" && (in.flags&flagLambda != 0 || r.public()) && !r.isReceiver(k)) {
				r.uses = append(r.uses, use{k, row})
			}
		}
	}
}

// ofParameters are the rows that speak of parameters by how a function can be called.
var ofParameters = map[string]bool{"main": true, "public-function": true, "public-number": true}

// numeric are types whose values cannot hold a text.
var numeric = regexp.MustCompile(`^(const |unsigned |signed |std::)*(u?int(8|16|32|64|max|ptr)?(_t)?|u?intptr|byte|short|long|char|s?size_t|off_t|mode_t|[gpu]id_t|time_t|` +
	`float(32|64)?|double|bool|_Bool|boolean|number|bigint|rune|BOOL|DWORD|Integer|Long|Short|Byte|Float|Double|Boolean|Number|BigInteger|BigDecimal|UUID)( long| int)*$`)

// isNumeric reports whether a parameter is declared to be a number.
func (r *resolving) isNumeric(param int32) bool {
	t := r.form.Child(param, syntax.SlotType)
	if t < 0 {
		return false
	}
	text := strings.TrimPrefix(strings.TrimSpace(r.form.Text(t)), ": ")
	return numeric.MatchString(text) && !strings.ContainsAny(r.form.Text(param), "*[")
}

func (r *resolving) isReceiver(k int32) bool {
	m := r.self
	in := &m.instrs[k]
	return r.form.Node(in.at+m.node).Slot == syntax.SlotReceiver || in.cell >= 0 && (isSelf(m.cells[in.cell].name) || m.cells[in.cell].name == "cls")
}

func (r *resolving) annotated(n int32, row *row) bool {
	for c := r.form.First(n); c >= 0; c = r.form.Next(c) {
		if r.form.Node(c).Role != syntax.RoleDecorator {
			continue
		}
		name := r.form.First(c)
		if name >= 0 && r.form.Node(name).Role == syntax.RoleCall {
			name = r.form.Child(name, syntax.SlotCallee)
		}
		if name < 0 {
			continue
		}
		full, _ := r.fullName(name)
		if full == row.name || full != "" && sameType(full, row.name) || r.decorates(name, row) {
			return true
		}
	}
	return false
}

// decorates reports whether a decorator is a method of a typed variable of the file: @app.route.
func (r *resolving) decorates(n int32, row *row) bool {
	parts := r.names.Parts(n)
	if len(parts) != 2 || parts[1] != row.last {
		return false
	}
	for _, t := range strings.Split(r.outer.globals[parts[0]], "|") {
		if t != "" && sameType(t, row.owner) {
			return true
		}
	}
	return r.outer.globals[parts[0]] == "" && row.byName
}

// public reports whether other code can call a function, by the rules of its language.
func (r *resolving) public() bool {
	m := r.self
	if r.i == 0 || m.parent != 0 || m.name == "" {
		return false
	}
	has := func(words ...string) bool {
		for c := r.form.First(m.node); c >= 0; c = r.form.Next(c) {
			if r.form.Node(c).Role == syntax.RoleModifier && slices.Contains(words, r.form.Text(c)) {
				return true
			}
		}
		return false
	}
	switch r.lang.Name {
	case "python":
		return !strings.HasPrefix(m.name, "_")
	case "go":
		return isUpper(m.name)
	case "java":
		return has("public") && m.name != "main"
	case "c", "cpp":
		return !has("static") && m.name != "main"
	}
	return r.exportedMember(r.i)
}
