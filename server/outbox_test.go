package server

import (
	"errors"
	"slices"
	"testing"
)

// A writeLog keeps each Write apart.
type writeLog struct {
	writes []string
	err    error
}

func (w *writeLog) Write(p []byte) (int, error) {
	w.writes = append(w.writes, string(p))
	return len(p), w.err
}

func TestOutboxWritesEachMessageAtOnce(t *testing.T) {
	w := &writeLog{}
	o := newOutbox(w)
	// Nobody writes yet, and yet nothing waits.
	for _, body := range []string{`{"a":1}`, `{}`} {
		if err := o.put([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	o.close()
	if err := o.run(); err != nil {
		t.Fatal(err)
	}
	<-o.flushed
	if want := []string{"Content-Length: 7\r\n\r\n{\"a\":1}", "Content-Length: 2\r\n\r\n{}"}; !slices.Equal(w.writes, want) {
		t.Errorf("writes %q, want %q", w.writes, want)
	}
	if err := o.put(nil); !errors.Is(err, errOutboxClosed) {
		t.Errorf("put into a closed outbox: %v", err)
	}
}

func TestOutboxEndsWithItsClient(t *testing.T) {
	o := newOutbox(&writeLog{err: errors.New("broken pipe")})
	o.put([]byte("{}"))
	if err := o.run(); err == nil {
		t.Error("no error, want that of the client's end")
	}
	<-o.flushed
	if err := o.put(nil); err == nil {
		t.Error("messages for nobody are kept")
	}
}
