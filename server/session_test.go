package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsptest"
)

// A peer is a client with a session at the other end of a pipe.
type peer struct {
	*lsptest.Client
	t      *testing.T
	status chan int // gets the exit status
}

type obj = map[string]any

// connect starts a session. The test must end it, or let its end do that.
func connect(t *testing.T, opts Options) *peer {
	t.Helper()
	ours, theirs := net.Pipe()
	p := &peer{Client: lsptest.New(theirs, theirs), t: t, status: make(chan int, 1)}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.status <- Run(ctx, ours, ours, opts)
	}()
	t.Cleanup(func() {
		p.Close()
		cancel()
		<-ended
	})
	return p
}

// begin is connect and initialize.
func begin(t *testing.T, opts Options, capabilities obj) *peer {
	t.Helper()
	p := connect(t, opts)
	p.request("init", "initialize", obj{"capabilities": capabilities})
	p.result("init", nil)
	p.notify("initialized", obj{})
	return p
}

// bounded is the test's context, with an end that only a failing test reaches.
func (p *peer) bounded() context.Context {
	ctx, cancel := context.WithTimeout(p.t.Context(), 20*time.Second)
	p.t.Cleanup(cancel)
	return ctx
}

func (p *peer) check(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *peer) request(id any, method string, params any) {
	p.t.Helper()
	p.check(p.Request(id, method, params))
}

func (p *peer) notify(method string, params any) {
	p.t.Helper()
	p.check(p.Notify(method, params))
}

// result waits for the reply to a request, which must be no error.
func (p *peer) result(id any, into any) {
	p.t.Helper()
	m := p.reply(id)
	if m.Error != nil {
		p.t.Fatalf("request %v: error %d: %s", id, m.Error.Code, m.Error.Message)
	}
	if into != nil {
		p.check(json.Unmarshal(m.Result, into))
	}
}

func (p *peer) reply(id any) lsptest.Message {
	p.t.Helper()
	key, _ := json.Marshal(id)
	m, err := p.Reply(p.bounded(), string(key))
	p.check(err)
	return m
}

// code waits for the reply to a request and returns its error code, 0 if it is no error.
func (p *peer) code(id any) int {
	p.t.Helper()
	if m := p.reply(id); m.Error != nil {
		return m.Error.Code
	}
	return 0
}

func (p *peer) open(uri, language, text string) {
	p.t.Helper()
	p.notify("textDocument/didOpen", obj{"textDocument": obj{"uri": uri, "languageId": language, "version": 1, "text": text}})
}

func place(uri string, line, character int) obj {
	return obj{"textDocument": obj{"uri": uri}, "position": obj{"line": line, "character": character}}
}

func inlineAt(uri string, line, character, kind int) obj {
	p := place(uri, line, character)
	p["context"] = obj{"triggerKind": kind}
	return p
}

// A completerFunc is a Completer.
type completerFunc func(context.Context, completion.Request) completion.Response

func (f completerFunc) Complete(ctx context.Context, r completion.Request) completion.Response {
	return f(ctx, r)
}

// with makes options whose engine completes by f.
func with(f completerFunc) Options {
	return Options{Version: "test", Open: func(context.Context, settings.Settings, func(string) Progress) (Engine, error) {
		return Engine{Completer: f}, nil
	}}
}

// insert answers every request with one item at the cursor.
func insert(text string) completerFunc {
	return func(_ context.Context, r completion.Request) completion.Response {
		return completion.Response{Items: []completion.Item{passed(text, r.Offset, r.Offset)}}
	}
}

func passed(text string, start, end int) completion.Item {
	return completion.Item{Insert: text, Span: syntax.Span{Start: start, End: end}, Verdict: verdict.Verdict{Kind: verdict.Passed}}
}

// A fakeClock stands still until it is told to go on.
type fakeClock struct {
	mu     sync.Mutex
	now    time.Time
	timers map[int]fakeTimer
	count  int
	set    chan struct{} // gets a value for each AfterFunc
}

type fakeTimer struct {
	at time.Time
	f  func()
}

func newFakeClock() *fakeClock {
	return &fakeClock{now: time.Unix(1e9, 0), timers: map[int]fakeTimer{}, set: make(chan struct{}, 1000)}
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) AfterFunc(d time.Duration, f func()) func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	id := c.count
	c.timers[id] = fakeTimer{c.now.Add(d), f}
	c.set <- struct{}{}
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.timers, id)
	}
}

// advance lets time pass, and runs what is due.
func (c *fakeClock) advance(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	var due []func()
	for id, t := range c.timers {
		if !t.at.After(c.now) {
			due = append(due, t.f)
			delete(c.timers, id)
		}
	}
	c.mu.Unlock()
	for _, f := range due {
		go f()
	}
}

func uriOf(i int) string { return fmt.Sprintf("file:///w/f%d.py", i) }
