package match

import (
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Subject is a tree to be matched, its names resolved and its nodes filed by what patterns start on. Made
// once, it serves all engines that look at the tree. It belongs to one goroutine.
type Subject struct {
	tree  *syntax.Tree
	facts *facts
	filed *postings
	words map[string]bool
	calls map[string]bool // last names of what is called, as they stand
}

// NewSubject returns the subject of a tree. Unmask and constant are what Options say of them.
func NewSubject(t *syntax.Tree, unmask bool, constant func(node int32) (Known, bool)) *Subject {
	facts := newFacts(t.Form())
	facts.unmask, facts.outside, facts.known = unmask, constant, map[int32][][]string{}
	return &Subject{tree: t, facts: facts}
}

// Tree returns the tree.
func (s *Subject) Tree() *syntax.Tree { return s.tree }

// Names returns the resolver of the tree's names.
func (s *Subject) Names() *Names { return &Names{s.facts} }

// Calls reports whether something is called whose last name is one of these, as it stands or as it was imported. What it
// was imported as is looked for only where none stands.
func (s *Subject) Calls(names []string) bool {
	return slices.ContainsFunc(names, s.callsPlainly) ||
		slices.ContainsFunc(names, func(name string) bool { return len(s.index().called[name]) > 0 })
}

func (s *Subject) callsPlainly(name string) bool {
	if s.calls == nil {
		s.calls = map[string]bool{}
		for i := int32(1); i < int32(s.facts.form.Len()); i++ {
			if callee := s.facts.callee(i); callee >= 0 {
				s.calls[s.facts.lastName(callee)] = true
			}
		}
	}
	return s.calls[name]
}

// Has reports whether a name stands anywhere in the tree.
func (s *Subject) Has(name string) bool {
	if s.words == nil {
		s.words = map[string]bool{}
		for _, i := range s.index().roles[syntax.RoleName] {
			s.words[s.facts.form.Text(i)] = true
		}
	}
	return s.words[name]
}

func (s *Subject) index() *postings {
	if s.filed == nil {
		s.filed = newPostings(s.facts)
	}
	return s.filed
}
