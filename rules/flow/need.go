package flow

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/prefilter"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Need returns what a text must hold for the rule to find anything in it, unless that is disguised: a source
// and a sink. Models serve the rules of the native form.
func (r *Rule) Need(lang *syntax.Language, m *Models) prefilter.Need {
	if r.spec.models != nil {
		return prefilter.All(m.need(lang, sectionSources, r.spec.models.from), m.need(lang, sectionSinks, r.spec.models.to))
	}
	return prefilter.All(r.need(roleSource), r.need(roleSink))
}

func (r *Rule) need(role role) prefilter.Need {
	var kids []prefilter.Need
	for i, p := range r.parts {
		if p.role == role {
			kids = append(kids, r.matchers[i].Need())
		}
	}
	return prefilter.Any(kids...)
}

// need returns what a text must hold to hold what a row of a section and of one of some kinds speaks of.
func (m *Models) need(lang *syntax.Language, s section, kinds []string) prefilter.Need {
	if m == nil {
		return prefilter.Need{}
	}
	inferred := m.inferred()
	var kids []prefilter.Need
	for _, row := range m.rows {
		if row.section == s && slices.ContainsFunc(row.kinds, func(k string) bool { return slices.Contains(kinds, k) }) {
			kids = append(kids, row.need(lang, inferred))
		}
	}
	return prefilter.Any(kids...)
}

// inferred are the types that a value may have without anything in the text naming them.
func (m *Models) inferred() map[string]bool {
	types := map[string]bool{}
	for _, row := range m.rows {
		for name := range strings.SplitSeq(row.returns, "|") {
			types[name] = true
		}
	}
	return types
}

func (r *row) need(lang *syntax.Language, inferred map[string]bool) prefilter.Need {
	if r.unnamed() && r.form == formCallee {
		return prefilter.Word(strings.TrimSuffix(r.name, "[]"))
	}
	switch r.form {
	case formOf:
		return prefilter.Need{}
	case formCallee, formAccess, formAssign:
		last := prefilter.Word(r.last[strings.LastIndexByte(r.last, ' ')+1:])
		if r.byName || r.owner == "" || inferred[r.owner] {
			return last
		}
		return prefilter.All(last, match.Qualifier(lang, r.parts()))
	}
	return prefilter.Word(r.last)
}

// parts splits a row's name at its dots; those in a Go path belong to the path.
func (r *row) parts() []string {
	head := strings.LastIndexByte(r.name, '/') + 1
	parts := strings.Split(r.name[head:], ".")
	parts[0] = r.name[:head] + parts[0]
	return parts
}
