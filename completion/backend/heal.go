package backend

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// maxHealed is how many bytes before the cursor a model may be asked to write again.
const maxHealed = 64

// errRespelled says that a model wrote something else than what stands before the cursor.
var errRespelled = errors.New("the reply does not begin with what stands before the cursor")

// healed returns the request as from a place a little before the cursor on, and what its reply begins with then: the
// text between. A server that takes its time for each grammar has one for all cursors, which holds there. The text is
// "" where that is not needed, or of no use.
func (e *endpoint) healed(r decode.Request) (from decode.Request, again string) {
	raw := slices.Contains([]route{routeFill, routeInfill, routeSuffix, routePrefix}, e.route)
	if !e.proof.constant || r.Constraint == nil || !raw || len(e.proof.held) == 0 || e.proof.held[0].by != decode.EnforcedByGrammar {
		return r, ""
	}
	all, n, ok := r.Constraint.Common(maxHealed)
	if !ok || n == 0 || n > len(r.Prefix) {
		return r, ""
	}
	from, again = r, r.Prefix[len(r.Prefix)-n:]
	from.Prefix, from.Constraint = r.Prefix[:len(r.Prefix)-n], all
	if from.MaxTokens > 0 {
		from.MaxTokens += n
	}
	return from, again
}

// respell asks from before the cursor on, and passes on what comes behind it. Nothing was passed on if it fails with
// errRespelled.
func (c *Client) respell(ctx context.Context, e *endpoint, key secret, r decode.Request, again string, emit func(string) error) (decode.Result, error) {
	a := e.ask(r)
	enforced := e.constrain(ctx, &a, r)
	result, err := c.exchange(ctx, e, key, a, func(piece string) error {
		n := min(len(again), len(piece))
		if piece[:n] != again[:n] {
			return errRespelled
		}
		if again = again[n:]; n == len(piece) {
			return nil
		}
		return emit(piece[n:])
	})
	result.Enforced = enforced
	if err == nil && strings.TrimSpace(again) != "" {
		err = errRespelled
	}
	return result, err
}
