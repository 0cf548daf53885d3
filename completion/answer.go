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
	marks   []mark // of the items; none where one item is all that is wanted
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

// again answers with what is remembered, up to what is wanted.
func (a *answer) again(items []Item) Response {
	a.out.Items = items[:min(len(items), a.wanted)]
	a.out.EnforcedBy = a.out.Items[0].Verdict.EnforcedBy
	return a.response()
}

// add takes a draft to the gate, and returns its text and whether something of it is shown. What the
// draft went back from on its way is withheld text as well.
func (a *answer) add(c *cursor, d decode.Draft) (text string, shown bool) {
	a.drafts++
	text = c.shape(d.Text)
	for _, r := range d.Violations {
		rejected := c.selected() + r.Text
		a.withhold(rejected, a.signed(c.place.verdictOf(verdict.Withheld, c.place.examine(trial{insert: rejected})), d))
	}
	if strings.TrimSpace(text) == "" {
		if d.Rollbacks == 0 {
			a.out.Reason = "the model had nothing to add"
		}
		return "", true
	}
	o := c.place.Check(text)
	v := a.signed(o.Verdict, d)
	if v.Kind != verdict.Passed {
		a.withhold(text, v)
	}
	if v.Shown() {
		a.show(c, o.Insert, v, d)
	}
	return text, v.Shown()
}

// mend shows a candidate that was mended, if it was.
func (a *answer) mend(c *cursor, text string) {
	if text == "" {
		return
	}
	v := a.signed(c.place.Check(text).Verdict, decode.Draft{})
	v.Strategy = "remask"
	a.show(c, text, v, decode.Draft{})
}

// show adds an item, unless there is one already that is the same code.
func (a *answer) show(c *cursor, insert string, v verdict.Verdict, d decode.Draft) {
	if a.has(insert) {
		return
	}
	if a.wanted > 1 {
		m := c.place.mark(insert, v, d)
		if m.tree != 0 && slices.ContainsFunc(a.marks, func(o mark) bool { return o.tree == m.tree }) {
			return
		}
		a.marks = append(a.marks, m)
	}
	a.out.Items = append(a.out.Items, Item{insert, a.request.span(), v})
}

func (a *answer) withhold(text string, v verdict.Verdict) {
	same := func(w Withheld) bool { return w.Insert == text && w.Verdict.Kind == v.Kind }
	if !slices.ContainsFunc(a.out.Withheld, same) {
		a.out.Withheld = append(a.out.Withheld, Withheld{text, v})
	}
}

// signed adds to a verdict how its text was come by.
func (a *answer) signed(v verdict.Verdict, d decode.Draft) verdict.Verdict {
	v.Attempts, v.Strategy = a.drafts+d.Rollbacks, "first"
	switch {
	case d.Rollbacks > 0:
		v.Strategy = "rollback"
	case a.drafts > 1:
		v.Strategy = "again"
	}
	v.EnforcedBy = []string{string(decode.EnforcedByGate)}
	for _, by := range d.Enforced {
		v.EnforcedBy = append(v.EnforcedBy, string(by))
		if !slices.Contains(a.out.EnforcedBy, string(by)) {
			a.out.EnforcedBy = append(a.out.EnforcedBy, string(by))
		}
	}
	return v
}

func (a *answer) has(insert string) bool {
	return slices.ContainsFunc(a.out.Items, func(i Item) bool { return i.Insert == insert })
}

// fail records why the model gave no more. A deadline is no trouble: what was checked by then stands.
func (a *answer) fail(ctx context.Context, err error) Response {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		a.out.Cut = true
		a.out.Reason = "the model took longer than the deadline allows"
	} else {
		a.out.Reason, a.out.Trouble = err.Error(), ctx.Err() == nil
	}
	return a.response()
}

func (a *answer) response() Response {
	a.out.Micros = a.engine.Gate.Now().Sub(a.started).Microseconds()
	if len(a.out.Items) == 0 && a.out.Reason == "" && len(a.out.Withheld) > 0 {
		a.out.Reason = "withheld: " + a.out.Withheld[0].Verdict.Reason
	}
	return a.out
}
