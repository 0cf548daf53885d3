package server

import (
	"encoding/json"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// inlineCompletion answers with ghost text. No answer is an empty list: null would leave the old ghost text
// standing in some editors.
func (s *session) inlineCompletion(p *lsp.InlineCompletionParams) (any, error) {
	explicit := s.explicit(p.Context.TriggerKind)
	d, ok := s.documents[p.TextDocument.URI]
	if !ok {
		return emptyInline(), nil
	}
	q := question{snap: d.now, explicit: explicit, offset: d.now.mapper().offset(*p.Position)}
	if info := p.Context.SelectedCompletionInfo; info != nil {
		start, end := q.snap.mapper().offset(info.Range.Start), q.snap.mapper().offset(info.Range.End)
		q.selected = &completion.Selected{Span: syntax.Span{Start: start, End: max(start, end)}, Text: info.Text}
	}
	return s.complete(q, func(r completion.Response) any { return s.inlineList(q, r) }), nil
}

// explicit reads a trigger kind. The protocol has 1 for a user who asked and 2 for typing; clients that were
// built on its drafts have 0 and 1. Since only those ever send a 0, it says which of them this is. Anything
// else is typing, which asks for the least.
func (s *session) explicit(kind json.Number) bool {
	switch kind {
	case "0":
		s.zeroBased = true
		return true
	case "1":
		return !s.zeroBased
	}
	return false
}

func emptyInline() lsp.InlineCompletionList {
	return lsp.InlineCompletionList{Items: []lsp.InlineCompletionItem{}}
}

func (s *session) inlineList(q question, r completion.Response) lsp.InlineCompletionList {
	list, m := emptyInline(), q.snap.mapper()
	for _, item := range r.Items {
		fits, ok := onOneLine(q.snap.Text, item, q.offset)
		if !ok || !extends(fits, q.selected) {
			s.log.Warn("an item does not fit the request", "beside_menu", q.selected != nil)
			continue
		}
		list.Items = append(list.Items, lsp.InlineCompletionItem{
			InsertText: fits.Insert,
			Range:      m.span(fits.Span.Start, fits.Span.End),
		})
	}
	return list
}
