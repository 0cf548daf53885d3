package server

import (
	"context"
	"slices"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/server/lsp"
)

// hover shows the page of each rule that found something at the position; null where none did.
func (s *session) hover(p *lsp.PositionParams) (any, error) {
	d, ok := s.documents[p.TextDocument.URI]
	if !ok {
		return nil, nil
	}
	snap, at := d.now, d.now.mapper().offset(*p.Position)
	return work(func(ctx context.Context) (any, error) {
		found, err := s.findingsAt(ctx, snap, at, at)
		if err != nil || len(found) == 0 {
			return nil, nil
		}
		engine, err := s.engineFor(ctx, snap)
		if err != nil {
			return nil, nil
		}
		var pages []string
		for i := range found {
			if page := s.rulePage(engine, found[i].Rule.ID); !slices.Contains(pages, page) {
				pages = append(pages, page)
			}
		}
		r := snap.mapper().span(found[0].Span.Start, found[0].Span.End)
		return protocol.Hover{Contents: s.markup(strings.Join(pages, "\n\n---\n\n")), Range: &r}, nil
	}), nil
}

// markup is Markdown for clients that show it; the others get the same text, which reads well enough.
func (s *session) markup(markdown string) protocol.MarkupContent {
	kind := protocol.PlainText
	if slices.Contains(s.client.capabilities.TextDocument.Hover.ContentFormat, protocol.Markdown) {
		kind = protocol.Markdown
	}
	return protocol.MarkupContent{Kind: kind, Value: markdown}
}

// rulePage is a rule's page, headed by its name.
func (s *session) rulePage(e Engine, id string) string {
	if e.Page == nil {
		return "**" + id + "**"
	}
	page, ok := e.Page(id)
	if !ok {
		return "**" + id + "**"
	}
	return heading(page) + "\n\n" + strings.TrimSpace(page.Markdown())
}
