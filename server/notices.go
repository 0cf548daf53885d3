package server

import (
	"context"
	"fmt"
	"sync"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/completion/settings"
)

// notices tells the user what goes wrong: everything in the log, and the first time of each cause in a
// message window. It is safe for concurrent use.
type notices struct {
	session *session

	mu    sync.Mutex
	shown map[string]bool // by cause
}

// causesShown bounds what is remembered, and with it how many windows a session can ever open.
const causesShown = 20

// warn tells of trouble. Only the first time that a cause comes up is a window opened for it.
func (n *notices) warn(cause, text string) {
	n.session.log.Warn(text)
	n.send("window/logMessage", protocol.MessageTypeWarning, text)
	n.mu.Lock()
	first := !n.shown[cause] && len(n.shown) < causesShown
	if first {
		if n.shown == nil {
			n.shown = map[string]bool{}
		}
		n.shown[cause] = true
	}
	n.mu.Unlock()
	if first {
		n.send("window/showMessage", protocol.MessageTypeWarning, text)
	}
}

// log writes a line into the client's own log of the server.
func (n *notices) log(text string) {
	n.session.log.Info(text)
	n.send("window/logMessage", protocol.MessageTypeInfo, text)
}

func (n *notices) send(method string, kind protocol.MessageType, text string) {
	n.session.notify(method, protocol.LogMessageParams{Type: kind, Message: "sluice: " + text})
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
