package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// focused replaces ranges by those of the metavariables in focus.
func (e *evaluation) focused(p *plan, hits []hit) []hit {
	if len(p.focus) == 0 {
		return hits
	}
	for _, slots := range p.focus {
		var out []hit
		for _, h := range hits {
			for _, slot := range slots {
				b := h.env[slot]
				if !b.set || b.first < 0 && !b.isText || e.propagated(b) || len(p.focus) > 1 && !h.span.Contains(b.span) {
					continue
				}
				f := h
				f.span = b.span
				out = append(out, f)
			}
		}
		hits = unique(out)
	}
	return hits
}

// propagated reports whether a text is what a variable holds: it does not stand in the range.
func (e *evaluation) propagated(b bound) bool {
	if !b.isText || b.first < 0 {
		return false
	}
	role := e.form.Node(b.first).Role
	return role == syntax.RoleName || role == syntax.RoleMember
}

// rootSpan is the range of a match of an expression. A pattern that is no declaration finds one from
// the name that it declares on.
func (e *evaluation) rootSpan(root *pnode, c int32) syntax.Span {
	span, n := e.form.Span(c), e.form.Node(c)
	if q := root.place(syntax.SlotModifier); q != nil && q.text == "export" {
		if export := e.form.Child(c, syntax.SlotModifier); export >= 0 {
			return cover(span, e.form.Span(export))
		}
	}
	if name := root.place(syntax.SlotName); root.role == syntax.RoleFunc && name != nil && name.pop == popDots {
		return e.unnamedSpan(c)
	}
	if n.Role != syntax.RoleAssign || n.Flags&syntax.FormDeclaration == 0 || root.flags&syntax.FormDeclaration != 0 || root.pop != popNode {
		return span
	}
	target, value := e.form.Child(c, syntax.SlotTarget), e.form.Child(c, syntax.SlotValue)
	if target >= 0 && e.form.Node(target).Role == syntax.RoleName {
		span.Start = e.form.Span(target).Start
	}
	if value >= 0 {
		span.End = e.form.Span(value).End
	}
	return span
}

// unnamedSpan is the range of a function: of a method, from behind its name on, and without async.
func (e *evaluation) unnamedSpan(c int32) syntax.Span {
	span, n := e.form.Span(c), e.form.Node(c)
	name := e.form.Child(c, syntax.SlotName)
	if name < 0 && n.Slot == syntax.SlotValue {
		name = e.form.Child(n.Parent, syntax.SlotKey)
	}
	if e.lang.KindName(n.Kind) == "method_definition" && name >= 0 {
		span.Start = e.form.Span(name).End
	} else if async := e.form.Child(c, syntax.SlotModifier); async >= 0 && n.Flags&syntax.FormLambda != 0 {
		span.Start = e.form.Span(async).End
	}
	for text := e.form.Tree().Text(); span.Start < span.End && text[span.Start] == ' '; {
		span.Start++
	}
	return span
}
