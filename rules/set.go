package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/prefilter"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Set is the rules that are active together. It is immutable and safe for concurrent use.
type Set struct {
	rules   []*Rule
	engines map[*syntax.Language]*engine
	digest  string
	models  map[*syntax.Language]*flow.Models
	skipped []Skipped
	errors  []*LoadError
}

// engine is the rules of one language; their index is built when the language is first checked.
type engine struct {
	all    []*Rule
	rules  []*Rule // those that match patterns
	index  func() *match.Index
	flows  func() *flow.Index
	taints []*Rule                 // those that follow data
	needs  func() *prefilter.Index // of rules, then of taints

	vocabulary func() *flow.Vocabulary
}

// NewSet puts packs together. Of rules with the same id the first counts, and the others are listed
// as errors.
func NewSet(packs ...*Pack) *Set {
	s := &Set{engines: map[*syntax.Language]*engine{}}
	byID := map[string]*Rule{}
	for _, p := range packs {
		s.skipped = append(s.skipped, p.Skipped...)
		s.errors = append(s.errors, p.Errors...)
		s.models = mergeModels(s.models, p.models)
		for _, r := range p.Rules {
			if first := byID[r.ID]; first != nil {
				s.errors = append(s.errors, &LoadError{r.Path, r.Line, r.ID,
					fmt.Errorf("a rule with this id was loaded from %s already", first.Path)})
				continue
			}
			byID[r.ID] = r
			s.rules = append(s.rules, r)
		}
	}
	slices.SortFunc(s.rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	s.index()
	return s
}

// index sorts the rules by language. Building an index of patterns is put off to the first check in its
// language: an editor session has one or two of them.
func (s *Set) index() {
	hash := sha256.New()
	for _, r := range s.rules {
		hash.Write(r.digest[:])
		for _, l := range r.Languages {
			if s.engines[l] == nil {
				s.engines[l] = &engine{}
			}
			s.engines[l].rules = append(s.engines[l].rules, r)
		}
	}
	s.digest = hex.EncodeToString(hash.Sum(nil))
	for l, e := range s.engines {
		e.split(l, s.models[l])
	}
}

// split tells the rules that match patterns from those that follow data.
func (e *engine) split(l *syntax.Language, models *flow.Models) {
	all := e.rules
	e.rules = nil
	for _, r := range all {
		if r.taints[l] != nil {
			e.taints = append(e.taints, r)
		} else {
			e.rules = append(e.rules, r)
		}
	}
	e.all = all
	e.index = sync.OnceValue(func() *match.Index {
		matchers := make([]*match.Matcher, len(e.rules))
		for i, r := range e.rules {
			matchers[i] = r.matchers[l]
		}
		return match.NewIndex(l, matchers)
	})
	flows := func() []*flow.Rule {
		rules := make([]*flow.Rule, len(e.taints))
		for i, r := range e.taints {
			rules[i] = r.taints[l]
		}
		return rules
	}
	e.flows = sync.OnceValue(func() *flow.Index { return flow.NewIndex(l, flows(), models) })
	e.vocabulary = sync.OnceValue(func() *flow.Vocabulary { return flow.NewVocabulary(flows(), models) })
	e.needs = sync.OnceValue(func() *prefilter.Index {
		var needs []prefilter.Need
		for _, r := range e.rules {
			needs = append(needs, r.matchers[l].Need())
		}
		for _, r := range e.taints {
			needs = append(needs, r.taints[l].Need(l, models))
		}
		return prefilter.NewIndex(needs)
	})
}

// Rules returns all rules, ordered by ID. The slice must not be changed.
func (s *Set) Rules() []*Rule { return s.rules }

// Rule returns the rule with an id, nil if the set has none.
func (s *Set) Rule(id string) *Rule {
	i, ok := slices.BinarySearchFunc(s.rules, id, func(r *Rule, id string) int { return cmp.Compare(r.ID, id) })
	if !ok {
		return nil
	}
	return s.rules[i]
}

// For returns the rules of a language. The slice must not be changed.
func (s *Set) For(l *syntax.Language) []*Rule {
	if e := s.engines[l]; e != nil {
		return e.all
	}
	return nil
}

// Skipped returns the rules of the packs that use what sluice does not have.
func (s *Set) Skipped() []Skipped { return s.skipped }

// Errors returns what was wrong with the packs, and ids that stood twice.
func (s *Set) Errors() []*LoadError { return s.errors }

// Digest identifies the rules of the set: two sets with the same digest find the same.
func (s *Set) Digest() string { return s.digest }
