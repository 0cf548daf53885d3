package decode

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

// ErrSuperseded is the cause with which the context of a request ends when a newer one for the same document took its
// place: its generation may be gone on with.
var ErrSuperseded = errors.New("superseded by a newer request")

// linger is how long a generation goes on that a newer request may want: that one comes with the next key, and opens
// its place first.
const linger = 250 * time.Millisecond

// A Recycler is a model whose generations outlive requests that a newer one supersedes. If the user typed what the
// model says, the newer request goes on with what is under way, and the server is not asked again. Requests that end
// otherwise end their generation at once.
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
		result, err := f.follow(ctx, typed, emit)
		m.leave(ctx, f)
		if err != errElsewhere {
			return result, err
		}
	}
	f = m.start(ctx, r)
	defer m.leave(ctx, f)
	return f.follow(ctx, "", emit)
}

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
// false if they differ in anything else. Both may be cut at the start of a line to fit a budget.
func since(old, r Request) (typed string, ok bool) {
	if old.Path != r.Path || old.Language != r.Language || old.Suffix != r.Suffix || old.SingleLine != r.SingleLine ||
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
	if errors.Is(context.Cause(ctx), ErrSuperseded) {
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
		return
	}
	m.end(f)
	m.mu.Unlock()
	<-f.ended
	m.mu.Lock()
}

// end stops a generation; m.mu is held.
func (m *Recycler) end(f *flight) {
	f.cancel()
	m.flights = slices.DeleteFunc(m.flights, func(other *flight) bool { return other == f })
}
