package server

import (
	"fmt"
	"regexp"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// completion answers with menu items. Its requests count as typing, whatever their trigger kind: some
// editors say that they were invoked when they were not.
func (s *session) completion(p *lsp.PositionParams) (any, error) {
	d, ok := s.documents[p.TextDocument.URI]
	if !ok {
		return menu(nil, false), nil
	}
	q := question{snap: d.now, offset: d.now.mapper().offset(*p.Position)}
	return s.complete(q, func(r completion.Response) any { return s.menu(q, r) }), nil
}

func menu(items []protocol.CompletionItem, incomplete bool) protocol.CompletionList {
	if items == nil {
		items = []protocol.CompletionItem{}
	}
	return protocol.CompletionList{IsIncomplete: incomplete, Items: items}
}

func (s *session) menu(q question, r completion.Response) protocol.CompletionList {
	var items []protocol.CompletionItem
	for _, item := range r.Items {
		fits, ok := onOneLine(q.snap.Text, item, q.offset)
		if !ok {
			s.log.Warn("an item does not fit the request")
			continue
		}
		items = append(items, s.menuItem(q, fromWord(q.snap.Text, fits, q.offset), len(items)))
	}
	return menu(items, r.Cut)
}

// menuItem makes a menu item. It is whole, since nothing is resolved later: editors may wait for that when
// the user accepts. It is never preselected, which would put it before what other servers know.
func (s *session) menuItem(q question, item completion.Item, rank int) protocol.CompletionItem {
	return protocol.CompletionItem{
		Label:            label(item.Insert),
		Kind:             protocol.CompletionItemKindText,
		Detail:           "sluice",
		Documentation:    s.documentation(q.snap.languageID, item),
		FilterText:       q.snap.Text[item.Span.Start:q.offset],
		SortText:         fmt.Sprintf("%04d", rank),
		InsertTextFormat: protocol.InsertTextFormatPlainText,
		TextEdit: &protocol.TextEdit{
			Range:   q.snap.mapper().span(item.Span.Start, item.Span.End),
			NewText: item.Insert,
		},
	}
}

// documentation shows the whole text, since the label is one line, and what the gate said of it.
func (s *session) documentation(languageID string, item completion.Item) protocol.MarkupContent {
	said := verdictLine(item.Verdict)
	if !s.client.markdown {
		return protocol.MarkupContent{Kind: protocol.PlainText, Value: item.Insert + "\n\n" + said}
	}
	return protocol.MarkupContent{Kind: protocol.Markdown, Value: fenced(languageID, item.Insert) + "\n\n" + escaped(said)}
}

// fenced puts code into a Markdown fence that is longer than any in the code.
func fenced(languageID, code string) string {
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	if strings.ContainsAny(languageID, "`\r\n") {
		languageID = ""
	}
	return fence + languageID + "\n" + strings.TrimRight(code, "\n") + "\n" + fence
}

// marks are what Markdown gives a meaning to.
var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "!", `\!`, "\n", " ")

// inWord is an underscore inside a name. Markdown gives it no meaning, and editors that show Markdown as it is written
// read better without the escape.
var inWord = regexp.MustCompile(`([0-9A-Za-z])\\_([0-9A-Za-z])`)

// escaped makes plain text of what a rule's author wrote, who may be anyone.
func escaped(text string) string {
	text = marks.Replace(text)
	for range 2 { // matches share letters, as in a_b_c
		text = inWord.ReplaceAllString(text, "${1}_$2")
	}
	return text
}
