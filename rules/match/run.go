package match

import (
	"fmt"
	"sort"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// stepLimit bounds the work of one matcher on one text: so many steps, and so many more for each node.
const (
	stepLimit        = 2_000_000
	stepLimitPerNode = 100
)

// Run finds the matches in a tree, in order of their spans. Where a matcher runs out of time or is
// undone by its own size, it is listed as undecided, and its matches are incomplete.
func (x *Index) Run(t *syntax.Tree, o Options) ([]Match, []Undecided) {
	return x.RunOn(NewSubject(t, o.Unmask, o.Constant), o)
}

// RunOn is Run on a subject, which says by itself what is unmasked and known to be constant.
func (x *Index) RunOn(s *Subject, o Options) ([]Match, []Undecided) {
	var matches []Match
	var undecided []Undecided
	facts, form := s.facts, s.facts.form
	for i, m := range x.matchers {
		if o.Only != nil && !o.Only(i) {
			continue
		}
		e := &evaluation{index: s.index(), vars: len(m.vars), machine: &machine{form: form, facts: facts, lang: x.lang,
			env: make([]bound, len(m.vars)), symbolic: m.symbolic, limit: stepLimit + stepLimitPerNode*form.Len(), deadline: o.Deadline}}
		if form.TooDeep() {
			e.give(fmt.Sprintf("the code nests deeper than %d", syntax.MaxDepth))
		}
		for _, h := range e.findings(m.plan, o.Within, o.Every != nil && o.Every(i)) {
			matches = append(matches, e.result(m, i, h))
		}
		if e.why != "" {
			undecided = append(undecided, Undecided{Matcher: i, Reason: e.why})
		}
	}
	sortMatches(matches)
	return matches, undecided
}

// findings returns what a plan finds, one hit for each span unless every one is wanted.
func (e *evaluation) findings(p *plan, within syntax.Span, every bool) []hit {
	var out []hit
	for _, h := range unique(e.eval(p)) {
		if !every && len(out) > 0 && out[len(out)-1].span == h.span || within != (syntax.Span{}) && !within.Overlaps(h.span) {
			continue
		}
		out = append(out, h)
	}
	return out
}

func (e *evaluation) result(m *Matcher, i int, h hit) Match {
	out := Match{Matcher: i, Span: h.span, Bindings: map[string]Binding{}, Extent: h.extent, Sealed: h.sealed}
	if h.until > out.Extent.End {
		out.Extent.End, out.Sealed = h.until, false
	}
	e.settle(&out, h.node)
	for slot, b := range h.env {
		if b.set {
			out.Bindings[m.vars[slot]] = Binding{Span: b.span, Text: e.sourceText(b)}
		}
	}
	return out
}

func sortMatches(ms []Match) {
	sort.SliceStable(ms, func(i, j int) bool {
		a, b := ms[i].Span, ms[j].Span
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End < b.End
	})
}
