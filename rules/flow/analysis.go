package flow

import (
	"cmp"
	"slices"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// An Analysis is a tree that the rules of an index look at. What is known of it is found out when it is first
// asked for. It belongs to one goroutine.
type Analysis struct {
	index   *Index
	subject *match.Subject
	unmask  bool
	lowered *file
}

// Open returns the analysis of a tree. Unmask says whether it sees through disguises of names.
func (x *Index) Open(t *syntax.Tree, unmask bool) *Analysis {
	a := &Analysis{index: x, unmask: unmask}
	a.subject = match.NewSubject(t, unmask, a.constant)
	return a
}

// Subject returns the tree for engines that match patterns; it knows the constants of the analysis.
func (a *Analysis) Subject() *match.Subject { return a.subject }

func (a *Analysis) file() *file {
	if a.lowered == nil {
		a.lowered = a.index.open(a.subject.Tree())
	}
	return a.lowered
}

// Run finds the taint in the tree, in order of the sinks. Where a rule could not be run on some function,
// it is listed as undecided, and its findings are incomplete.
func (a *Analysis) Run(o Options) ([]Finding, []Undecided) {
	hits, undecided := a.hits(o)
	findings, more := a.follow(hits, o)
	return findings, append(undecided, more...)
}

// follow follows the data from and to what the parts of the rules matched.
func (a *Analysis) follow(hits [][]hit, o Options) (findings []Finding, undecided []Undecided) {
	for i := range a.index.rules {
		if !o.wants(i) || !a.worthwhile(i, hits[i]) {
			continue
		}
		found, why := a.prepare(i, hits[i], o).findings()
		for _, f := range found {
			if f.Rule = i; o.Within == (syntax.Span{}) || o.Within.Overlaps(f.Span) {
				findings = append(findings, f)
			}
		}
		if why != "" {
			undecided = append(undecided, Undecided{i, why})
		}
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.Rule, b.Rule))
	})
	findings = slices.CompactFunc(findings, func(a, b Finding) bool { return a.Rule == b.Rule && a.Span == b.Span })
	return findings, undecided
}

// prepare returns the run of a rule, with what it needs to know of the file.
func (a *Analysis) prepare(rule int, hits []hit, o Options) *fileRun {
	r := a.index.rules[rule]
	f, calls := a.file(), o.Calls || r.Native()
	if calls && f.targets == nil {
		f.targets = f.resolveCalls()
	}
	if r.Native() && f.uses == nil {
		f.uses = a.index.resolve(f, a.subject, a.unmask)
	}
	return &fileRun{file: f, cache: a.index.cache, number: rule, rule: r, hits: hits, calls: calls, every: a.unmask, deadline: o.Deadline}
}

// hits finds where the parts of the rules match, by rule: sinks first, as most texts have none.
func (a *Analysis) hits(o Options) ([][]hit, []Undecided) {
	x := a.index
	hits := make([][]hit, len(x.rules))
	undecided := a.match(hits, o, func(i int, p role) bool { return o.wants(i) && p == roleSink })
	sinks := make([]bool, len(x.rules))
	for i := range hits {
		sinks[i] = len(hits[i]) > 0
	}
	undecided = append(undecided, a.match(hits, o, func(i int, p role) bool { return sinks[i] && p != roleSink })...)
	for i, r := range x.rules {
		slices.SortStableFunc(hits[i], func(a, b hit) int {
			return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.span.End, b.span.End), cmp.Compare(a.part, b.part))
		})
		hits[i] = r.withoutConflicts(hits[i])
	}
	return hits, undecided
}

// match adds the matches of the wanted parts of rules.
func (a *Analysis) match(hits [][]hit, o Options, wanted func(rule int, p role) bool) (undecided []Undecided) {
	x := a.index
	matches, failed := x.match.RunOn(a.subject, match.Options{
		Deadline: o.Deadline,
		Only:     func(i int) bool { at := x.owner[i]; return wanted(at.rule, x.rules[at.rule].parts[at.part].role) },
		// Of the meanings of a sink's metavariables, one may agree with a source's and another not.
		Every: func(i int) bool { return x.rules[x.owner[i].rule].spec.options.unify },
	})
	for _, m := range matches {
		at := x.owner[m.Matcher]
		hits[at.rule] = append(hits[at.rule], hit{part: at.part, span: m.Span, bindings: m.Bindings, extent: m.Extent, sealed: m.Sealed})
	}
	for _, u := range failed {
		undecided = append(undecided, Undecided{x.owner[u.Matcher].rule, u.Reason})
	}
	return undecided
}

// worthwhile reports whether there may be both a source and a sink.
func (a *Analysis) worthwhile(rule int, hits []hit) bool {
	r := a.index.rules[rule]
	if r.Native() {
		e := &a.index.ends[rule]
		return e.sinks.stand(a.subject) && e.sources.stand(a.subject)
	}
	source, sink := false, false
	for _, h := range hits {
		source = source || r.parts[h.part].role == roleSource
		sink = sink || r.parts[h.part].role == roleSink
	}
	return source && sink
}
