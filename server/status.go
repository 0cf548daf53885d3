package server

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"

	"go.lsp.dev/jsonrpc2"

	"github.com/sluice-lsp/sluice/completion"
)

// A Status is what a session says about itself. Its JSON form is documented in PROTOCOL.md.
type Status struct {
	Version    string   `json:"version"`
	Client     string   `json:"client"`
	Encoding   string   `json:"position_encoding"`
	Documents  int      `json:"documents"`
	Busy       bool     `json:"busy"`                  // a completion is being made
	Paused     bool     `json:"paused"`                // for all documents
	Backend    string   `json:"backend"`               // of the last answer
	EnforcedBy []string `json:"enforced_by,omitempty"` // of the last answer
	Withheld   int      `json:"withheld"`              // since the session began
	Reason     string   `json:"reason,omitempty"`      // why the last answer was empty
	Trouble    string   `json:"trouble,omitempty"`     // what does not work, until something does
	Engine     string   `json:"engine"`                // "ready", or why it is not
}

// statuses keeps the status and tells clients that know sluice of every change. It is safe for concurrent
// use. Notifications are sent under its lock, so that none is older than the one before.
type statuses struct {
	session *session

	mu       sync.Mutex
	now      Status
	sent     Status
	answers  int // that are under way
	paused   map[string]bool
	withheld map[string]withheldAt
}

// withheldAt keeps what was counted last for a document: editors ask again and again at one place.
type withheldAt struct {
	version int32
	offset  int
}

func newStatuses(s *session) *statuses {
	return &statuses{session: s, paused: map[string]bool{}, withheld: map[string]withheldAt{},
		now: Status{Version: s.opts.Version, Engine: "getting ready"}}
}

// change alters the status and tells of it.
func (s *statuses) change(alter func(*Status)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	alter(&s.now)
	if s.session.client.capabilities.Experimental.Sluice && !reflect.DeepEqual(s.now, s.sent) {
		s.sent = s.now
		s.session.notify("sluice/status", s.now)
	}
}

func (s *statuses) get() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// begin and end stand around the making of one completion.
func (s *statuses) begin() {
	s.change(func(now *Status) {
		s.answers++
		now.Busy = true
	})
}

func (s *statuses) end() {
	s.change(func(now *Status) {
		s.answers--
		now.Busy = s.answers > 0
	})
}

// answered takes what an answer says about how things are.
func (s *statuses) answered(q question, r completion.Response) {
	s.change(func(now *Status) {
		if r.Backend != "" {
			now.Backend, now.EnforcedBy = r.Backend, r.EnforcedBy
		}
		now.Reason, now.Trouble = r.Reason, ""
		if r.Trouble {
			now.Trouble = r.Reason
		}
		at := withheldAt{q.snap.Version, q.offset}
		if len(r.Withheld) > 0 && s.withheld[q.snap.URI] != at {
			s.withheld[q.snap.URI] = at
			now.Withheld += len(r.Withheld)
		}
	})
}

// forget drops what is known of a document that was closed.
func (s *statuses) forget(uri string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.withheld, uri)
	delete(s.paused, uri)
}

// isPaused reports whether completions of a document are paused, or all are.
func (s *statuses) isPaused(uri string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.paused[""] || s.paused[uri]
}

func (s *session) reportStatus([]json.RawMessage) (any, error) {
	config := s.config.session()
	return work(func(ctx context.Context) (any, error) {
		_, err := s.engines.get(ctx, config)
		s.engineIs(err)
		now := s.statuses.get()
		s.say(now.line())
		return now, nil
	}), nil
}

// line is a status in a few words.
func (s *Status) line() string {
	line := s.Engine
	if s.Paused {
		line = "paused"
	}
	if s.Backend != "" {
		line += ", " + s.Backend
	}
	line += fmt.Sprintf(", %d withheld", s.Withheld)
	if s.Trouble != "" {
		line += ": " + s.Trouble
	}
	return line
}

// engineIs records whether there is an engine.
func (s *session) engineIs(err error) {
	s.statuses.change(func(now *Status) {
		now.Engine = "ready"
		if err != nil {
			now.Engine = err.Error()
		}
	})
}

// pause switches completions off until they are switched on again: those of a document or, for the URI "", all. The
// second argument says which; without it the other of what is.
func (s *session) pause(arguments []json.RawMessage) (any, error) {
	uri, err := textArgument(arguments, 0)
	if err != nil {
		return nil, err
	}
	var wanted *bool
	if len(arguments) > 1 && json.Unmarshal(arguments[1], &wanted) != nil {
		return nil, jsonrpc2.NewError(jsonrpc2.InvalidParams, "the second argument must be true or false")
	}
	on := false
	s.statuses.change(func(now *Status) {
		on = !s.statuses.paused[uri]
		if wanted != nil {
			on = *wanted
		}
		delete(s.statuses.paused, uri)
		if on {
			s.statuses.paused[uri] = true
		}
		now.Paused = s.statuses.paused[""]
	})
	s.say(pauseLine(uri, on))
	return s.statuses.get(), nil
}

func pauseLine(uri string, on bool) string {
	line := "completions go on"
	if on {
		line = "completions are paused"
	}
	if uri != "" {
		line += " in this document"
	}
	return line + "."
}
