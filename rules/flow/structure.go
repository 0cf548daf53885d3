package flow

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// isOf reports whether an instruction is what a row of what goes by no name speaks of.
func (r *resolving) isOf(k int32, in *instr, row *row) bool {
	switch row.name {
	case "dereference":
		return (in.op == opField || in.op == opIndex) && r.dereferences(in) || in.op == opSet && writesBehind(r.form, r.self.node, in)
	case "argument":
		return in.op == opCall && r.lang.Name != "cpp" && !r.macroCalled(in)
	case "result":
		return in.op == opReturn && in.hi > in.lo && in.flags&flagLambda == 0
	case "array-index":
		return in.op == opIndex && r.sizedArray(r.self.args[in.lo]) && !r.unread(in.at+r.self.node)
	case "local-array":
		return in.op == opUse && r.returnsPointer() && r.localArray(k)
	case "local-address":
		return in.op == opField && in.flags&flagAddress != 0 && r.returnsPointer() && r.localVariable(in)
	case "null":
		return in.op == opConst && in.flags&flagWord != 0 && nulls[in.text]
	case "truth":
		return k == 0
	case "upper-bound":
		return in.op == opBinary && orders[in.text]
	case "remainder":
		return in.op == opBinary && (in.text == "%" || in.text == "&")
	}
	return false
}

var orders = map[string]bool{"<": true, "<=": true, ">": true, ">=": true}

// structural returns the operands that such an instruction is a sink for.
func structural(f *function, u use) []int16 {
	switch u.row.name {
	case "dereference":
		if f.instrs[u.instr].op == opSet {
			return []int16{argResult}
		}
	case "array-index":
		return []int16{1}
	case "argument":
		var out []int16
		for k := 2; k < len(f.operands(u.instr)); k++ {
			out = append(out, int16(k))
		}
		return out
	}
	return []int16{0}
}

// guard adds the tests of a row of what goes by no name.
func (p *plan) guard(f *function, u use) {
	if u.row.name == "truth" {
		p.truth = true
		return
	}
	less := f.instrs[u.instr].text[0] == '<'
	p.add(u.instr, event{kind: evGuard, match: -1, arg: 0, holds: less})
	p.add(u.instr, event{kind: evGuard, match: -1, arg: 1, holds: !less})
}

// dereferences reports whether code goes through a pointer: *p, p->x and p[i], unless only an address is taken
// or a size asked for.
func (r *resolving) dereferences(in *instr) bool {
	n := in.at + r.self.node
	switch r.form.Node(n).Role {
	case syntax.RoleUnary:
		if r.form.Text(n) != "*" {
			return false
		}
	case syntax.RoleMember:
		if r.form.Text(n) != "->" {
			return false
		}
	case syntax.RoleIndex:
	default:
		return false
	}
	return !r.unread(n)
}

// writesBehind reports whether a write is one of what a pointer points to: *p = x.
func writesBehind(form *syntax.Form, member int32, in *instr) bool {
	if in.to < 0 {
		return false
	}
	n := form.Node(in.to + member).Parent
	return n >= 0 && form.Node(n).Role == syntax.RoleUnary && form.Text(n) == "*"
}

// unread reports whether an expression is not evaluated: its address is taken, or its size.
func (r *resolving) unread(n int32) bool {
	chain := true
	for at := r.form.Node(n).Parent; at > r.self.node; at = r.form.Node(at).Parent {
		node := r.form.Node(at)
		if node.Role == syntax.RoleOther && unevaluated[r.lang.KindName(node.Kind)] || node.Role == syntax.RoleCall && r.sizes(at) {
			return true
		}
		switch {
		case node.Flags&syntax.FormStatement != 0 || node.Role == syntax.RoleBlock:
			return false
		case chain && node.Role == syntax.RoleUnary && r.form.Text(at) == "&":
			return true
		case node.Role != syntax.RoleMember || r.form.Text(at) == "->":
			chain = false
		}
	}
	return false
}

var unevaluated = map[string]bool{"sizeof_expression": true, "alignof_expression": true, "decltype": true, "offsetof_expression": true}

// sizes reports whether a call is one of those that look at the type of what they are given.
func (r *resolving) sizes(call int32) bool {
	callee := r.form.Child(call, syntax.SlotCallee)
	return callee >= 0 && slices.Contains([]string{"typeof", "__typeof__", "offsetof", "container_of", "ARRAY_SIZE", "alignof"}, r.form.Text(callee))
}

