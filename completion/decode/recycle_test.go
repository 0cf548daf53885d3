package decode

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// A paced model says its text a byte at a time, each when it is told to.
type paced struct {
	text  string
	pace  chan struct{}
	asked chan Request
	ended chan error
}

func newPaced(text string) *paced {
	return &paced{text, make(chan struct{}), make(chan Request, 9), make(chan error, 9)}
}

func (m *paced) Name() string { return "paced" }

func (m *paced) Generate(ctx context.Context, r Request, emit func(string) error) (result Result, err error) {
	m.asked <- r
	defer func() { m.ended <- err }()
	for i := range len(m.text) {
		select {
		case <-m.pace:
		case <-ctx.Done():
			return Result{}, ctx.Err()
		}
		if err := emit(m.text[i : i+1]); err != nil {
			return Result{}, err
		}
	}
	return Result{Finish: FinishStop, Tokens: len(m.text)}, nil
}

// An answer is what one request to a recycler came to.
type answer struct {
	text   string
	result Result
	err    error
}

func ask(ctx context.Context, m *Recycler, r Request) <-chan answer {
	out := make(chan answer, 1)
	go func() {
		var text strings.Builder
		result, err := m.Generate(ctx, r, func(piece string) error { text.WriteString(piece); return nil })
		out <- answer{text.String(), result, err}
	}()
	return out
}

// never is a clock that stands still, and whose timers are run by hand.
type never struct{ due []func() }

func (c *never) after(_ time.Duration, f func()) func() bool {
	c.due = append(c.due, f)
	return func() bool { return true }
}

func TestRecycling(t *testing.T) {
	for _, c := range []struct {
		name, typed, want string
		cause             error // of the first request's end
		asked             int   // requests that reach the model
	}{
		{"typed what it says", "sum", "(data)", ErrSuperseded, 1},
		{"cancelled, and typed what it says", "sum", "(data)", ErrCancelled, 1},
		{"gone, and typed what it says", "sum", "sum(data)", errors.New("closed"), 2},
		{"typed nothing", "", "sum(data)", ErrSuperseded, 2},
		{"typed something else", "max", "sum(data)", ErrCancelled, 2},
		{"typed more than it says", "sum(data)x", "sum(data)", ErrSuperseded, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			model, clock := newPaced("sum(data)"), &never{}
			m := &Recycler{Model: model, After: clock.after}
			ctx, supersede := context.WithCancelCause(t.Context())
			first := ask(ctx, m, Request{Path: "a.py", Prefix: "x = ", Suffix: "\n"})
			<-model.asked
			model.pace <- struct{}{}
			supersede(c.cause)
			if a := <-first; !errors.Is(a.err, context.Canceled) {
				t.Fatalf("the first request: %+v", a)
			}
			second := ask(t.Context(), m, Request{Path: "a.py", Prefix: "x = " + c.typed, Suffix: "\n"})
			close(model.pace)
			if a := <-second; a.err != nil || a.text != c.want || a.result.Tokens != 9 {
				t.Errorf("%+v, want %q", a, c.want)
			}
			if asked := 1 + len(model.asked); asked != c.asked {
				t.Errorf("the model was asked %d times, want %d", asked, c.asked)
			}
			if len(m.flights) > 0 {
				t.Error("something is still under way")
			}
		})
	}
}

// TestRecyclingEnds shows that what nobody goes on with is ended: at once where the document went, and later where a
// newer request could have come.
func TestRecyclingEnds(t *testing.T) {
	for _, cause := range []error{ErrSuperseded, ErrCancelled, errors.New("closed")} {
		model, clock := newPaced("sum(data)"), &never{}
		m := &Recycler{Model: model, After: clock.after}
		ctx, cancel := context.WithCancelCause(t.Context())
		first := ask(ctx, m, Request{Path: "a.py"})
		<-model.asked
		cancel(cause)
		<-first
		for _, f := range clock.due {
			f()
		}
		if err := <-model.ended; !errors.Is(err, context.Canceled) {
			t.Errorf("%v: the model ended with %v", cause, err)
		}
		if late := len(clock.due) > 0; late != (cause == ErrSuperseded || cause == ErrCancelled) {
			t.Errorf("%v: ended later: %v", cause, late)
		}
	}
}

// TestRecyclingOfALine shows that a request for the rest of a line goes on with what was to be more, up to its end.
func TestRecyclingOfALine(t *testing.T) {
	model, clock := newPaced("if a:\n    b()"), &never{}
	m := &Recycler{Model: model, After: clock.after}
	ctx, cancel := context.WithCancelCause(t.Context())
	first := ask(ctx, m, Request{Path: "a.py"})
	<-model.asked
	model.pace <- struct{}{}
	cancel(ErrCancelled)
	<-first
	second := ask(t.Context(), m, Request{Path: "a.py", Prefix: "if", SingleLine: true})
	close(model.pace)
	if a := <-second; a.err != nil || a.text != " a:" || a.result.Finish != FinishStop {
		t.Errorf("%+v", a)
	}
	if len(model.asked) > 0 || len(m.flights) > 0 {
		t.Errorf("the model was asked %d times more, and %d generations go on", len(model.asked), len(m.flights))
	}
	if _, ok := since(Request{SingleLine: true}, Request{Prefix: "if"}); ok {
		t.Error("a request for more goes on with what is a line")
	}
}

// TestRecyclingIsBounded shows that of the generations that nobody waits for only the last few go on.
func TestRecyclingIsBounded(t *testing.T) {
	model, clock := newPaced("sum(data)"), &never{}
	m := &Recycler{Model: model, After: clock.after}
	for _, path := range []string{"a", "b", "c", "d"} {
		ctx, cancel := context.WithCancelCause(t.Context())
		first := ask(ctx, m, Request{Path: path})
		<-model.asked
		cancel(ErrCancelled)
		<-first
	}
	for range 2 {
		if err := <-model.ended; !errors.Is(err, context.Canceled) {
			t.Errorf("the model ended with %v", err)
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var paths []string
	for _, f := range m.flights {
		paths = append(paths, f.request.Path)
		f.cancel()
	}
	if !slices.Equal(paths, []string{"c", "d"}) {
		t.Errorf("what goes on is for %q, want the last %d", paths, maxLingering)
	}
}

// TestRecyclingStopsAtTheReader shows that an error of a reader ends the generation before the model says more.
func TestRecyclingStopsAtTheReader(t *testing.T) {
	model, stop := newPaced("sum(data)"), errors.New("enough")
	close(model.pace)
	m := &Recycler{Model: model}
	read := 0
	_, err := m.Generate(t.Context(), Request{}, func(string) error {
		if read++; read == 3 {
			return stop
		}
		return nil
	})
	if err != stop || read != 3 {
		t.Errorf("%v after %d pieces", err, read)
	}
	if err := <-model.ended; err == nil {
		t.Error("the model went on to its end")
	}
}

func TestSince(t *testing.T) {
	long := strings.Repeat("a line\n", 900)
	r := func(prefix string) Request { return Request{Path: "a", Prefix: prefix} }
	for _, c := range []struct{ old, now, typed string }{
		{long, long + "x", "x"},
		{long, long[7:] + "x", "x"},
		{"a\nb", "b", ""},
		{"ab", "a", ""},
	} {
		typed, ok := since(r(c.old), r(c.now))
		if typed != c.typed || ok != (c.typed != "") {
			t.Errorf("%q, %v, want %q", typed, ok, c.typed)
		}
	}
	if _, ok := since(Request{Seed: 1}, Request{Seed: 2}); ok {
		t.Error("a request with another seed is taken for the same")
	}
}
