package completion

import (
	"errors"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// Limits are what the rules leave at a place, and what kind of place it is.
type Limits struct {
	Hole constraint.Hole
	*constraint.Constraint
	Begun []constraint.Phrase // what is left of the phrases that have begun
}

// Limits returns the constraint that a completion at the request's place gets. It fails where nothing
// can be checked.
func (g *Gate) Limits(r Request) (Limits, error) {
	place := g.Open(r.Document, r.span())
	if place.broken != "" {
		return Limits{}, errors.New(place.broken)
	}
	c := newCursor(place, r)
	all := constraint.Derive(g.Rules, g.Threshold, c.site())
	return Limits{Hole: c.hole(), Constraint: all, Begun: all.UnderWay()}, nil
}
