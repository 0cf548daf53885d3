package flow

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// called forgets what a call may change: parts of what it is given, what it is given the address of, variables
// of the file, and in C++, where it may take references, what it is given itself.
func (r *pointers) called(i int32, in *instr) {
	ends := slices.ContainsFunc(r.plan.events[i], func(e event) bool { return e.kind == evSide })
	for k, a := range r.operands(i) {
		if a = r.plain(a); a < 0 || k == 1 {
			continue
		}
		c, exact := r.placeOf(a)
		if op := &r.instrs[a]; op.op == opField && op.flags&flagAddress != 0 && op.cell >= 0 {
			r.forget(op.cell)
		} else if exact && k == 0 && r.ofValue(i) {
			r.forget(c)
		} else if exact && !ends && k != 0 && (r.file.rule.lang.Name == "cpp" && r.plan.events[i] == nil && r.plan.steps[i] == nil || r.isMacro(i)) {
			r.forget(c)
		} else if exact {
			r.forgetParts(c)
		}
	}
	if ends {
		return
	}
	for c := range r.cells {
		if r.cells[c].free && r.cur[c] != 0 && !r.local(int32(c)) {
			r.set(int32(c), 0)
		}
	}
}

func (r *pointers) local(c int32) bool { return !r.cells[r.root(c)].free }

// ofValue reports whether a method is called of a variable itself, as of a smart pointer, not through a pointer.
func (r *pointers) ofValue(i int32) bool {
	callee := r.file.form.Child(r.instrs[i].at+r.file.members[r.member].node, syntax.SlotCallee)
	return callee >= 0 && r.file.form.Text(callee) == "."
}

// isMacro reports whether a call looks like that of a macro, which may write to what it is given.
func (r *pointers) isMacro(i int32) bool {
	callee := r.file.form.Child(r.instrs[i].at+r.file.members[r.member].node, syntax.SlotCallee)
	return callee >= 0 && (allCapitals(r.file.form.Text(callee)) || takesCode(r.file.form, r.file.form.Node(callee).Parent))
}

// takesCode reports whether a call is given what no function can be given, or is followed by a block or a
// statement as only that of a macro is.
func takesCode(form *syntax.Form, call int32) bool {
	if text := strings.TrimLeft(form.Tree().Text()[form.Span(call).End:], " \t\r\n"); text != "" && (text[0] == '{' || text[0] == '_' || 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z') {
		return true
	}
	for c := form.First(call); c >= 0; c = form.Next(c) {
		if role := form.Node(c).Role; role == syntax.RoleBlock || role == syntax.RoleError {
			return true
		}
	}
	return false
}

// alternatives reports whether the preprocessor takes only one of two places, or takes another way instead of the
// first: an #else stands between them, or beside the first of them.
func (x *fileRun) alternatives(a, b int32) bool {
	from, to := x.hits[a].span, x.hits[b].span
	if x.rule.lang.Name != "c" && x.rule.lang.Name != "cpp" || from.Start >= to.Start {
		return false
	}
	text := x.form.Tree().Text()
	depth, other := 0, false
	for line := range strings.Lines(text[from.Start:to.Start]) {
		switch directive(line) {
		case "if":
			depth++
		case "endif":
			if depth--; depth < 0 {
				return other || isElse(text[:from.Start])
			}
		case "else":
			other = other || depth == 0
		}
	}
	return other
}

// isElse reports whether a text ends in the branch of a conditional of the preprocessor that is not its first.
func isElse(before string) bool {
	depth := 0
	for before != "" {
		cut := strings.LastIndexByte(before, '\n')
		line := before[cut+1:]
		before = before[:max(cut, 0)]
		switch directive(line) {
		case "endif":
			depth++
		case "if":
			if depth--; depth < 0 {
				return false
			}
		case "else":
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// directive returns what a line says to the preprocessor about conditions: if, else or endif; "" otherwise.
func directive(line string) string {
	word, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
	word = strings.TrimSpace(word)
	switch {
	case !ok:
		return ""
	case strings.HasPrefix(word, "if"):
		return "if"
	case strings.HasPrefix(word, "endif"):
		return "endif"
	case strings.HasPrefix(word, "el"):
		return "else"
	}
	return ""
}

func allCapitals(name string) bool {
	letters := 0
	for _, c := range []byte(name) {
		if 'a' <= c && c <= 'z' {
			return false
		}
		if 'A' <= c && c <= 'Z' {
			letters++
		}
	}
	return letters > 1
}

func (r *pointers) forget(c int32) {
	r.set(c, 0)
	r.forgetParts(c)
}

func (r *pointers) forgetParts(c int32) {
	for k := r.cells[c].first; k >= 0; k = r.cells[k].next {
		r.forget(k)
	}
}
