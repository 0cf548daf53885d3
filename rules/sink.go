package rules

import (
	"slices"

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

// A SinkAround is a sink that a place lies in, with the variables that a rule does not want there.
type SinkAround struct {
	Rule *Rule
	flow.Sink
	Variables []string // such that their data gives a finding that blocks, if the rule does
}

// SinksAround returns the sinks that an offset of a tree lies in, and what must be kept out of them. Of the options
// only Path, Only, Unmask and the deadline count. What cannot be found out is left out.
func (s *Set) SinksAround(t *syntax.Tree, at int, o CheckOptions) []SinkAround {
	e := s.engines[t.Language()]
	if e == nil || len(e.taints) == 0 {
		return nil
	}
	var out []SinkAround
	for _, found := range e.flows().Open(t, o.Unmask).SinksAround(at, flow.Options{Deadline: o.Deadline, Calls: true,
		Only: func(i int) bool { return e.taints[i].wanted(o) }}) {
		around := SinkAround{Rule: e.taints[found.Rule], Sink: found.Sink}
		for _, v := range found.Variables {
			if runs[found.Sink.Kind] || slices.ContainsFunc(v.Kinds, func(k string) bool { return k != "parameter" }) {
				around.Variables = append(around.Variables, v.Name)
			}
		}
		out = append(out, around)
	}
	return out
}

// Flows reports whether a source or a sink of a rule that follows data goes by a name.
func (s *Set) Flows(l *syntax.Language, name string) bool {
	e := s.engines[l]
	return e != nil && len(e.taints) > 0 && e.vocabulary().Has(name)
}

// MayFlow returns the rules that follow data and could find something in functions with certain names, in a file
// in which the names stand that the function knows. A name is false if it stands only for itself there, as a member
// of nothing. It is nil if there are none.
func (s *Set) MayFlow(l *syntax.Language, names map[string]bool, stands func(string) bool) map[*Rule]bool {
	e := s.engines[l]
	if e == nil || len(e.taints) == 0 {
		return nil
	}
	var out map[*Rule]bool
	for i, may := range e.vocabulary().MayFind(names, stands) {
		if may && out == nil {
			out = map[*Rule]bool{}
		}
		if may {
			out[e.taints[i]] = true
		}
	}
	return out
}

// Flowing returns the rules that follow data.
func (s *Set) Flowing(l *syntax.Language) map[*Rule]bool {
	out := map[*Rule]bool{}
	if e := s.engines[l]; e != nil {
		for _, r := range e.taints {
			out[r] = true
		}
	}
	return out
}
