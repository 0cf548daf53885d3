package completion

import (
	"context"
	"strings"
	"sync"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// ahead is the one completion that is made before the user asks for it.
type ahead struct {
	mu     sync.Mutex
	cancel context.CancelFunc // of the one under way; nil if there is none
	done   sync.WaitGroup
}

// stop ends what is under way: a request that the user made needs the model.
func (a *ahead) stop() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
}

// further completes the line behind the first item of a response, as if the user had accepted that and begun a new line,
// and remembers what comes of it. It returns the response at once.
func (e *Engine) further(r Request, response Response) Response {
	if !e.Ahead || r.Explicit || r.Selected != nil || len(response.Items) == 0 {
		return response
	}
	next, floor, ok := r.after(response.Items[0])
	if !ok || len(e.memory.Get(e.key(next.Document), next.Document.Text[:next.Offset], next.Document.Text[next.Offset:])) > 0 {
		return response
	}
	e.ahead.stop()
	ctx, cancel := context.WithTimeout(context.Background(), e.deadline(r))
	e.ahead.mu.Lock()
	e.ahead.cancel = cancel
	e.ahead.mu.Unlock()
	e.ahead.done.Go(func() {
		defer cancel()
		e.rememberAhead(next, floor, e.ask(ctx, next))
	})
	return response
}

// after returns the request at the start of the line behind an item that was accepted, and how much of the text before it the
// user then has; false where the item does not end its line.
func (r Request) after(i Item) (next Request, floor int, ok bool) {
	d := *r.Document
	before, after := d.Text[:i.Span.Start]+i.Insert, d.Text[i.Span.End:]
	line, _, _ := strings.Cut(after, "\n")
	if strings.TrimSpace(line) != "" {
		return Request{}, 0, false
	}
	newline := "\n"
	if strings.Contains(d.Text, "\r\n") {
		newline = "\r\n"
	}
	indented := before + newline + indentBehind(d.Language, before)
	d.Text = indented + after
	return Request{Document: &d, Offset: len(indented)}, len(before), true
}

// indentBehind is the indentation that an editor gives a line behind a text: that of the line before, and a step more
// where that opens a block.
func indentBehind(l *syntax.Language, before string) string {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if end := strings.TrimRight(line, " \t\r"); end == "" || !strings.ContainsAny(end[len(end)-1:], "{([:") {
		return indent
	}
	if l == syntax.Go || strings.HasPrefix(indent, "\t") || strings.Contains(before, "\n\t") {
		return indent + "\t"
	}
	for _, step := range []string{"    ", "  "} {
		if l == syntax.Python || strings.Contains(before, "\n"+step) {
			return indent + step
		}
	}
	return indent + "  "
}
