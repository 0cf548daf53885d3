package completion

import "github.com/sluice-lsp/sluice/rules/match"

// names returns what the imports around the place bind.
func (p *Place) names() map[string]string { return match.Imports(p.whole.had.base) }

// constants returns the names around the place that are known to hold a string or number.
func (p *Place) constants() map[string]string {
	return match.Constants(p.whole.had.base, len(p.whole.before))
}
