package server

import (
	"context"
	"time"

	"github.com/sluice-lsp/sluice/completion"
)

// grace is how long beyond its own deadline an engine may take before its answer is no longer waited for.
const grace = time.Second

// A question is a completion request in the session's own terms, whichever method brought it. It is
// immutable.
type question struct {
	snap     *snapshot
	offset   int
	explicit bool
	selected *completion.Selected
}

// complete makes the work of both completion methods: show converts the answer. A newer request for the
// same document cancels it, whichever method that one came by.
func (s *session) complete(q question, show func(completion.Response) any) exclusive {
	return exclusive{q.snap.URI, func(ctx context.Context) (any, error) {
		s.statuses.begin()
		defer s.statuses.end()
		response, err := s.answer(ctx, q)
		if err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx) // nobody sees it, and the document may be gone
		}
		s.notices.answered(response)
		response.Items = shown(response.Items, s.log)
		s.account(q, response)
		return show(response), nil
	}}
}

// answer asks the engine. Trouble with settings, rules or the model is no error of the request: the answer
// is empty then, and says why.
func (s *session) answer(ctx context.Context, q question) (completion.Response, error) {
	if reason := q.refused(); reason != "" {
		return completion.Response{Reason: reason}, nil
	}
	if s.statuses.isPaused(q.snap.URI) {
		return completion.Response{Reason: "completions are paused"}, nil
	}
	config := s.config.document(q.snap.Root, q.snap.Path)
	s.notices.problems(s.config.problems())
	if !config.Completion.Enabled {
		return completion.Response{Reason: "completion is switched off by the settings"}, nil
	}
	limit := time.Duration(config.Completion.Deadline.Automatic)
	if q.explicit {
		limit = time.Duration(config.Completion.Deadline.Explicit)
	} else if err := s.rest(ctx, time.Duration(config.Completion.Debounce)); err != nil {
		return completion.Response{}, err
	}
	engine, err := s.engines.get(ctx, config)
	if ctx.Err() != nil {
		return completion.Response{}, context.Cause(ctx)
	}
	if err != nil {
		return completion.Response{Reason: err.Error()}, nil
	}
	if engine.Completer == nil {
		return completion.Response{Reason: errNoEngine.Error()}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, limit+grace)
	defer cancel()
	return engine.Completer.Complete(ctx, completion.Request{
		Document: q.snap.Document, Offset: q.offset, Explicit: q.explicit, Selected: q.selected,
	}), nil
}

// refused returns why a question is not asked, "" if it is.
func (q question) refused() string {
	switch {
	case q.snap.lost != "":
		return q.snap.lost
	case isNotebookCell(q.snap.URI):
		return "cells of notebooks are not completed"
	case q.snap.Language == nil:
		return "sluice has no grammar for this language"
	}
	return ""
}

// rest waits until the user has stopped typing, which shows in the request not being superseded.
func (s *session) rest(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	over := make(chan struct{})
	defer s.opts.clock.AfterFunc(d, func() { close(over) })()
	select {
	case <-over:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
