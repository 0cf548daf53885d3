package flow

import (
	"cmp"
	"slices"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// An Index runs many taint rules of one language. It is immutable, but for its cache of intermediate
// forms, which may be used by any number of goroutines.
type Index struct {
	lang  *syntax.Language
	rules []*Rule
	match *match.Index
	owner []owner // by matcher of match
	cache *cache

	models *modelIndex
}

type owner struct{ rule, part int }

// NewIndex indexes rules of one language; findings name them by their place in the slice. Models serve the
// rules of the native form, and may be nil.
func NewIndex(lang *syntax.Language, rules []*Rule, models *Models) *Index {
	x := &Index{lang: lang, rules: slices.Clone(rules), cache: newCache(), models: newModelIndex(models)}
	var matchers []*match.Matcher
	for i, r := range rules {
		for k, m := range r.matchers {
			matchers = append(matchers, m)
			x.owner = append(x.owner, owner{i, k})
		}
	}
	x.match = match.NewIndex(lang, matchers)
	return x
}

// Run finds the taint in a tree, in order of the sinks. Where a rule could not be run on some function,
// it is listed as undecided, and its findings are incomplete.
func (x *Index) Run(t *syntax.Tree, o Options) ([]Finding, []Undecided) {
	hits, undecided := x.hits(t, o, o.wants)
	findings, more := x.run(t, hits, o)
	return findings, append(undecided, more...)
}

func (o *Options) wants(rule int) bool { return o.Only == nil || o.Only(rule) }

// run follows the data from and to what the parts of the rules matched.
func (x *Index) run(t *syntax.Tree, hits [][]hit, o Options) (findings []Finding, undecided []Undecided) {
	var file *file
	for i, r := range x.rules {
		if !o.wants(i) || !r.worthwhile(hits[i]) {
			continue
		}
		if file == nil {
			file = x.open(t)
		}
		calls := o.Calls || r.Native()
		if calls && file.targets == nil {
			file.targets = file.resolveCalls()
		}
		if r.Native() && file.resolved == nil {
			file.resolved = file.resolve(x.lang, x.models, o.Unmask)
		}
		run := &fileRun{file: file, rule: r, hits: hits[i], calls: calls, deadline: o.Deadline}
		found, why := run.findings()
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

// hits finds where the parts of the rules match, by rule.
func (x *Index) hits(t *syntax.Tree, o Options, wanted func(int) bool) ([][]hit, []Undecided) {
	hits := make([][]hit, len(x.rules))
	matches, failed := x.match.Run(t, match.Options{Deadline: o.Deadline, Unmask: o.Unmask, Only: func(i int) bool { return wanted(x.owner[i].rule) },
		// Of the meanings of a sink's metavariables, one may agree with a source's and another not.
		Every: func(i int) bool { return x.rules[x.owner[i].rule].spec.options.unify }})
	for _, m := range matches {
		at := x.owner[m.Matcher]
		hits[at.rule] = append(hits[at.rule], hit{part: at.part, span: m.Span, bindings: m.Bindings, extent: m.Extent, sealed: m.Sealed})
	}
	for i, r := range x.rules {
		hits[i] = r.withoutConflicts(hits[i])
	}
	var undecided []Undecided
	for _, u := range failed {
		undecided = append(undecided, Undecided{x.owner[u.Matcher].rule, u.Reason})
	}
	return hits, undecided
}

// withoutConflicts drops the matches of not_conflicting sanitizers that are sources or sinks as well.
func (r *Rule) withoutConflicts(hits []hit) []hit {
	conflicts := func(h hit) bool {
		p := r.parts[h.part]
		return p.role == roleSanitizer && p.notConflicting && slices.ContainsFunc(hits, func(o hit) bool {
			role := r.parts[o.part].role
			return o.span == h.span && (role == roleSource || role == roleSink)
		})
	}
	if !slices.ContainsFunc(hits, conflicts) {
		return hits
	}
	var out []hit
	for _, h := range hits {
		if !conflicts(h) {
			out = append(out, h)
		}
	}
	return out
}

// worthwhile reports whether there is both a source and a sink.
func (r *Rule) worthwhile(hits []hit) bool {
	if r.Native() {
		return true
	}
	source, sink := false, false
	for _, h := range hits {
		source = source || r.parts[h.part].role == roleSource
		sink = sink || r.parts[h.part].role == roleSink
	}
	return source && sink
}
