package decode

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

// Causes with which the context of a request ends while its generation may still be gone on with: a newer one for the
// same document took its place, or the editor took it back, as VS Code does right before it sends the newer one.
var (
	ErrSuperseded = errors.New("superseded by a newer request")
	ErrCancelled  = errors.New("cancelled by the client")
)

// linger is how long a generation goes on that a newer request may want: that one comes with the next key, and opens
// its place first. Of those that nobody waits for, only the last few do.
const (
	linger       = 250 * time.Millisecond
	maxLingering = 2
)

// A Recycler is a model whose generations outlive, for a moment, requests that a newer one supersedes or that the editor
// cancels. If the user typed what the model says, the newer request goes on with what is under way, and the server is not
// asked again. Requests that end otherwise end their generation at once.
type Recycler struct {
	Model
	After func(d time.Duration, f func()) (stop func() bool) // time.AfterFunc, injected by tests

	mu      sync.Mutex
	flights []*flight // that can be joined
}

// Generate implements Model.
func (m *Recycler) Generate(ctx context.Context, r Request, emit func(string) error) (Result, error) {
	f, typed := m.join(r)
	if f != nil {
		result, err := f.follow(ctx, typed, r.within(f.request, emit))
		m.leave(ctx, f)
		switch err {
		case errElsewhere:
		case errLineOver:
			return Result{Finish: FinishStop}, nil
		default:
			return result, err
		}
	}
	f = m.start(ctx, r)
	defer m.leave(ctx, f)
	return f.follow(ctx, "", emit)
}

// within returns an emit for a request that wants a line of what an older one wanted more of.
func (r Request) within(old Request, emit func(string) error) func(string) error {
	if !r.SingleLine || old.SingleLine {
		return emit
	}
	return func(piece string) error {
		line, _, over := strings.Cut(piece, "\n")
		if err := emit(line); err != nil || !over {
			return err
		}
		return errLineOver
	}
}

// errLineOver says that the line that was wanted is there.
var errLineOver = errors.New("the line is over")

// errElsewhere says that what is under way does not say what the user typed.
var errElsewhere = errors.New("the model says something else")

// join returns what is under way for a request that the new one goes on from, and what was typed since. Where nothing was,
// the user asks for another answer. Others for the same document, which nobody waits for, are ended: the server has better
// things to do.
func (m *Recycler) join(r Request) (joined *flight, typed string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range slices.Clone(m.flights) {
		text, ok := since(f.request, r)
		switch {
		case ok && text != "" && joined == nil && f.admits(text):
			joined, typed = f, text
		case f.request.Path == r.Path && f.deserted():
			m.end(f)
		}
	}
	return joined, typed
}

// since returns what stands before the cursor of a request that does not stand before that of an older one; ok is
// false if they differ in anything else, but that on a line that was begun only the rest of it may be wanted. Both may be
// cut at the start of a line to fit a budget.
func since(old, r Request) (typed string, ok bool) {
	if old.Path != r.Path || old.Language != r.Language || old.Suffix != r.Suffix || old.SingleLine && !r.SingleLine ||
		old.MaxTokens != r.MaxTokens || old.Seed != r.Seed || old.Temperature != r.Temperature {
		return "", false
	}
	for from := 0; from <= min(len(old.Prefix), maxShift); {
		if typed, ok := strings.CutPrefix(r.Prefix, old.Prefix[from:]); ok && (from == 0 || from < len(old.Prefix)/2) {
			return typed, true
		}
		line := strings.IndexByte(old.Prefix[from:], '\n')
		if line < 0 {
			break
		}
		from += line + 1
	}
	return "", false
}

// maxShift bounds how far a prefix may have been cut behind where the older one was, in bytes.
const maxShift = 1 << 10

// start begins a generation that its request's context does not end.
func (m *Recycler) start(ctx context.Context, r Request) *flight {
	f := &flight{request: r, readers: 1, ended: make(chan struct{})}
	f.changed.L = &f.mu
	flying, cancel := context.WithCancel(context.WithoutCancel(ctx))
	if deadline, ok := ctx.Deadline(); ok {
		// A request that joins has a later deadline than the one that began.
		flying, cancel = context.WithDeadline(context.WithoutCancel(ctx), deadline.Add(time.Until(deadline)))
	}
	f.cancel = cancel
	m.mu.Lock()
	m.flights = append(m.flights, f)
	m.mu.Unlock()
	go func() {
		defer close(f.ended)
		defer context.AfterFunc(flying, f.wake)()
		result, err := m.Model.Generate(flying, r, func(piece string) error { return f.add(flying, piece) })
		f.land(result, err)
	}()
	return f
}

// leave takes a reader off. What nobody reads is ended, and waited for; or left to fly for a moment, if a newer request may
// go on with it.
func (m *Recycler) leave(ctx context.Context, f *flight) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !f.left() {
		return
	}
	if cause := context.Cause(ctx); errors.Is(cause, ErrSuperseded) || errors.Is(cause, ErrCancelled) {
		m.linger(f)
		return
	}
	m.end(f)
	m.mu.Unlock()
	<-f.ended
	m.mu.Lock()
}

// linger lets a generation that nobody reads go on for a moment, in the place of older such; m.mu is held.
func (m *Recycler) linger(f *flight) {
	m.flights = append(slices.DeleteFunc(m.flights, func(other *flight) bool { return other == f }), f)
	lingering := 0
	for _, other := range slices.Backward(slices.Clone(m.flights)) {
		if !other.deserted() {
			continue
		}
		if lingering++; lingering > maxLingering {
			m.end(other)
		}
	}
	after := m.After
	if after == nil {
		after = func(d time.Duration, f func()) func() bool { return time.AfterFunc(d, f).Stop }
	}
	after(linger, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if f.deserted() {
			m.end(f)
		}
	})
}

// end stops a generation; m.mu is held.
func (m *Recycler) end(f *flight) {
	f.cancel()
	m.flights = slices.DeleteFunc(m.flights, func(other *flight) bool { return other == f })
}
