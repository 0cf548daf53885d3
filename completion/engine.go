package completion

import (
	"context"
	"time"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/reuse"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
)

// An Engine completes. It is safe for concurrent use; its fields are not changed once it works.
type Engine struct {
	Gate     *Gate
	Model    decode.Model
	Settings settings.Completion
	Seed     int64 // of the first draft; the next count up from it

	// Ahead lets the engine complete the next line before the user asks for it. It is for models on this machine: what
	// is asked for ahead is often for nothing.
	Ahead bool

	memory  reuse.Memory[verdict.Verdict]
	outage  outage
	shared  shared
	ahead   ahead
	recents recents
}

// Complete answers a request: from memory where the user types on as was suggested, else by asking the model. It returns
// when it has enough, when the deadline comes, or when ctx ends; whatever happened, only checked text is in the items.
func (e *Engine) Complete(ctx context.Context, r Request) Response {
	ctx, cancel := context.WithTimeout(ctx, e.deadline(r))
	defer cancel()

	a := e.newAnswer(r)
	if reason := e.refuses(r); reason != "" {
		return a.nothing(reason)
	}
	e.recents.saw(r.Document)
	if items := e.remembered(r); len(items) > 0 {
		return e.further(r, a.again(items))
	}
	e.ahead.stop()
	if why, rests := e.outage.rests(e.Gate.Now()); rests && !r.Explicit {
		a.out.Trouble = true
		return a.nothing(why)
	}
	return e.further(r, e.remember(r, e.ask(ctx, r)))
}

// ask is the whole way of a request to the model: what hole is this, what must not stand in it, what does the
// model propose under watch, and what of that passes the gate.
func (e *Engine) ask(ctx context.Context, r Request) Response {
	a := e.newAnswer(r)
	place := e.Gate.Open(r.Document, r.span())
	cursor := newCursor(place, r)
	if reason := cursor.refuses(); reason != "" {
		return a.nothing(reason)
	}
	model, done, err := e.shared.take(ctx, e.Model)
	if err != nil {
		return a.fail(ctx, err)
	}
	defer done()
	limits := constraint.Derive(e.Gate.Rules, e.Gate.Threshold, cursor.site())
	ask := e.prompt(r, cursor, limits)
	for a.wantsMore() {
		draft, err := decode.Hold(ctx, model, ask, cursor.limits(limits), cursor.watch)
		if ctx.Err() == nil {
			e.outage.saw(err, e.Gate.Now())
		}
		if err != nil {
			a.fail(ctx, err)
			break
		}
		if text, shown := a.add(cursor, draft); !shown && len(a.out.Items) < a.wanted {
			a.mend(cursor, e.remask(ctx, model, cursor, ask, limits, text))
		}
		ask = another(ask)
	}
	a.rank()
	return a.response()
}

// another asks for a further draft: no request is sent twice, and a server that samples greedily needs
// some warmth to say something else.
func another(ask decode.Request) decode.Request {
	ask.Seed += decode.MaxRollbacks + 1
	ask.Temperature = max(ask.Temperature, 0.4)
	return ask
}

func (e *Engine) deadline(r Request) time.Duration {
	if r.Explicit {
		return time.Duration(e.Settings.Deadline.Explicit)
	}
	return time.Duration(e.Settings.Deadline.Automatic)
}

func (e *Engine) candidates(r Request) int {
	if r.Explicit {
		return e.Settings.Candidates.Explicit
	}
	return e.Settings.Candidates.Automatic
}

// Texts beyond these bounds are not completed: nobody wrote them by hand, and a check of them would
// not be done in time.
const (
	maxText = 1 << 20
	maxLine = 10_000
)

// refuses returns why a document is not completed at all, "" if it is.
func (e *Engine) refuses(r Request) string {
	switch d := r.Document; {
	case !e.Settings.Enabled:
		return "completion is switched off by the settings"
	case d.Language == nil:
		return "sluice has no grammar for this language"
	case len(d.Text) > maxText:
		return "the file is larger than 1 MB"
	case longestLine(d.Text) > maxLine:
		return "the file has a line of more than 10,000 bytes"
	case r.Offset < 0 || r.Offset > len(d.Text):
		return "the cursor lies outside of the document"
	}
	return e.Gate.Surroundings.unsendable(r.Document)
}

func longestLine(text string) int {
	longest, start := 0, 0
	for i := range len(text) {
		if text[i] == '\n' {
			longest, start = max(longest, i-start), i+1
		}
	}
	return max(longest, len(text)-start)
}
