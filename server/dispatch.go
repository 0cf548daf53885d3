package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"

	"go.lsp.dev/jsonrpc2"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// A method begins the handling of one message. It runs on the read goroutine, so that methods see messages
// in the order in which they were sent, and it must not wait for anything. What it returns is the result;
// or work, if more is to be done off the read goroutine.
type method func(params json.RawMessage) (any, error)

// work is the rest of a message's handling. Its context ends when the request is cancelled or superseded,
// and with the session. It may use what its method took, never the session's documents.
type work func(ctx context.Context) (any, error)

// exclusive is work of which only one may be under way in a slot: the newer one cancels the older.
type exclusive struct {
	slot string
	work work
}

// on makes a method of a function that takes decoded params.
func on[P any](f func(*P) (any, error)) method {
	return func(raw json.RawMessage) (any, error) {
		if raw = bytes.TrimSpace(raw); len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
			return nil, jsonrpc2.NewError(jsonrpc2.InvalidParams, "params are missing")
		}
		p := new(P)
		if err := json.Unmarshal(raw, p); err != nil {
			return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "params do not fit: %v", err)
		}
		if v, ok := any(p).(interface{ Validate() error }); ok {
			if err := v.Validate(); err != nil {
				return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "params do not fit: %v", err)
			}
		}
		return f(p)
	}
}

// Why the context of a request ended; the client is told so.
var (
	errCancelled  = decode.ErrCancelled
	errSuperseded = decode.ErrSuperseded
	errClosed     = errors.New("the document was closed")
	errEnded      = errors.New("the session is over")
)

// A dispatcher runs methods and their work, and sees to it that every request is answered exactly once.
type dispatcher struct {
	ctx     context.Context // ends with the session
	log     *slog.Logger
	methods map[string]method
	admit   func(name string, isCall bool) error // nil: go on; errIgnored: drop a notification
	slots   map[string]jsonrpc2.ID               // the last request of each; read goroutine only

	tasks tasks // work, which may outlive its answer, and answers

	mu      sync.Mutex
	cancels map[jsonrpc2.ID]context.CancelCauseFunc // of work that is not answered yet
}

func newDispatcher(ctx context.Context, log *slog.Logger) *dispatcher {
	return &dispatcher{
		ctx: ctx, log: log,
		slots:   map[string]jsonrpc2.ID{},
		cancels: map[jsonrpc2.ID]context.CancelCauseFunc{},
	}
}

// handle is a jsonrpc2.Handler. It never returns an error: Conn would end the session, and may panic on the
// second one.
func (d *dispatcher) handle(_ context.Context, reply jsonrpc2.Replier, req jsonrpc2.Request) error {
	call, isCall := req.(*jsonrpc2.Call)
	result, err := d.begin(req.Method(), req.Params(), isCall)
	if !isCall {
		d.notified(req.Method(), result, err)
		return nil
	}
	switch r := result.(type) {
	case work:
		d.run(call.ID(), r, reply)
	case exclusive:
		d.vacate(r.slot, errSuperseded)
		d.slots[r.slot] = call.ID()
		d.run(call.ID(), r.work, reply)
	default:
		d.answer(reply, result, err)
	}
	return nil
}

// begin finds and runs the method.
func (d *dispatcher) begin(name string, params json.RawMessage, isCall bool) (result any, err error) {
	defer d.rescue(name, &err)
	if err := d.admit(name, isCall); err != nil {
		return nil, err
	}
	m, ok := d.methods[name]
	if !ok {
		return nil, jsonrpc2.Errorf(jsonrpc2.MethodNotFound, "there is no method %q", name)
	}
	return m(params)
}

// notified finishes a notification. There is nobody to tell of errors but the log, and notifications that
// sluice does not know, `$/` or not, are not even that.
func (d *dispatcher) notified(name string, result any, err error) {
	var coded *jsonrpc2.Error
	switch {
	case errors.As(err, &coded) && (coded.Code == jsonrpc2.MethodNotFound || strings.HasPrefix(name, "$/")):
		d.log.Debug("a notification was ignored", "method", name)
	case err != nil:
		d.log.Warn("a notification was refused", "method", name, "error", err)
	}
	if w, ok := result.(work); ok {
		d.background(name, w)
	}
}

// background runs work that nobody waits for.
func (d *dispatcher) background(name string, w work) {
	d.tasks.run(func() {
		if _, err := d.finish(d.ctx, name, w); err != nil && d.ctx.Err() == nil {
			d.log.Warn("background work failed", "method", name, "error", err)
		}
	})
}

// run answers with what the work returns, or at once when its context ends: a client never waits for work
// to notice that it was cancelled.
func (d *dispatcher) run(id jsonrpc2.ID, w work, reply jsonrpc2.Replier) {
	ctx, cancel := context.WithCancelCause(d.ctx)
	d.mu.Lock()
	d.cancels[id] = cancel
	d.mu.Unlock()
	type outcome struct {
		result any
		err    error
	}
	done := make(chan outcome, 1)
	d.tasks.run(func() {
		result, err := d.finish(ctx, fmt.Sprint(id), w)
		done <- outcome{result, err}
	})
	d.tasks.run(func() {
		var o outcome
		select {
		case o = <-done:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			o.result, o.err = nil, jsonrpc2.NewError(lsp.RequestCancelled, context.Cause(ctx).Error())
		}
		d.mu.Lock()
		delete(d.cancels, id)
		d.mu.Unlock()
		cancel(nil)
		d.answer(reply, o.result, o.err)
	})
}

func (d *dispatcher) finish(ctx context.Context, name string, w work) (result any, err error) {
	defer d.rescue(name, &err)
	return w(ctx)
}

// rescue turns a panic into an error. The panic's value may hold text of a document, so only its type and
// where it happened are logged.
func (d *dispatcher) rescue(name string, err *error) {
	if r := recover(); r != nil {
		d.log.Error("a handler panicked", "method", name, "type", fmt.Sprintf("%T", r), "stack", string(debug.Stack()))
		*err = jsonrpc2.NewError(jsonrpc2.InternalError, "internal error; the log has the details")
	}
}

// answer replies. The result is marshaled here, so that one that cannot be is still answered. The context
// is a fresh one: the reply is owed whatever happened to the request's.
func (d *dispatcher) answer(reply jsonrpc2.Replier, result any, err error) {
	data, merr := json.Marshal(result)
	if err == nil && merr != nil {
		d.log.Error("a result cannot be marshaled", "error", merr)
		err = jsonrpc2.NewError(jsonrpc2.InternalError, "internal error; the log has the details")
	}
	if rerr := reply(context.Background(), json.RawMessage(data), err); rerr != nil {
		d.log.Debug("a reply was not written", "error", rerr)
	}
}

// cancel ends the context of a request that is under way.
func (d *dispatcher) cancel(id jsonrpc2.ID, cause error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if cancel, ok := d.cancels[id]; ok {
		cancel(cause)
	}
}

// vacate cancels what is under way in a slot, and forgets the slot.
func (d *dispatcher) vacate(slot string, cause error) {
	if id, ok := d.slots[slot]; ok {
		d.cancel(id, cause)
		delete(d.slots, slot)
	}
}

// tasks are the goroutines of a session. It is safe for concurrent use.
type tasks struct {
	mu     sync.Mutex
	closed bool
	group  sync.WaitGroup
}

// run starts a goroutine, unless the session is over.
func (t *tasks) run(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closed {
		t.group.Go(f)
	}
}

// wait lets no more start, and returns when none runs.
func (t *tasks) wait() {
	t.mu.Lock()
	t.closed = true
	t.mu.Unlock()
	t.group.Wait()
}
