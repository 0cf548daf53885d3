package constraint

import (
	"maps"
	"slices"
	"sync"

	"github.com/sluice-lsp/sluice/rules"
)

// residuals are those that were derived last: while a user types, neither the rules nor the names
// around change with each key.
var residuals = &memo{}

// memorised is how many derivations are kept, a few tens of kilobytes each.
const memorised = 8

type memo struct {
	mu     sync.Mutex
	recent []derivation // guarded by mu; the last used first
}

// A derivation is what the rules of a set leave at any site with the same names.
type derivation struct {
	set        *rules.Set
	threshold  rules.Threshold
	site       Site
	phrases    []Phrase
	notDerived []NotDerived
}

func (d *derivation) serves(set *rules.Set, t rules.Threshold, site Site) bool {
	return d.set == set && d.threshold == t && d.site.Language == site.Language &&
		maps.Equal(d.site.Names, site.Names) && maps.Equal(d.site.Constants, site.Constants)
}

// get returns the derivation for a site, made by derive if it is not kept.
func (m *memo) get(set *rules.Set, t rules.Threshold, site Site) derivation {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.recent, func(d derivation) bool { return d.serves(set, t, site) })
	if i < 0 {
		m.recent = append(m.recent[:min(len(m.recent), memorised-1)], derive(set, t, site))
		i = len(m.recent) - 1
	}
	d := m.recent[i]
	copy(m.recent[1:i+1], m.recent[:i])
	m.recent[0] = d
	return d
}
