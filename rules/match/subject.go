package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// A Subject is a tree to be matched, its names resolved and its nodes filed by what patterns start on. Made
// once, it serves all engines that look at the tree. It belongs to one goroutine.
type Subject struct {
	tree  *syntax.Tree
	facts *facts
	filed *postings
	words map[string]bool
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

// Calls reports whether something is called whose last name is this, as it stands or as it was imported.
func (s *Subject) Calls(name string) bool { return len(s.index().called[name]) > 0 }

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
