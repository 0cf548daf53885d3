package flow

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// exports reports whether the word before an offset is JavaScript's export.
func (f *file) exports(at int) bool {
	before := strings.TrimRight(f.form.Tree().Text()[max(at-40, 0):at], " \t\n")
	before = strings.TrimRight(strings.TrimSuffix(before, "default"), " \t\n")
	return strings.HasSuffix(before, "export")
}

// exportedNames returns the names of a JavaScript file that other files can ask for: those that it exports in
// a list or as a default, and those that it gives to module.exports or exports. Methods that are added to the
// prototype of one are as well. What functions export when they run is not seen.
func (f *file) exportedNames() map[string]bool {
	names := map[string]bool{}
	for i := int32(1); i < int32(f.form.Len()); i++ {
		switch n := f.form.Node(i); {
		case n.Role == syntax.RoleFunc:
			i = n.After - 1
		case n.Role == syntax.RoleAssign:
			f.exportedBy(names, i)
		case f.kindOf(i) == "export_specifier" || f.kindOf(i) == "export_statement":
			if name := f.form.First(i); name >= 0 && f.form.Node(name).Role == syntax.RoleName {
				names[f.form.Text(name)] = true
			}
		}
	}
	return names
}

// exportedBy adds what an assignment exports.
func (f *file) exportedBy(names map[string]bool, i int32) {
	target, value := f.form.Child(i, syntax.SlotTarget), f.form.Child(i, syntax.SlotValue)
	object, name := f.exportTarget(target)
	if name == "" || value < 0 {
		return
	}
	if owner, method := strings.CutSuffix(object, ".prototype"); method {
		names[name] = names[name] || names[owner]
		return
	}
	names[name] = true
	if f.form.Node(value).Role == syntax.RoleName {
		names[f.form.Text(value)] = true
	}
	if f.form.Node(value).Role != syntax.RoleDict {
		return
	}
	for c := f.form.First(value); c >= 0; c = f.form.Next(c) {
		for _, part := range []int32{f.form.Child(c, syntax.SlotKey), f.form.Child(c, syntax.SlotValue), f.form.Child(c, syntax.SlotName), c} {
			if part >= 0 && f.form.Node(part).Role == syntax.RoleName {
				names[f.form.Text(part)] = true
			}
		}
	}
}

// exportTarget splits an assignment's target that makes its value a part of a module or of a class: exports.name,
// module.exports.name, module.exports, Class.prototype.name. The name is "" for other targets.
func (f *file) exportTarget(target int32) (object, name string) {
	if target < 0 || f.form.Node(target).Role != syntax.RoleMember {
		return "", ""
	}
	text := f.form.Text(target)
	if s := f.form.Span(target); text == "" {
		text = f.form.Tree().Text()[s.Start:s.End]
	}
	dot := strings.LastIndexByte(text, '.')
	if dot < 0 {
		return "", ""
	}
	object, name = text[:dot], text[dot+1:]
	if object == "exports" || object == "module.exports" || text == "module.exports" || strings.HasSuffix(object, ".prototype") {
		return object, name
	}
	return "", ""
}

func (f *file) kindOf(i int32) string {
	return f.form.Tree().Language().KindName(f.form.Node(i).Kind)
}

// exportedMember reports whether other files can call a function of a JavaScript file: it or its class is
// exported.
func (r *resolver) exportedMember(i int) bool {
	if r.outside == nil {
		r.outside = r.exportedNames()
	}
	m := &r.members[i]
	if m.exported {
		return true
	}
	if m.class < 0 {
		return r.outside[m.name]
	}
	return !strings.HasPrefix(m.name, "#") && (r.outside[r.classNames[m.class]] || r.exports(r.form.Span(m.class).Start))
}

// exportedLambda reports whether other files can call a function that stands in an expression of a JavaScript
// file: what it is given to is exported.
func (r *resolver) exportedLambda(fn int32) bool {
	if !isJavaScript(r.lang) || fn <= 0 || r.form.Node(fn).Role != syntax.RoleFunc {
		return false
	}
	if r.outside == nil {
		r.outside = r.exportedNames()
	}
	holder := r.form.Node(fn).Parent
	if r.form.Node(holder).Role == syntax.RolePair {
		holder = r.form.Node(r.form.Node(holder).Parent).Parent
	}
	if holder < 0 || r.form.Node(holder).Role != syntax.RoleAssign {
		return false
	}
	target := r.form.Child(holder, syntax.SlotTarget)
	if object, name := r.exportTarget(target); name != "" {
		return !strings.HasSuffix(object, ".prototype") || r.outside[name]
	}
	return r.form.Node(fn).Parent == holder && r.form.Node(holder).Slot == syntax.SlotNone && r.scopeIsFile(holder) &&
		(r.outside[r.form.Text(target)] || r.exportsDeclaration(holder))
}

// scopeIsFile reports whether no function is around a node.
func (r *resolver) scopeIsFile(n int32) bool {
	for p := r.form.Node(n).Parent; p > 0; p = r.form.Node(p).Parent {
		if r.form.Node(p).Role == syntax.RoleFunc {
			return false
		}
	}
	return true
}

func (r *resolver) exportsDeclaration(n int32) bool {
	for c := r.form.First(n); c >= 0; c = r.form.Next(c) {
		if r.form.Node(c).Role == syntax.RoleModifier && r.form.Text(c) == "export" {
			return true
		}
	}
	return false
}

func isJavaScript(l *syntax.Language) bool { return l == syntax.JavaScript || isTypeScript(l) }
