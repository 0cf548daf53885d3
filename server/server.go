// Package server is an LSP session: it turns what an editor says into requests to the completion engine,
// and the answers into what that editor can show.
//
// It knows the protocol, documents and positions, and nothing of models, prompts or rules beyond their
// results. It must not read files, and it must not decide what is safe: items come with a verdict, and those
// that no verdict allows to be shown are dropped.
//
// # What is used of jsonrpc2, and what is not
//
// The session runs on go.lsp.dev/jsonrpc2's Conn, for its correlation of calls and answers in both
// directions, but on a stream of our own. The library's stream ends the session at the first malformed
// header, body or large id. Ours answers such messages and goes on; it also translates ids, writes each message
// at once, replies even for cancelled contexts, and hands Conn no answer that nobody waits for, since Conn
// would hang. The handler never returns an error, which Conn takes for the end of the session. Of the protocol
// package only types are used: its handlers lose numeric cancellations and keep requests waiting for each
// other.
//
// # Goroutines
//
// Conn's read goroutine runs the first phase of every method and is the sole owner of documents, folders and
// the phase of the session. Everything that takes time is work and runs on its own goroutine, from immutable
// snapshots.
package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"go.lsp.dev/jsonrpc2"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Completer makes completions. It is safe for concurrent use, and ends soon after its context does.
type Completer interface {
	Complete(context.Context, completion.Request) completion.Response
}

// A Checker finds what is wrong with a tree, as *rules.Set does. It is safe for concurrent use.
type Checker interface {
	Check(*syntax.Tree, rules.CheckOptions) rules.Report
}

// An Engine is what a session asks under one tree of settings.
type Engine struct {
	Completer Completer
	Checker   Checker // nil: no diagnostics

	// Page explains a rule, and reports whether there is such a rule. nil: nothing is explained.
	Page func(id string) (rules.Page, bool)

	Trouble string // one sentence about what does not work, "" if all is well; the user is told
}

// Progress shows how far long work is. It is safe for concurrent use, and never waits for the editor.
type Progress interface {
	Report(message string, percent int) // percent 0: unknown
	End()                               // must be called; what is reported afterwards is not shown
}

// Options are what a session needs from outside.
type Options struct {
	Version string // of sluice

	// User reads the user's own configuration; it is asked again on every reload. Flags are the command
	// line's settings, which win over those of the client.
	User  func() (settings.Layer, []settings.Problem)
	Flags settings.Layer

	// Open makes the engine for settings. It may take long. The context is the session's: what the engine
	// started ends with it. With show, what goes on in the background can be shown in the editor, also after
	// Open has returned.
	Open func(ctx context.Context, s settings.Settings, show func(title string) Progress) (Engine, error)

	UserFile string // path of the user's own configuration, to be read again when it changes; "": none

	// Doctor looks at what works under some settings. It may take long. nil: nothing is looked at.
	Doctor func(context.Context, settings.Settings) []Checkup

	// WritePage keeps a Markdown page until the session ends, where the editor can open it by the URI that it
	// returns. nil: explanations come as messages.
	WritePage func(markdown string) (uri string, err error)

	Log    *slog.Logger             // nil: none. It is given no text of documents.
	SetLog func(settings.Log) error // follows the settings for the log; nil: they do not matter

	Audit func([]verdict.Record) error // keeps verdicts where the settings say so; nil: nothing is kept

	clock clock              // nil: the real one
	alive func(pid int) bool // nil: asks the system
}

// How long the end of a session waits for work that was cancelled, and for the client to take the last
// messages. An editor that closes waits for that too.
const (
	workFarewell   = 250 * time.Millisecond
	clientFarewell = time.Second
)

// Run serves one client until it says exit, its input ends or ctx does. It returns the exit status that
// the protocol wants: 0 if the client asked for the shutdown before, else 1. If in is an io.Closer, the end
// of ctx closes it.
func Run(ctx context.Context, in io.Reader, out io.Writer, opts Options) int {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(errEnded)
	s := newSession(ctx, in, out, opts)
	s.end = cancel
	go func() {
		if err := s.stream.out.run(); err != nil {
			s.log.Warn("the client is gone", "error", err)
			cancel(err)
		}
	}()
	s.conn.Go(ctx, s.calls.handle)
	select {
	case <-s.conn.Done():
		if err := s.conn.Err(); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrClosedPipe) {
			s.log.Warn("reading from the client ended", "error", err)
		}
	case <-ctx.Done():
		s.conn.Close()
	}
	cancel(errEnded)
	s.close()
	return s.status()
}

// close waits for what is still under way, but not for ever.
func (s *session) close() {
	worked := make(chan struct{})
	go func() {
		s.calls.tasks.wait()
		close(worked)
	}()
	if !await(worked, workFarewell) {
		s.log.Debug("work that was cancelled still runs")
	}
	s.stream.out.close()
	await(s.stream.out.flushed, clientFarewell)
}

func await(done <-chan struct{}, limit time.Duration) bool {
	select {
	case <-done:
		return true
	case <-time.After(limit):
		return false
	}
}

// newSession puts the parts together; nothing runs yet.
func newSession(ctx context.Context, in io.Reader, out io.Writer, opts Options) *session {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.clock == nil {
		opts.clock = realClock{}
	}
	s := &session{
		opts: opts, log: opts.Log, ctx: ctx,
		stream:    newStream(in, newOutbox(out), opts.Log),
		calls:     newDispatcher(ctx, opts.Log),
		documents: map[string]*document{},
		accounts:  newAccounts(),
	}
	s.conn = jsonrpc2.NewConn(s.stream)
	s.notices = &notices{session: s, shown: map[string]bool{}}
	s.config = newConfiguration(opts)
	s.engines = newEngines(s)
	s.diagnostics = newDiagnostics(s)
	s.statuses = newStatuses(s)
	s.watches = &watches{rules: map[string]bool{}}
	s.calls.admit = s.admit
	s.calls.methods = s.methods()
	return s
}

// methods is every method that the server knows.
func (s *session) methods() map[string]method {
	return map[string]method{
		"initialize":  on(s.initialize),
		"initialized": s.initialized,
		"shutdown":    s.shutdown,
		"exit":        s.exit,

		"$/cancelRequest": on(s.cancelRequest),
		"$/setTrace":      ignore,

		"textDocument/didOpen":   on(s.didOpen),
		"textDocument/didChange": on(s.didChange),
		"textDocument/didSave":   on(s.didSave),
		"textDocument/didClose":  on(s.didClose),

		"textDocument/completion":       on(s.completion),
		"textDocument/inlineCompletion": on(s.inlineCompletion),

		"textDocument/diagnostic": on(s.documentDiagnostic),
		"textDocument/codeAction": on(s.codeAction),
		"textDocument/hover":      on(s.hover),

		"workspace/executeCommand":            on(s.executeCommand),
		"workspace/didChangeConfiguration":    on(s.didChangeConfiguration),
		"workspace/didChangeWatchedFiles":     on(s.didChangeWatchedFiles),
		"workspace/didChangeWorkspaceFolders": on(s.didChangeWorkspaceFolders),
	}
}
