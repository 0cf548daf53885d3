package server

import (
	"context"
	"fmt"
	"sync"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// notices tells the user what goes wrong: in the log, and the first time of each cause in a message window. It
// is safe for concurrent use.
type notices struct {
	session *session

	mu    sync.Mutex
	shown map[string]bool // by cause: the windows of this session
	last  string          // the cause that was told last, "" once all was well again
	late  int             // answers in a row that came to nothing for want of time
}

// causesShown bounds what is remembered, and with it how many windows a session can ever open.
const causesShown = 20

// lateTold is how many answers in a row come too late before that is trouble: a server may take its time for the first.
const lateTold = 3

// answered tells of the trouble that an answer met, if it met any.
func (n *notices) answered(r completion.Response) {
	late := r.Cut && len(r.Items) == 0
	n.mu.Lock()
	if n.late++; !late {
		n.late = 0
	}
	tooLate := n.late >= lateTold
	n.mu.Unlock()
	switch {
	case r.Trouble:
		n.warn(r.Reason, r.Reason)
	case tooLate:
		n.warn("late", "the model takes longer than completion.deadline allows, again and again: take a smaller or closer model, or raise it")
	case !late:
		n.allWell()
	}
}

// warn tells of trouble. The same cause over and over, as at every key while a server is down, is told once
// until something else happens, and never gets a second window.
func (n *notices) warn(cause, text string) {
	n.mu.Lock()
	again := n.last == cause
	window := !n.shown[cause] && len(n.shown) < causesShown
	if window {
		n.shown[cause] = true
	}
	n.last = cause
	n.mu.Unlock()
	if again {
		n.session.log.Debug(text)
		return
	}
	n.session.log.Warn(text)
	n.send("window/logMessage", text)
	if window {
		n.send("window/showMessage", text)
	}
}

// allWell makes the next trouble worth a line again, even if it is the same.
func (n *notices) allWell() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.last = ""
}

func (n *notices) send(method, text string) {
	n.session.notify(method, protocol.ShowMessageParams{Type: protocol.MessageTypeWarning, Message: "sluice: " + text})
}

// problems tells of settings that were ignored. Each source is one cause, however much is wrong with it.
func (n *notices) problems(problems []settings.Problem) {
	for _, p := range problems {
		n.warn("settings "+p.Source, p.String())
	}
}

// notify sends a notification. An error means that the client is gone, which the session notices by itself.
func (s *session) notify(method string, params any) {
	if err := s.conn.Notify(context.Background(), method, params); err != nil {
		s.log.Debug("a notification was not written", "method", method, "error", err)
	}
}

// ask calls a method of the client, from work only. The end of the context ends the waiting: Conn itself
// waits for ever when the client is gone.
func (s *session) ask(ctx context.Context, method string, params, result any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if _, err := s.conn.Call(ctx, method, params, result); err != nil {
		return fmt.Errorf("asking the client for %s: %w", method, err)
	}
	return nil
}
