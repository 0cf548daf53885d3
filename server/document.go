package server

import (
	"fmt"
	"slices"
	"sync"

	"go.lsp.dev/jsonrpc2"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// A document is an open document. The read goroutine owns it.
type document struct {
	languageID string
	now        *snapshot

	// A change that made no sense leaves a text that is not the editor's. lost says why, until the client
	// sends the whole text again; "" means that the text is right.
	lost string
}

// A snapshot is a document at one moment. It is immutable, and safe for concurrent use.
type snapshot struct {
	*completion.Document
	languageID string
	lost       string // as in document
	mapper     func() *mapper
	tree       func() (*syntax.Tree, error)
}

func newSnapshot(d *completion.Document, languageID string, e lsp.PositionEncoding) *snapshot {
	return &snapshot{
		Document:   d,
		languageID: languageID,
		mapper:     sync.OnceValue(func() *mapper { return newMapper(d.Text, e) }),
		tree:       sync.OnceValues(func() (*syntax.Tree, error) { return treeOf(d) }),
	}
}

func treeOf(d *completion.Document) (*syntax.Tree, error) {
	if d.Kept == nil {
		return syntax.Parse(d.Language, d.Text, 0)
	}
	return d.Kept.Tree(d.Text, 0)
}

var errNotOpen = jsonrpc2.NewError(jsonrpc2.InvalidParams, "the document is not open")

func (s *session) didOpen(p *lsp.DidOpenParams) (any, error) {
	t := &p.TextDocument
	path := pathOf(t.URI)
	d := &completion.Document{
		URI: t.URI, Path: path, Root: rootOf(s.folders, path),
		Language: language(t.LanguageID, path), Text: t.Text, Version: t.Version,
	}
	if d.Language != nil {
		d.Kept = completion.NewKept(d.Language)
	}
	if old := s.documents[t.URI]; old != nil {
		old.close()
	}
	s.documents[t.URI] = &document{languageID: t.LanguageID, now: newSnapshot(d, t.LanguageID, s.client.encoding)}
	s.diagnostics.schedule(s.documents[t.URI].now, soon)
	s.countDocuments()
	return nil, nil
}

// language trusts the editor's name for the language, and the file's where the editor has none that sluice
// knows.
func language(id, path string) *syntax.Language {
	if l := syntax.ByLSP(id); l != nil {
		return l
	}
	return syntax.ByPath(path)
}

func (s *session) didChange(p *lsp.DidChangeParams) (any, error) {
	uri := p.TextDocument.URI
	d, ok := s.documents[uri]
	if !ok {
		return nil, errNotOpen
	}
	if p.TextDocument.Version <= d.now.Version {
		s.log.Warn("a document's version did not rise", "from", d.now.Version, "to", p.TextDocument.Version)
	}
	for i, change := range p.ContentChanges {
		if err := d.apply(change, s.client.encoding); err != nil {
			s.log.Warn("a change does not fit its document; it is out of step until its whole text comes",
				"version", p.TextDocument.Version, "change", i, "error", err)
		}
	}
	next := *d.now.Document
	next.Version = p.TextDocument.Version
	d.replace(&next, s.client.encoding)
	s.diagnostics.schedule(d.now, typing)
	return nil, nil
}

func (d *document) replace(next *completion.Document, e lsp.PositionEncoding) {
	d.now = newSnapshot(next, d.languageID, e)
	d.now.lost = d.lost
}

// apply makes one change. The changes of one notification are made one after the other, each to the text
// that the one before left.
func (d *document) apply(c lsp.ContentChange, e lsp.PositionEncoding) error {
	next := *d.now.Document
	switch {
	case c.Range == nil:
		next.Text, d.lost = c.Text, ""
	case d.lost != "":
		return nil
	default:
		m := d.now.mapper()
		start, startOK := m.exact(c.Range.Start)
		end, endOK := m.exact(c.Range.End)
		// An end behind the text means its end; a start there means that the client has another text.
		behind := int(c.Range.End.Line) >= len(m.starts)
		if !startOK || !endOK && !behind || start > end {
			d.lost = "the editor changed a place that the document does not have"
			return fmt.Errorf("the range %d:%d-%d:%d is not in the document", c.Range.Start.Line,
				c.Range.Start.Character, c.Range.End.Line, c.Range.End.Character)
		}
		next.Text = next.Text[:start] + c.Text + next.Text[end:]
	}
	d.replace(&next, e)
	return nil
}

// close frees what is kept of the document's versions; snapshots of it can be used on.
func (d *document) close() {
	if d.now.Kept != nil {
		d.now.Kept.Close()
	}
}

func (s *session) didSave(p *lsp.DocumentParams) (any, error) {
	s.filesChanged(p.TextDocument.URI)
	if d, ok := s.documents[p.TextDocument.URI]; ok {
		s.diagnostics.schedule(d.now, soon)
	}
	return nil, nil
}

// didClose forgets the document, and what was under way for it.
func (s *session) didClose(p *lsp.DocumentParams) (any, error) {
	uri := p.TextDocument.URI
	d, ok := s.documents[uri]
	if !ok {
		return nil, errNotOpen
	}
	d.close()
	delete(s.documents, uri)
	s.calls.vacate(uri, errClosed)
	s.diagnostics.forget(uri)
	s.accounts.forget(uri)
	s.statuses.forget(uri)
	s.countDocuments()
	return nil, nil
}

func (s *session) countDocuments() {
	n := len(s.documents)
	s.statuses.change(func(now *Status) { now.Documents = n })
}

func (s *session) didChangeWorkspaceFolders(p *lsp.DidChangeWorkspaceFoldersParams) (any, error) {
	s.folders = slices.DeleteFunc(s.folders, func(f folder) bool {
		return slices.ContainsFunc(p.Event.Removed, func(r lsp.WorkspaceFolder) bool { return r.URI == f.uri })
	})
	s.folders = appendFolders(s.folders, p.Event.Added)
	for _, d := range s.documents {
		next := *d.now.Document
		next.Root = rootOf(s.folders, next.Path)
		d.replace(&next, s.client.encoding)
		s.diagnostics.schedule(d.now, soon)
	}
	s.diagnostics.refresh()
	return nil, nil
}
