package decode

import (
	"context"
	"strings"
	"sync"
)

// A flight is a generation that is under way, and what it said so far. Its model writes, and requests read; the model
// waits for the fastest of them, and for nobody where there is none.
type flight struct {
	request Request
	cancel  context.CancelFunc
	ended   chan struct{} // closed when the model returned

	mu      sync.Mutex
	changed sync.Cond // any of what follows
	text    strings.Builder
	read    int // by the fastest reader
	readers int
	done    bool
	result  Result
	err     error
}

// add takes a piece from the model, and waits until it was read.
func (f *flight) add(ctx context.Context, piece string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.text.Len()+len(piece) > maxDraft {
		return ErrCut
	}
	f.text.WriteString(piece)
	f.changed.Broadcast()
	for f.readers > 0 && f.read < f.text.Len() && ctx.Err() == nil {
		f.changed.Wait()
	}
	return ctx.Err()
}

// land records how the generation ended.
func (f *flight) land(result Result, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.done, f.result, f.err = true, result, err
	f.changed.Broadcast()
}

func (f *flight) wake() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.changed.Broadcast()
}

// admits lets a request read along that has the text already, unless the model says something else.
func (f *flight) admits(typed string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if said := f.text.String(); !agree(said, typed) || f.done && (f.err != nil || len(said) < len(typed)) {
		return false
	}
	f.readers++
	return true
}

// agree reports whether one of two texts begins with the other.
func agree(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] == b[:n]
}

// left takes a reader off, and reports whether none is left.
func (f *flight) left() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readers--
	f.changed.Broadcast()
	return f.readers == 0
}

func (f *flight) deserted() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.readers == 0
}

// follow emits what the model says behind what was typed, on the caller's own time.
func (f *flight) follow(ctx context.Context, typed string, emit func(string) error) (Result, error) {
	defer context.AfterFunc(ctx, f.wake)()
	for at := 0; ; {
		piece, more := f.next(ctx, at)
		switch said := f.said(at + len(piece)); {
		case ctx.Err() != nil:
			return Result{}, ctx.Err()
		case !agree(said, typed) || !more && len(said) < len(typed):
			return Result{}, errElsewhere
		case !more:
			return f.result, f.err
		}
		from := at
		if at += len(piece); at > len(typed) {
			if err := emit(piece[max(len(typed)-from, 0):]); err != nil {
				return Result{}, err
			}
		}
		f.taken(at)
	}
}

// next waits for text behind an offset. More is false if there will be none.
func (f *flight) next(ctx context.Context, at int) (piece string, more bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.text.Len() == at && !f.done && ctx.Err() == nil {
		f.changed.Wait()
	}
	return f.text.String()[at:], f.text.Len() > at
}

func (f *flight) said(end int) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.text.String()[:end]
}

func (f *flight) taken(at int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.read = max(f.read, at)
	f.changed.Broadcast()
}
