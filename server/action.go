package server

import (
	"context"
	"slices"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// codeAction offers, for each finding that the range touches, the fix of its rule and the page about it.
func (s *session) codeAction(p *lsp.CodeActionParams) (any, error) {
	d, ok := s.documents[p.TextDocument.URI]
	if !ok || !wanted(p.Context.Only, protocol.QuickFix) {
		return []any{}, nil
	}
	snap, m := d.now, d.now.mapper()
	start, end := m.offset(p.Range.Start), m.offset(p.Range.End)
	return work(func(ctx context.Context) (any, error) {
		found, err := s.findingsAt(ctx, snap, start, max(start, end))
		if err != nil {
			s.log.Warn("no code actions", "error", err)
		}
		actions := []any{}
		for i := range found {
			actions = append(actions, s.actions(snap, &found[i])...)
		}
		return actions, nil
	}), nil
}

// wanted reports whether a client that asks only for some kinds asks for this one. Kinds are hierarchies:
// "quickfix" asks for "quickfix.x" too, and the empty kind for all.
func wanted(only []protocol.CodeActionKind, kind protocol.CodeActionKind) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(k protocol.CodeActionKind) bool {
		return k == "" || k == kind || strings.HasPrefix(string(kind), string(k)+".")
	})
}

// findingsAt returns what is found in a part of a document, or next to an empty part.
func (s *session) findingsAt(ctx context.Context, snap *snapshot, start, end int) ([]rules.Finding, error) {
	around := syntax.Span{Start: max(0, start-1), End: min(len(snap.Text), end+1)}
	found, err := s.diagnostics.find(ctx, snap, around)
	return slices.DeleteFunc(found, func(f rules.Finding) bool { return f.Span.End < start || f.Span.Start > end }), err
}

// actions are those for one finding. Clients from before LSP 3.8 know commands alone.
func (s *session) actions(snap *snapshot, f *rules.Finding) []any {
	explain := &lsp.Command{Title: "Explain " + f.Rule.ID, Command: "sluice.server.explainRule", Arguments: []any{snap.URI, f.Rule.ID}}
	if s.client.capabilities.TextDocument.CodeAction.LiteralSupport == nil {
		return []any{explain}
	}
	diagnostics := []protocol.Diagnostic{s.diagnostic(snap, f)}
	var actions []any
	if f.Fix != nil {
		actions = append(actions, lsp.CodeAction{
			Title: "Fix " + f.Rule.ID + ": " + fixLabel(f.Fix.Text), Kind: protocol.QuickFix, Diagnostics: diagnostics, IsPreferred: true,
			Edit: s.edit(snap, protocol.TextEdit{Range: snap.mapper().span(f.Fix.Span.Start, f.Fix.Span.End), NewText: f.Fix.Text}),
		})
	}
	return append(actions, lsp.CodeAction{Title: explain.Title, Kind: protocol.QuickFix, Diagnostics: diagnostics, Command: explain})
}

func fixLabel(text string) string {
	if text == "" {
		return "remove it"
	}
	return "replace with " + label(text)
}

// edit says which version it is for, where the client can be told.
func (s *session) edit(snap *snapshot, edit protocol.TextEdit) *lsp.WorkspaceEdit {
	edits := []protocol.TextEdit{edit}
	if !s.client.capabilities.Workspace.WorkspaceEdit.DocumentChanges {
		return &lsp.WorkspaceEdit{Changes: map[string][]protocol.TextEdit{snap.URI: edits}}
	}
	change := lsp.TextDocumentEdit{Edits: edits}
	change.TextDocument.URI, change.TextDocument.Version = snap.URI, snap.Version
	return &lsp.WorkspaceEdit{DocumentChanges: []lsp.TextDocumentEdit{change}}
}
