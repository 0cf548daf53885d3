package rules

import (
	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Sinks returns where a rule of the set that follows data must not see it arrive, as the models of the
// set say; none for other rules, and for rules that say it by patterns.
func (s *Set) Sinks(r *Rule, l *syntax.Language) []flow.Sink {
	if t := r.taints[l]; t != nil {
		return t.Sinks(s.models[l])
	}
	return nil
}
