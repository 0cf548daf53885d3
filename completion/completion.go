// Package completion turns a request at a cursor into items that passed the gate.
//
// It knows documents as texts, holes, candidates and verdicts. It must not know LSP or HTTP: the server
// converts its answers, and models reach it as decode.Model.
package completion

import (
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Document is an immutable snapshot of one open text.
type Document struct {
	URI      string           // as the client sent it; the key of the document
	Path     string           // file path, "" if the document is not a file
	Root     string           // folder of the workspace that it belongs to, "" if none
	Language *syntax.Language // nil: none that sluice parses
	Text     string
	Version  int32
	Kept     *Kept // of the versions before, nil if nothing is
}

// A Request asks for completions at one place of one document.
type Request struct {
	Document *Document
	Offset   int       // in bytes
	Explicit bool      // the user asked, rather than typed
	Selected *Selected // the entry of the editor's own menu that is selected, nil if none
}

// Selected is text that the editor would insert over a range; items must extend it.
type Selected struct {
	Span syntax.Span
	Text string
}

// An Item is a completion that passed the gate: its text replaces the span.
type Item struct {
	Insert  string
	Span    syntax.Span
	Verdict verdict.Verdict
}

// Withheld is a candidate that is not shown.
type Withheld struct {
	Insert  string
	Verdict verdict.Verdict
}

// A Response is the answer to a Request. Items may be empty; then Reason says why in one sentence.
type Response struct {
	Items      []Item
	Withheld   []Withheld
	Backend    string // name of the model that was asked
	EnforcedBy []string
	Cut        bool // a deadline cut the answer: asking again may give more
	Reason     string
	Trouble    bool // the model or its server failed, and Reason says how
	Micros     int64
}
