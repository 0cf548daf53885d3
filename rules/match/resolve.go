package match

import "github.com/sluice-lsp/sluice/rules/syntax"

// Names resolves the names of one form through its imports, for engines that look at calls by their full
// names. It belongs to one goroutine.
type Names struct{ facts *facts }

// NewNames makes the resolver of a form.
func NewNames(f *syntax.Form) *Names { return &Names{newFacts(f)} }

// Unmask makes the resolver see through disguises of names from now on, as Options.Unmask does.
func (n *Names) Unmask() { n.facts.unmask = true }

// Paths returns the full names that a name or chain of names may stand for through an import, and where
// disguises are seen through, in other ways; nil if none is known.
func (n *Names) Paths(i int32) [][]string { return n.facts.paths(i) }

// Guessed reports whether the paths of a name or chain of names are guesses: nothing binds it, but some module
// is imported whole.
func (n *Names) Guessed(i int32) bool {
	n.facts.load()
	parts := n.facts.nameParts(i)
	return len(n.facts.stars) > 0 && len(parts) > 0 && n.facts.innermost(parts[0], i) == nil
}

// Parts returns the names of a chain of plain names, nil if the node is none.
func (n *Names) Parts(i int32) []string { return n.facts.nameParts(i) }

// Bound reports whether the text before a node gives the name a meaning.
func (n *Names) Bound(name string, at int32) bool {
	n.facts.load()
	return n.facts.innermost(name, at) != nil
}
