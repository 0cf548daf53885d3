// Package lsp holds wire types of the Language Server Protocol that go.lsp.dev/protocol lacks, since it
// stops at LSP 3.16, or has in a form that loses information.
//
// It knows the wire and nothing else. Documents are named by plain strings here: the text of a URI is the
// key that a client knows a document by, and the protocol package's URI type rewrites it.
package lsp

import (
	"encoding/json"
	"errors"

	"go.lsp.dev/protocol"
)

// Error codes that the LSP adds to those of JSON-RPC.
const (
	RequestCancelled = -32800
)

// PositionEncoding says what a position's character counts (LSP 3.17).
type PositionEncoding string

// The encodings. Clients that name none mean UTF16.
const (
	UTF8  PositionEncoding = "utf-8"
	UTF16 PositionEncoding = "utf-16"
	UTF32 PositionEncoding = "utf-32"
)

// InitializeParams is what sluice reads of a client's initialize. It leaves out what it has no use for, so
// that a mistake there does not keep a client out.
type InitializeParams struct {
	ProcessID             *int64             `json:"processId"`
	ClientInfo            *ClientInfo        `json:"clientInfo"`
	RootPath              string             `json:"rootPath"`
	RootURI               string             `json:"rootUri"`
	WorkspaceFolders      []WorkspaceFolder  `json:"workspaceFolders"`
	InitializationOptions json.RawMessage    `json:"initializationOptions"`
	Capabilities          ClientCapabilities `json:"capabilities"`
}

// UnmarshalJSON passes over members of a wrong type: a client that is wrong about one capability is a client
// without it.
func (p *InitializeParams) UnmarshalJSON(data []byte) error {
	type plain InitializeParams
	err := json.Unmarshal(data, (*plain)(p))
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return nil
	}
	return err
}

// ClientInfo names a client.
type ClientInfo struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// WorkspaceFolder is a folder that is open in the editor.
type WorkspaceFolder struct {
	URI  string `json:"uri"`
	Name string `json:"name"`
}

// ClientCapabilities is what sluice reads of a client's capabilities.
type ClientCapabilities struct {
	General struct {
		PositionEncodings []PositionEncoding `json:"positionEncodings"`
	} `json:"general"`
	TextDocument struct {
		InlineCompletion *json.RawMessage `json:"inlineCompletion"`
		Completion       struct {
			CompletionItem struct {
				DocumentationFormat []protocol.MarkupKind `json:"documentationFormat"`
			} `json:"completionItem"`
		} `json:"completion"`
		PublishDiagnostics struct {
			VersionSupport         bool `json:"versionSupport"`
			CodeDescriptionSupport bool `json:"codeDescriptionSupport"`
			RelatedInformation     bool `json:"relatedInformation"`
		} `json:"publishDiagnostics"`
		Diagnostic *json.RawMessage `json:"diagnostic"`
		Hover      struct {
			ContentFormat []protocol.MarkupKind `json:"contentFormat"`
		} `json:"hover"`
		CodeAction struct {
			LiteralSupport *json.RawMessage `json:"codeActionLiteralSupport"`
		} `json:"codeAction"`
	} `json:"textDocument"`
	Workspace struct {
		Configuration          bool    `json:"configuration"`
		DidChangeConfiguration dynamic `json:"didChangeConfiguration"`
		DidChangeWatchedFiles  struct {
			dynamic
			RelativePatternSupport bool `json:"relativePatternSupport"`
		} `json:"didChangeWatchedFiles"`
		Diagnostics struct {
			RefreshSupport bool `json:"refreshSupport"`
		} `json:"diagnostics"`
		WorkspaceEdit struct {
			DocumentChanges bool `json:"documentChanges"`
		} `json:"workspaceEdit"`
	} `json:"workspace"`
	Window struct {
		WorkDoneProgress bool `json:"workDoneProgress"`
		ShowDocument     struct {
			Support bool `json:"support"`
		} `json:"showDocument"`
	} `json:"window"`
	Experimental struct {
		Sluice bool `json:"sluice"`
	} `json:"experimental"`
}

type dynamic struct {
	DynamicRegistration bool `json:"dynamicRegistration"`
}

// InitializeResult is the answer to initialize.
type InitializeResult struct {
	Capabilities ServerCapabilities  `json:"capabilities"`
	ServerInfo   protocol.ServerInfo `json:"serverInfo"`
}

// ServerCapabilities adds what came after LSP 3.16.
type ServerCapabilities struct {
	protocol.ServerCapabilities
	PositionEncoding         PositionEncoding `json:"positionEncoding"`
	InlineCompletionProvider *struct{}        `json:"inlineCompletionProvider,omitempty"`
	DiagnosticProvider       any              `json:"diagnosticProvider,omitempty"`
}

// DiagnosticOptions says that documents are checked one by one.
type DiagnosticOptions struct {
	Identifier            string `json:"identifier"`
	InterFileDependencies bool   `json:"interFileDependencies"`
	WorkspaceDiagnostics  bool   `json:"workspaceDiagnostics"`
}

// TextDocument names a document.
type TextDocument struct {
	URI string `json:"uri"`
}

var errNoURI = errors.New("textDocument.uri is missing")

// Validate reports whether the document is named.
func (t TextDocument) Validate() error {
	if t.URI == "" {
		return errNoURI
	}
	return nil
}

// DidOpenParams is DidOpenTextDocumentParams.
type DidOpenParams struct {
	TextDocument struct {
		TextDocument
		LanguageID string `json:"languageId"`
		Version    int32  `json:"version"`
		Text       string `json:"text"`
	} `json:"textDocument"`
}

