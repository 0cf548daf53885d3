package completion

import "github.com/sluice-lsp/sluice/rules/match"

// names returns what the imports around the place bind.
func (p *Place) names() map[string]string {
	if p.window != nil {
		return match.Imports(p.window.base)
	}
	return match.Imports(p.whole.base)
}
