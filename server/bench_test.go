package server

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/server/lsp"
	"github.com/sluice-lsp/sluice/server/lsptest"
)

// BenchmarkChange measures one typed letter in documents of several sizes.
func BenchmarkChange(b *testing.B) {
	for _, count := range []int{100, 5000, 25000} {
		text := strings.Repeat("    value = compute(first, 'é')\n", count)
		b.Run(fmt.Sprintf("lines=%d", count), func(b *testing.B) {
			d := &document{now: newSnapshot(&completion.Document{Text: text}, "python", lsp.UTF16)}
			start := protocol.Position{Line: uint32(count / 2), Character: 5}
			end := protocol.Position{Line: start.Line, Character: 6} // one letter for another: the text keeps its size
			for b.Loop() {
				d.apply(lsp.ContentChange{Range: &protocol.Range{Start: start, End: end}, Text: "x"}, lsp.UTF16)
			}
		})
	}
}

// BenchmarkRoundTrip measures a request for ghost text from the client's end of a pipe, with an engine that
// takes no time.
func BenchmarkRoundTrip(b *testing.B) {
	ours, theirs := net.Pipe()
	go Run(b.Context(), ours, ours, with(insert("y")))
	c := lsptest.New(theirs, theirs)
	defer c.Close()
	c.Request(0, "initialize", obj{"capabilities": obj{}})
	c.Notify("textDocument/didOpen", obj{"textDocument": obj{
		"uri": doc, "languageId": "python", "version": 1, "text": strings.Repeat("value = compute(first)\n", 5000),
	}})
	for id := 1; b.Loop(); id++ {
		c.Request(id, "textDocument/inlineCompletion", inlineAt(doc, 2500, 5, 1))
		if _, err := c.Reply(b.Context(), fmt.Sprint(id)); err != nil {
			b.Fatal(err)
		}
	}
}
