package server

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

var errOutboxClosed = errors.New("the session's output is closed")

// An outbox writes messages in the order in which they were put, each with a single Write. Putting never
// waits for the client, so that the read goroutine can answer while a client that writes does not read.
type outbox struct {
	w       io.Writer
	wake    chan struct{} // holds a token while there may be something to do
	flushed chan struct{} // closed when run has returned

	mu     sync.Mutex
	queue  [][]byte
	closed bool
}

func newOutbox(w io.Writer) *outbox {
	return &outbox{w: w, wake: make(chan struct{}, 1), flushed: make(chan struct{})}
}

// put queues the body of a message.
func (o *outbox) put(body []byte) error {
	frame := fmt.Appendf(make([]byte, 0, len(body)+32), "Content-Length: %d\r\n\r\n", len(body))
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return errOutboxClosed
	}
	o.queue = append(o.queue, append(frame, body...))
	o.signal()
	return nil
}

// close lets run return once everything is written.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.signal()
}

func (o *outbox) signal() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// run writes until the outbox is closed and empty, or until the client takes no more.
func (o *outbox) run() error {
	defer close(o.flushed)
	for range o.wake {
		frames, closed := o.take()
		for _, f := range frames {
			if _, err := o.w.Write(f); err != nil {
				o.close()
				return fmt.Errorf("writing to the client: %w", err)
			}
		}
		if closed {
			return nil
		}
	}
	return nil
}

func (o *outbox) take() (frames [][]byte, closed bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	frames, o.queue = o.queue, nil
	return frames, o.closed
}
