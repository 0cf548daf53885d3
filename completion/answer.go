package completion

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/verdict"
)

// extraDrafts is how many drafts are asked for beyond the wanted ones, when some are withheld.
const extraDrafts = 2

// An answer gathers what becomes of the drafts of one request. One goroutine owns it.
type answer struct {
	request Request
	engine  *Engine
	started time.Time
	wanted  int
	drafts  int
	out     Response
}

func (e *Engine) newAnswer(r Request) *answer {
	return &answer{
		request: r, engine: e, started: e.Gate.Now(), wanted: e.candidates(r),
		out: Response{Backend: e.Model.Name(), EnforcedBy: []string{string(decode.EnforcedByGate)}},
	}
}

func (a *answer) wantsMore() bool {
	return len(a.out.Items) < a.wanted && a.drafts < a.wanted+extraDrafts
}

func (a *answer) nothing(reason string) Response {
	a.out.Reason = reason
	return a.response()
}

// add takes what the gate said of a draft's text.
func (a *answer) add(text string, d decode.Draft, o Outcome) {
	a.drafts++
	v := o.Verdict
	v.Attempts, v.Strategy = a.drafts, "first"
	if a.drafts > 1 {
		v.Strategy = "again"
	}
	for _, by := range d.Enforced {
		v.EnforcedBy = append(v.EnforcedBy, string(by))
		if !slices.Contains(a.out.EnforcedBy, string(by)) {
			a.out.EnforcedBy = append(a.out.EnforcedBy, string(by))
		}
	}
	switch {
	case strings.TrimSpace(text) == "":
		a.out.Reason = "the model had nothing to add"
	case !v.Shown():
		a.out.Withheld = append(a.out.Withheld, Withheld{text, v})
	case !a.has(o.Insert):
		a.out.Items = append(a.out.Items, Item{o.Insert, a.request.span(), v})
		if v.Kind != verdict.Passed {
			a.out.Withheld = append(a.out.Withheld, Withheld{text, v})
		}
	}
}

func (a *answer) has(insert string) bool {
	return slices.ContainsFunc(a.out.Items, func(i Item) bool { return i.Insert == insert })
}

// fail records why the model gave no more. A deadline is no trouble: what was checked by then stands.
func (a *answer) fail(ctx context.Context, err error) {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		a.out.Cut = true
		a.out.Reason = "the model took longer than the deadline allows"
		return
	}
	a.out.Reason, a.out.Trouble = err.Error(), ctx.Err() == nil
}

func (a *answer) response() Response {
	a.out.Micros = a.engine.Gate.Now().Sub(a.started).Microseconds()
	if len(a.out.Items) == 0 && a.out.Reason == "" && len(a.out.Withheld) > 0 {
		a.out.Reason = "withheld: " + a.out.Withheld[0].Verdict.Reason
	}
	return a.out
}
