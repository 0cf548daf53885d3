package server

import (
	"fmt"
	"strings"
	"testing"

	"go.lsp.dev/protocol"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/server/lsp"
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
