package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/server/lsp"
)

// A session is one client's. The read goroutine owns the fields up to the blank line; work reads only
// those that never change after initialize.
type session struct {
	phase       phase
	documents   map[string]*document // by the URI as the client wrote it
	folders     []folder
	zeroBased   bool // the client counts trigger kinds from 0, as drafts of LSP 3.18 did
	config      *configuration
	engines     *engines
	diagnostics *diagnostics
	accounts    *accounts
	statuses    *statuses
	watches     *watches
	notices     *notices
	client      client // set by initialize
	calls       *dispatcher
	stream      *stream
	conn        jsonrpc2.Conn
	opts        Options
	log         *slog.Logger
	ctx         context.Context // ends with the session
	end         context.CancelCauseFunc
}

// A client is what initialize told about the other side. It never changes afterwards.
type client struct {
	name         string
	encoding     lsp.PositionEncoding
	capabilities lsp.ClientCapabilities
	markdown     bool // in the documentation of menu items
}

// A phase of the protocol's life.
type phase int

const (
	fresh phase = iota
	running
	stopping // shutdown was asked for
	exited
)

// errDropped says that a notification came at a time when it means nothing.
var errDropped = errors.New("it came before initialize or after shutdown")

// admit says what may be called in which phase.
func (s *session) admit(name string, isCall bool) error {
	switch {
	case name == "exit":
		return nil
	case s.phase == running && name == "initialize":
		return jsonrpc2.NewError(jsonrpc2.InvalidRequest, "initialize was called before")
	case s.phase == running, s.phase == fresh && name == "initialize":
		return nil
	case !isCall:
		return errDropped
	case s.phase == fresh:
		return jsonrpc2.NewError(jsonrpc2.ServerNotInitialized, "initialize must be called first")
	}
	return jsonrpc2.NewError(jsonrpc2.InvalidRequest, "the server was asked to shut down")
}

// initialize is answered at once and on the read goroutine: nothing may be sent before its answer.
func (s *session) initialize(p *lsp.InitializeParams) (any, error) {
	s.client = client{
		encoding:     negotiate(p.Capabilities.General.PositionEncodings),
		capabilities: p.Capabilities,
	}
	for i, format := range p.Capabilities.TextDocument.Completion.CompletionItem.DocumentationFormat {
		if format == protocol.Markdown && i == 0 {
			s.client.markdown = true
		}
	}
	if p.ClientInfo != nil {
		s.client.name = p.ClientInfo.Name
	}
	s.folders = initialFolders(p)
	s.config.initialize(p.InitializationOptions)
	s.followLog()
	s.phase = running
	s.statuses.now.Client, s.statuses.now.Encoding = s.client.name, string(s.client.encoding)
	if p.ProcessID != nil {
		s.watchParent(*p.ProcessID)
	}
	s.log.Info("initialize", "client", s.client.name, "encoding", string(s.client.encoding), "folders", len(s.folders))
	return lsp.InitializeResult{
		Capabilities: s.capabilities(),
		ServerInfo:   protocol.ServerInfo{Name: "sluice", Version: s.opts.Version},
	}, nil
}

func (s *session) capabilities() lsp.ServerCapabilities {
	c := lsp.ServerCapabilities{PositionEncoding: s.client.encoding, InlineCompletionProvider: &struct{}{}}
	c.TextDocumentSync = protocol.TextDocumentSyncOptions{
		OpenClose: true,
		Change:    protocol.TextDocumentSyncKindIncremental,
		Save:      &protocol.SaveOptions{},
	}
	if s.announceMenu() {
		c.CompletionProvider = &protocol.CompletionOptions{TriggerCharacters: []string{".", "(", "="}}
	}
	c.ExecuteCommandProvider = &protocol.ExecuteCommandOptions{Commands: commandNames()}
	c.HoverProvider = true
	c.CodeActionProvider = &protocol.CodeActionOptions{CodeActionKinds: []protocol.CodeActionKind{protocol.QuickFix}}
	if s.client.pulls() {
		c.DiagnosticProvider = lsp.DiagnosticOptions{Identifier: "sluice"}
	}
	c.Workspace = &protocol.ServerCapabilitiesWorkspace{
		WorkspaceFolders: &protocol.ServerCapabilitiesWorkspaceFolders{Supported: true, ChangeNotifications: true},
	}
	return c
}

// announceMenu reports whether the client is told of textDocument/completion. One that has inline completion
// would show everything twice.
func (s *session) announceMenu() bool {
	switch s.config.session().Completion.Menu {
	case "on":
		return true
	case "off":
		return false
	}
	inline := s.client.capabilities.TextDocument.InlineCompletion
	return inline == nil || bytes.Equal(*inline, []byte("null"))
}

// initialized is where the server may begin to ask the client.
func (s *session) initialized(json.RawMessage) (any, error) {
	s.notices.problems(s.config.problems())
	return work(func(ctx context.Context) (any, error) {
		s.register(ctx)
		s.pullConfiguration(ctx)
		_, err := s.engines.get(ctx, s.config.session())
		s.engineIs(err)
		return nil, err
	}), nil
}

func (s *session) shutdown(json.RawMessage) (any, error) {
	s.phase = stopping
	return nil, nil
}

// exit ends the reading; Run does the rest.
func (s *session) exit(json.RawMessage) (any, error) {
	if s.phase == stopping {
		s.phase = exited
	}
	s.stream.end()
	return nil, nil
}

// status is the exit status. A client that shuts the server down and then just goes away is forgiven.
func (s *session) status() int {
	if s.phase == exited || s.phase == stopping {
		return 0
	}
	return 1
}

func (s *session) cancelRequest(p *lsp.CancelParams) (any, error) {
	if id, ok := s.stream.find(p.ID); ok {
		s.calls.cancel(id, errCancelled)
	}
	return nil, nil
}

// ignore is the method of notifications that are known and mean nothing here.
func ignore(json.RawMessage) (any, error) { return nil, nil }
