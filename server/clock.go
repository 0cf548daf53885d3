package server

import "time"

// A clock is time, so that tests can have their own.
type clock interface {
	Now() time.Time
	// AfterFunc calls f on its own goroutine once d is over. stop prevents that if it has not begun.
	AfterFunc(d time.Duration, f func()) (stop func())
}

type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) AfterFunc(d time.Duration, f func()) func() {
	t := time.AfterFunc(d, f)
	return func() { t.Stop() }
}
