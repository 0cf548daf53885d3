package server

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/sluice-lsp/sluice/completion/settings"
)

// enginesKept bounds how many trees of settings have an engine at the same time: folders of a workspace
// may each have their own.
const enginesKept = 4

// engines opens engines and keeps them, by the settings that they were opened with. It is safe for
// concurrent use.
type engines struct {
	session *session

	mu    sync.Mutex
	known []*opening // the one that was used last comes last
}

// An opening is an engine that is there, or on its way.
type opening struct {
	key    string
	done   chan struct{} // closed when engine and err are set
	engine Engine
	err    error
}

func newEngines(s *session) *engines { return &engines{session: s} }

var errNoEngine = errors.New("this session has no engine")

// get returns the engine for settings and opens it if need be. The context ends the waiting, not the
// opening, which others may wait for too.
func (e *engines) get(ctx context.Context, s settings.Settings) (Engine, error) {
	o := e.find(s)
	select {
	case <-o.done:
		return o.engine, o.err
	case <-ctx.Done():
		return Engine{}, context.Cause(ctx)
	}
}

// find returns the opening for settings, and starts it if it is new.
func (e *engines) find(s settings.Settings) *opening {
	key := fmt.Sprintf("%#v", s)
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, o := range e.known {
		if o.key == key {
			e.known = append(append(e.known[:i:i], e.known[i+1:]...), o)
			return o
		}
	}
	o := &opening{key: key, done: make(chan struct{})}
	e.known = append(e.known, o)
	if len(e.known) > enginesKept {
		e.known = e.known[1:]
	}
	e.session.calls.tasks.run(func() { e.open(o, s) })
	return o
}

func (e *engines) open(o *opening, s settings.Settings) {
	defer close(o.done)
	defer e.session.calls.rescue("opening the engine", &o.err)
	if e.session.opts.Open == nil {
		o.err = errNoEngine
		return
	}
	p := e.session.show("sluice: getting ready")
	defer p.End()
	o.engine, o.err = e.session.opts.Open(e.session.ctx, s, e.session.show)
	e.session.watch(s.Rules.Config)
	switch {
	case e.session.ctx.Err() != nil:
	case o.err != nil:
		e.forget(o)
		e.session.notices.warn(o.err.Error(), o.err.Error())
	case o.engine.Trouble != "":
		e.session.notices.warn(o.engine.Trouble, o.engine.Trouble)
	}
}

// forget drops an opening that failed, so that the next request tries again.
func (e *engines) forget(failed *opening) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, o := range e.known {
		if o == failed {
			e.known = append(e.known[:i:i], e.known[i+1:]...)
			return
		}
	}
}

// reset forgets all engines: what they were made of has changed on disk.
func (e *engines) reset() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.known = nil
}