func (r *resolving) macroCalled(in *instr) bool {
	callee := r.form.Child(in.at+r.self.node, syntax.SlotCallee)
	return callee >= 0 && (allCapitals(r.form.Text(callee)) || takesCode(r.form, r.form.Node(callee).Parent))
}

// declarationOf returns the declaration of the variable that a value is read from, -1 if the function has none.
func (r *resolving) declarationOf(v int32) int32 {
	m := r.self
	if in := &m.instrs[v]; in.op != opUse || m.cells[in.cell].free {
		return -1
	}
	if r.declares == nil {
		r.declares = map[int32]int32{}
		for k := range m.instrs {
			in := &m.instrs[k]
			if _, known := r.declares[in.cell]; in.op != opSet || known {
				continue
			}
			r.declares[in.cell] = -1
			if n := in.at + m.node; r.form.Node(n).Flags&syntax.FormDeclaration != 0 {
				r.declares[in.cell] = n
			}
		}
	}
	if d, ok := r.declares[m.instrs[v].cell]; ok {
		return d
	}
	return -1
}

// lasting are the words that let a variable outlive the function.
var lasting = []string{"static", "extern", "thread_local", "_Thread_local", "__thread"}

func (r *resolving) isLasting(declaration int32) bool {
	for c := r.form.First(declaration); c >= 0; c = r.form.Next(c) {
		if r.form.Node(c).Role == syntax.RoleModifier && slices.Contains(lasting, r.form.Text(c)) {
			return true
		}
	}
	return false
}

func (r *resolving) typeKind(declaration int32) string {
	if typ := r.form.Child(declaration, syntax.SlotType); typ >= 0 {
		return r.lang.KindName(r.form.Node(typ).Kind)
	}
	return ""
}

func (r *resolving) localArray(k int32) bool {
	n := r.self.instrs[k].at + r.self.node
	if parent := r.form.Node(n).Parent; r.form.Node(parent).Role == syntax.RoleIndex && r.form.Node(n).Slot == syntax.SlotObject {
		return false
	}
	d := r.declarationOf(k)
	return d >= 0 && r.typeKind(d) == "array_declarator" && !r.isLasting(d)
}

// localVariable reports whether an address is that of a variable of the function, or lies in it.
func (r *resolving) localVariable(in *instr) bool {
	base, indexed := r.self.args[in.lo], false
	for r.self.instrs[base].op == opIndex || r.self.instrs[base].op == opField {
		n := r.self.instrs[base].at + r.self.node
		if role := r.form.Node(n).Role; role == syntax.RoleIndex {
			indexed = true
		} else if role != syntax.RoleMember || r.form.Text(n) != "." {
			return false
		}
		base = r.self.args[r.self.instrs[base].lo]
	}
	d := r.declarationOf(base)
	if d < 0 || r.isLasting(d) {
		return false
	}
	kind := r.typeKind(d)
	return kind != "reference_declarator" && (!indexed || kind == "array_declarator")
}

// sizedArray reports whether a value is an array that was declared with a size, here or in the file.
func (r *resolving) sizedArray(v int32) bool {
	d := r.declarationOf(v)
	if d < 0 || r.typeKind(d) != "array_declarator" {
		return false
	}
	return r.form.Child(r.form.Child(d, syntax.SlotType), syntax.SlotValue) >= 0
}

func (r *resolving) returnsPointer() bool {
	result := r.form.Child(r.self.node, syntax.SlotResult)
	return result >= 0 && r.lang.KindName(r.form.Node(result).Kind) == "pointer_declarator"
}

// keyword returns the word of the language that a call stands for: C++'s new and delete, of one or of several.
func (r *resolving) keyword(in *instr) string {
	n := in.at + r.self.node
	word := map[string]string{"delete_expression": "delete", "new_expression": "new"}[r.lang.KindName(r.form.Node(n).Kind)]
	if word == "" || r.lang.Name != "cpp" {
		return ""
	}
	text := r.form.Tree().Text()[r.form.Span(n).Start:r.form.Span(n).End]
	if word == "delete" {
		text, _, _ = strings.Cut(strings.TrimPrefix(text, "::"), "]")
		if strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(text, word)), "[") {
			word += "[]"
		}
		return word
	}
	if at := strings.IndexAny(text, "[({"); at >= 0 && text[at] == '[' {
		word += "[]"
	}
	return word
}
