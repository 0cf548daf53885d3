package flow

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/match"
)

// ends are the names without which a rule of the native form has no source, or no sink.
type ends struct{ sources, sinks names }

// names are names one of which a text must have: called, or standing anywhere.
type names struct {
	called, any []string
	always      bool
}

func (n *names) stand(s *match.Subject) bool {
	return n.always || s.Calls(n.called) || slices.ContainsFunc(n.any, s.Has)
}

func (n *names) add(r *row) {
	switch r.form {
	case formCallee:
		n.always = n.always || r.unnamed()
		n.called = append(n.called, r.last)
	case formAccess, formAssign:
		n.any = append(n.any, r.last)
	default:
		n.always = true
	}
}

// endsIn collects what the rows of models say of the rule's kinds.
func (r *Rule) endsIn(m *Models) (e ends) {
	want := r.spec.models
	if want == nil || m == nil {
		return e
	}
	for _, row := range m.rows {
		has := func(kinds []string) bool {
			return slices.ContainsFunc(row.kinds, func(k string) bool { return slices.Contains(kinds, k) })
		}
		switch {
		case row.section == sectionSources && has(want.from):
			e.sources.add(row)
		case row.section == sectionSinks && has(want.to):
			e.sinks.add(row)
		}
	}
	return e
}
