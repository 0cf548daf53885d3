package rules

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// readTaint compiles the body of a rule that follows data, for every language of the rule.
func readTaint(r *Rule, m *ast.MappingNode) error {
	spec, err := flow.Parse(m)
	if err != nil {
		return err
	}
	r.taints = map[*syntax.Language]*flow.Rule{}
	var compiled []*syntax.Language
	for _, l := range r.Languages {
		t, err := flow.Compile(spec, l)
		if err != nil && l == syntax.TSX && r.taints[syntax.TypeScript] != nil {
			continue
		}
		if err != nil {
			return fmt.Errorf("compiling for %s: %w", l.Name, err)
		}
		r.taints[l] = t
		compiled = append(compiled, l)
	}
	r.Languages = compiled
	return nil
}

// follow runs the wanted rules that follow data.
func (e *engine) follow(a *flow.Analysis, t *syntax.Tree, o CheckOptions, wanted []bool, report *Report) {
	if !slices.Contains(wanted, true) {
		return
	}
	found, undecided := a.Run(flow.Options{
		Within: o.Within, Deadline: o.Deadline, Calls: !o.NoCalls,
		Only: func(i int) bool { return wanted[i] },
	})
	for _, f := range found {
		finding := e.taints[f.Rule].finding(t, match.Match{Span: f.Span, Bindings: f.Bindings, Extent: f.Extent, Sealed: f.Sealed})
		finding.Trace, finding.warns = f.Trace, f.Kind == "parameter" && !runs[f.To]
		report.Findings = append(report.Findings, finding)
	}
	for _, u := range undecided {
		report.Unknown = append(report.Unknown, Unknown{e.taints[u.Rule], u.Reason})
	}
}
