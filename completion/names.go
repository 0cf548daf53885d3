package completion

import "github.com/sluice-lsp/sluice/rules/match"

// names returns what the imports around the place bind.
func (p *Place) names() map[string]string { return match.Imports(p.whole.base) }
