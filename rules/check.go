package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// CheckOptions bound a check. The zero value checks a whole text with every rule and no time limit.
type CheckOptions struct {
	Path         string      // below the project's root, for the rules' paths; "" means that none is excluded
	Within       syntax.Span // only findings that overlap it are wanted; zero: all
	Deadline     time.Time
	Suppressions bool // whether nosemgrep and sluice:ignore comments count
	NoCalls      bool // rules with mode: taint stop at calls to functions of the file, as Semgrep's open engine does
	Only         func(*Rule) bool
	Unmask       bool // see through disguises of names, which Semgrep does not
	Exhaustive   bool // run rules too whose words the text does not hold: tests hold the one against the other
}

// A Report is what a check found, in order of spans.
type Report struct {
	Findings []Finding
	Unknown  []Unknown // rules that could not analyse: the check has no answer of theirs
}

// Check runs the set's rules for the tree's language over it.
func (s *Set) Check(t *syntax.Tree, o CheckOptions) Report {
	var report Report
	if e := s.engines[t.Language()]; e != nil {
		report = e.check(t, o)
	}
	if o.Suppressions {
		report.Findings = suppress(t, report.Findings, o.Within)
	}
	slices.SortStableFunc(report.Findings, compareFindings)
	report.Findings = slices.CompactFunc(report.Findings, func(a, b Finding) bool {
		return compareFindings(a, b) == 0
	})
	return report
}

// check runs all rules of the language in one walk. A rule that is not wanted for this file never
// reaches the walk, so that it costs nothing.
func (e *engine) check(t *syntax.Tree, o CheckOptions) (report Report) {
	patterns, taints := e.promising(t.Language(), t.Text(), o)
	if !slices.Contains(patterns, true) && !slices.Contains(taints, true) {
		return report
	}
	a := e.flows().Open(t, o.Unmask)
	matches, undecided := e.index().RunOn(a.Subject(), match.Options{
		Within:   o.Within,
		Deadline: o.Deadline,
		Only: func(i int) bool {
			return patterns[i]
		},
	})
	for _, m := range matches {
		report.Findings = append(report.Findings, e.rules[m.Matcher].finding(t, m))
	}
	for _, u := range undecided {
		report.Unknown = append(report.Unknown, Unknown{e.rules[u.Matcher], u.Reason})
	}
	e.follow(a, t, o, taints, &report)
	return report
}

// promising reports which rules are wanted and may find something in a text. A disguised name may stand for
// any word.
func (e *engine) promising(l *syntax.Language, text string, o CheckOptions) (patterns, taints []bool) {
	var all []bool
	if o.Exhaustive || o.Unmask && disguised(l, text) {
		all = slices.Repeat([]bool{true}, len(e.rules)+len(e.taints))
	} else {
		all = e.needs().Scan(text)
	}
	patterns, taints = all[:len(e.rules)], all[len(e.rules):]
	for i, r := range e.rules {
		patterns[i] = patterns[i] && r.wanted(o)
	}
	for i, r := range e.taints {
		taints[i] = taints[i] && r.wanted(o)
	}
	return patterns, taints
}

func (r *Rule) wanted(o CheckOptions) bool {
	return r.paths.accepts(o.Path) && (o.Only == nil || o.Only(r))
}

// Promises reports whether the set may find anything in a text. Where it does not, the text need not be
// parsed.
func (s *Set) Promises(l *syntax.Language, text string, o CheckOptions) bool {
	e := s.engines[l]
	if e == nil {
		return false
	}
	patterns, taints := e.promising(l, text, o)
	return slices.Contains(patterns, true) || slices.Contains(taints, true) || o.Suppressions && strings.Contains(text, ignoreMark)
}

// finding words a match. The text of the span is taken before a fix is made of it: a fix-regex works on
// the code as it stands, not on what the pattern says.
func (r *Rule) finding(t *syntax.Tree, m match.Match) Finding {
	return Finding{
		Rule:     r,
		Span:     m.Span,
		Message:  interpolate(r.Message, m.Bindings),
		Fix:      r.fix.apply(m.Span, t.Text()[m.Span.Start:m.Span.End], m.Bindings),
		Bindings: m.Bindings,
		extent:   m.Extent,
		sealed:   m.Sealed,
	}
}

// compareFindings orders by span, rule and message. Findings that agree in all of them are one:
// a pattern may find the same code on several ways.
func compareFindings(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Rule.ID, b.Rule.ID),
		cmp.Compare(a.Message, b.Message),
	)
}
