package decode

import (
	"context"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// Refill asks a model for what may stand in a hole of a text that is otherwise finished: the text on both
// sides is context. This is how constraints reach models that do not write from left to right, and how a
// finished candidate is mended (remasking, after diffusion models' own way of working).
func Refill(ctx context.Context, m Model, r Request, before, after string, limits Limits, watch Watch) (Draft, error) {
	r.Prefix += before
	r.Suffix = after + r.Suffix
	r.SingleLine = true
	behind := func(kept string, banned []constraint.Phrase) *constraint.Automaton {
		return limits(before+kept, banned)
	}
	seen := func(text string) (Violation, bool) {
		v, bad := watch(before + text)
		v.Start = max(v.Start-len(before), 0)
		return v, bad
	}
	return Hold(ctx, m, r, behind, seen)
}
