package completion

import (
	"context"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A halting model says the first piece of its text at once, and the rest when it is let.
type halting struct {
	first, rest string
	asked       chan struct{}
	let         chan struct{}
}

func (m *halting) Name() string { return "halting" }

func (m *halting) Generate(ctx context.Context, _ decode.Request, emit func(string) error) (decode.Result, error) {
	if err := emit(m.first); err != nil {
		return decode.Result{}, err
	}
	m.asked <- struct{}{}
	select {
	case <-m.let:
	case <-ctx.Done():
		return decode.Result{}, ctx.Err()
	}
	if err := emit(m.rest); err != nil {
		return decode.Result{}, err
	}
	return decode.Result{Finish: decode.FinishStop}, nil
}

// TestCancelledIsGoneOnWith types as VS Code does, which cancels a request before it sends the next one: what the model was
// saying serves the request that comes with the typed text, and passes the gate like any other.
func TestCancelledIsGoneOnWith(t *testing.T) {
	for _, c := range []struct{ name, rest, want string }{
		{"what was said", "al = 1", "al = 1"},
		{"a violation", "al = 1\nos.system(total)", "al = 1"},
	} {
		m := &halting{"tot", c.rest, make(chan struct{}, 9), make(chan struct{})}
		e := &Engine{Gate: builtinGate(t), Model: m, Settings: settings.Default().Completion}
		e.Settings.Deadline.Automatic = settings.Duration(time.Minute)
		e.shared.once.Do(func() {
			stopped := func(time.Duration, func()) func() bool { return func() bool { return true } }
			e.shared.turns, e.shared.model = make(chan struct{}, maxGenerations), &decode.Recycler{Model: m, After: stopped}
		})
		complete := func(ctx context.Context, before string) Response {
			doc := &Document{URI: "file:///a.py", Path: "a.py", Language: syntax.Python, Text: before + "\n"}
			return e.Complete(ctx, Request{Document: doc, Offset: len(before)})
		}
		text := "import os\n\ndef f():\n    "
		ctx, cancel := context.WithCancelCause(t.Context())
		first := make(chan Response, 1)
		go func() { first <- complete(ctx, text) }()
		<-m.asked
		cancel(decode.ErrCancelled)
		if r := <-first; len(r.Items) > 0 {
			t.Errorf("%s: the cancelled request has %q", c.name, inserts(r))
		}
		close(m.let)
		if got := inserts(complete(t.Context(), text+"tot")); got != c.want {
			t.Errorf("%s: the next request has %q, want %q", c.name, got, c.want)
		}
		if c.name == "what was said" && len(m.asked) != 0 {
			t.Errorf("%s: the model was asked again", c.name)
		}
	}
}
