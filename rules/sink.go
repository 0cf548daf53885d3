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

// SinkWords returns names one of which stands in every text in which a rule that follows data finds
// something, unless it is disguised; none where that is not known, and for other rules.
func (s *Set) SinkWords(r *Rule, l *syntax.Language) []string {
	if t := r.taints[l]; t != nil {
		return t.SinkWords(s.models[l])
	}
	return nil
}