// Validate reports what is missing.
func (p *DidOpenParams) Validate() error { return p.TextDocument.Validate() }

// DidChangeParams is DidChangeTextDocumentParams.
type DidChangeParams struct {
	TextDocument struct {
		TextDocument
		Version int32 `json:"version"`
	} `json:"textDocument"`
	ContentChanges []ContentChange `json:"contentChanges"`
}

// Validate reports what is missing.
func (p *DidChangeParams) Validate() error { return p.TextDocument.Validate() }

// ContentChange replaces a range, or the whole text if it has none.
type ContentChange struct {
	Range *protocol.Range `json:"range"`
	Text  string          `json:"text"`
}

// DocumentParams are the params of notifications about one document.
type DocumentParams struct {
	TextDocument TextDocument `json:"textDocument"`
}

// Validate reports what is missing.
func (p *DocumentParams) Validate() error { return p.TextDocument.Validate() }

// PositionParams is a place in a document. CompletionParams and others start with it.
type PositionParams struct {
	TextDocument TextDocument       `json:"textDocument"`
	Position     *protocol.Position `json:"position"`
}

// Validate reports what is missing.
func (p *PositionParams) Validate() error {
	if p.Position == nil {
		return errors.New("position is missing")
	}
	return p.TextDocument.Validate()
}

// InlineCompletionParams is that of LSP 3.18.
type InlineCompletionParams struct {
	PositionParams
	Context struct {
		TriggerKind            json.Number             `json:"triggerKind"`
		SelectedCompletionInfo *SelectedCompletionInfo `json:"selectedCompletionInfo"`
	} `json:"context"`
}

// SelectedCompletionInfo is the entry that is selected in the editor's own menu.
type SelectedCompletionInfo struct {
	Range protocol.Range `json:"range"`
	Text  string         `json:"text"`
}

// InlineCompletionItem is that of LSP 3.18, with plain text only.
type InlineCompletionItem struct {
	InsertText string         `json:"insertText"`
	FilterText string         `json:"filterText,omitempty"`
	Range      protocol.Range `json:"range"`
}

// InlineCompletionList is that of LSP 3.18. Items must not be nil.
type InlineCompletionList struct {
	Items []InlineCompletionItem `json:"items"`
}

// PublishDiagnosticsParams keeps a version of zero, and negative ones.
type PublishDiagnosticsParams struct {
	URI         string                `json:"uri"`
	Version     *int32                `json:"version,omitempty"`
	Diagnostics []protocol.Diagnostic `json:"diagnostics"`
}

// DocumentDiagnosticParams asks for the diagnostics of one document (LSP 3.17).
type DocumentDiagnosticParams struct {
	DocumentParams
	PreviousResultID string `json:"previousResultId"`
}

// DocumentDiagnosticReport is either full, with items that must not be nil, or unchanged, without any.
type DocumentDiagnosticReport struct {
	Kind     string                 `json:"kind"`
	ResultID string                 `json:"resultId"`
	Items    *[]protocol.Diagnostic `json:"items,omitempty"`
}

// CodeActionParams asks what can be done about a range.
type CodeActionParams struct {
	DocumentParams
	Range   *protocol.Range `json:"range"`
	Context struct {
		Only []protocol.CodeActionKind `json:"only"`
	} `json:"context"`
}

// Validate reports what is missing.
func (p *CodeActionParams) Validate() error {
	if p.Range == nil {
		return errors.New("range is missing")
	}
	return p.DocumentParams.Validate()
}

// A CodeAction names documents as the client does.
type CodeAction struct {
	Title       string                  `json:"title"`
	Kind        protocol.CodeActionKind `json:"kind"`
	Diagnostics []protocol.Diagnostic   `json:"diagnostics,omitempty"`
	IsPreferred bool                    `json:"isPreferred,omitempty"`
	Edit        *WorkspaceEdit          `json:"edit,omitempty"`
	Command     *Command                `json:"command,omitempty"`
}

// A Command is one of the server's, with a title for people.
type Command struct {
	Title     string `json:"title"`
	Command   string `json:"command"`
	Arguments []any  `json:"arguments,omitempty"`
}

// A WorkspaceEdit has either changes or, for clients that know versions, document changes.
type WorkspaceEdit struct {
	Changes         map[string][]protocol.TextEdit `json:"changes,omitempty"`
	DocumentChanges []TextDocumentEdit             `json:"documentChanges,omitempty"`
}

// A TextDocumentEdit holds for one version of a document.
type TextDocumentEdit struct {
	TextDocument struct {
		URI     string `json:"uri"`
		Version int32  `json:"version"`
	} `json:"textDocument"`
	Edits []protocol.TextEdit `json:"edits"`
}

// DidChangeConfigurationParams keeps the settings as they were sent.
type DidChangeConfigurationParams struct {
	Settings json.RawMessage `json:"settings"`
}

// DidChangeWatchedFilesParams names files that changed on disk.
type DidChangeWatchedFilesParams struct {
	Changes []struct {
		URI string `json:"uri"`
	} `json:"changes"`
}

// DidChangeWorkspaceFoldersParams names folders that came and went.
type DidChangeWorkspaceFoldersParams struct {
	Event struct {
		Added   []WorkspaceFolder `json:"added"`
		Removed []WorkspaceFolder `json:"removed"`
	} `json:"event"`
}

// CancelParams names the request to cancel; the id is a number or a string.
type CancelParams struct {
	ID json.RawMessage `json:"id"`
}

// ExecuteCommandParams is a command with its arguments as they were sent.
type ExecuteCommandParams struct {
	Command   string            `json:"command"`
	Arguments []json.RawMessage `json:"arguments"`
}
