package flow

import (
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
	ends   []ends // by rule
}

type owner struct{ rule, part int }

// NewIndex indexes rules of one language; findings name them by their place in the slice. Models serve the
// rules of the native form, and may be nil.
func NewIndex(lang *syntax.Language, rules []*Rule, models *Models) *Index {
	x := &Index{lang: lang, rules: slices.Clone(rules), models: newModelIndex(models)}
	x.cache = newCache(x.models.keyed())
	var matchers []*match.Matcher
	for i, r := range rules {
		for k, m := range r.matchers {
			matchers = append(matchers, m)
			x.owner = append(x.owner, owner{i, k})
		}
	}
	x.match = match.NewIndex(lang, matchers)
	for _, r := range rules {
		x.ends = append(x.ends, r.endsIn(models))
	}
	return x
}

// Run finds the taint in a tree, in order of the sinks. Where a rule could not be run on some function,
// it is listed as undecided, and its findings are incomplete.
func (x *Index) Run(t *syntax.Tree, o Options) ([]Finding, []Undecided) {
	return x.Open(t, o.Unmask).Run(o)
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
