package completion

import (
	"errors"
	"sync"
	"time"
)

// An outage is the time in which a model's server is down. Typing does not ask a server that was just found down: it is
// probed with longer and longer rests between. It is safe for concurrent use.
type outage struct {
	mu    sync.Mutex
	trial int
	until time.Time
	why   string
}

// Rests between probes of a server that is down.
const (
	firstRest   = time.Second
	longestRest = 30 * time.Second
)

// down is an error that tells whether the server is down, rather than what it was asked for wrong.
type down interface{ Down() bool }

// rests reports whether the server is left alone for now, and why.
func (o *outage) rests(now time.Time) (why string, rests bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.why, now.Before(o.until)
}

// saw takes note of how a request ended. One that shows no more than that the server answers ends the outage.
func (o *outage) saw(err error, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var d down
	if !errors.As(err, &d) || !d.Down() {
		o.trial, o.until, o.why = 0, time.Time{}, ""
		return
	}
	o.until, o.why = now.Add(min(firstRest<<o.trial, longestRest)), err.Error()
	o.trial = min(o.trial+1, 8)
}
