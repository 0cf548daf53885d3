package server

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/server/lsp"
)

// A command is one of workspace/executeCommand. It is begun like a method.
type command func(s *session, arguments []json.RawMessage) (any, error)

// commands is every command, by its name. PROTOCOL.md documents them.
var commands = map[string]command{
	"sluice.server.explain": (*session).explain,
	"sluice.server.status":  (*session).reportStatus,
	"sluice.server.reload":  (*session).reload,
}

func commandNames() []string { return slices.Sorted(maps.Keys(commands)) }

func (s *session) executeCommand(p *lsp.ExecuteCommandParams) (any, error) {
	run, ok := commands[p.Command]
	if !ok {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "there is no command %q", p.Command)
	}
	return run(s, p.Arguments)
}

// uriArgument reads the first argument, which names a document; "" if there is none.
func uriArgument(arguments []json.RawMessage) (uri string, err error) {
	if len(arguments) > 0 {
		if err := json.Unmarshal(arguments[0], &uri); err != nil {
			return "", jsonrpc2.NewError(jsonrpc2.InvalidParams, "the first argument must be the URI of a document")
		}
	}
	return uri, nil
}

// explain returns the last account of a document, null if there is none. Clients that do not know sluice
// cannot show that, so they get it as a message too.
func (s *session) explain(arguments []json.RawMessage) (any, error) {
	uri, err := uriArgument(arguments)
	if err != nil {
		return nil, err
	}
	account, ok := s.accounts.get(uri)
	text := "nothing was asked for this document yet."
	if ok {
		text = account.explanation()
	}
	if !s.client.capabilities.Experimental.Sluice {
		s.notify("window/showMessage", protocol.ShowMessageParams{Type: protocol.MessageTypeInfo, Message: "sluice: " + text})
	}
	if !ok {
		return nil, nil
	}
	return account, nil
}

// A Status is what a session says about itself. Its JSON form is documented in PROTOCOL.md.
type Status struct {
	Version   string `json:"version"`
	Client    string `json:"client"`
	Encoding  string `json:"position_encoding"`
	Documents int    `json:"documents"`
	Backend   string `json:"backend"`          // of the last answer
	Reason    string `json:"reason,omitempty"` // why the last answer was empty
	Engine    string `json:"engine"`           // "ready", or why it is not
}

func (s *session) reportStatus([]json.RawMessage) (any, error) {
	last, _ := s.accounts.get("")
	status := Status{
		Version: s.opts.Version, Client: s.client.name, Encoding: string(s.client.encoding),
		Documents: len(s.documents), Backend: last.Backend, Reason: last.Reason, Engine: "ready",
	}
	config := s.config.session()
	return work(func(ctx context.Context) (any, error) {
		if _, err := s.engines.get(ctx, config); err != nil {
			status.Engine = err.Error()
		}
		return status, nil
	}), nil
}

// reload reads settings, rules and packs again.
func (s *session) reload([]json.RawMessage) (any, error) {
	s.engines.reset()
	return work(s.reloadSettings), nil
}
