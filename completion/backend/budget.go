package backend

import (
	"context"
	"math/bits"
	"strings"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/completion/decode"
)

const (
	// defaultWindow is the tokens that a server is taken to see when it does not say: the least that
	// common servers start with.
	defaultWindow = 4096
	// bytesPerToken is low for code on purpose: a prompt that is too long is refused as a whole.
	bytesPerToken = 3
	// templateTokens are set aside for a template's own tokens.
	templateTokens = 64
	// replyTokens are set aside for a reply when the request does not limit it.
	replyTokens = 256
)

// fit cuts a request to what the endpoint's window of tokens holds, before it meets a template: a cut through a finished
// prompt would lose the template's own marks. Its text is neutral then, for that is what is counted.
func (e *endpoint) fit(ctx context.Context, r decode.Request) decode.Request {
	if e.tokens != nil {
		waiting, cancel := context.WithTimeout(ctx, e.tokens.client.limits.tokens)
		defer cancel()
		return e.trim(neutral(r), &meter{ctx: waiting, request: ctx, tokens: e.tokens})
	}
	return e.trim(neutral(r), &meter{})
}

// trim gives a quarter of the window to other files, a quarter to the text behind the cursor, and to the text before
// the cursor what they leave. The reply and the template come first.
func (e *endpoint) trim(r decode.Request, m *meter) decode.Request {
	window, reply := e.window, r.MaxTokens
	if window <= 0 {
		window = defaultWindow
	}
	if reply <= 0 {
		reply = replyTokens
	}
	frame := r
	frame.Prefix, frame.Suffix, frame.Context = "", "", nil
	used := min(reply, window/2) + templateTokens
	if whole := len(userText(r)) + len(e.ask(frame).text()) + perSnippet*len(r.Context); e.tokens != nil && whole <= window-used {
		return r // no byte has more than a token
	}
	budget := max(window-used-m.count(e.ask(frame).text()), window/4)
	left := budget
	r.Context, left = e.trimContext(r, m, budget/4, left)
	bytes, cost := m.head(r.Suffix, budget/4)
	r.Suffix = trimSuffix(r.Suffix, bytes)
	r.Prefix = trimPrefix(r.Prefix, m.tail(r.Prefix, left-cost))
	return r
}

// perSnippet are set aside for what a server itself puts around another file.
const perSnippet = 8

// trimContext keeps the last snippets, which are the most specific, in their order, and returns what is then left of
// the whole budget. It depends on nothing but them, so that a server's cache of the prompt's beginning lasts while the
// user types.
func (e *endpoint) trimContext(r decode.Request, m *meter, budget, left int) ([]decode.Snippet, int) {
	for i := len(r.Context) - 1; i >= 0; i-- {
		cost := m.count(e.snippet(r, r.Context[i])) + perSnippet
		if budget -= cost; budget < 0 {
			return r.Context[i+1:], left
		}
		left -= cost
	}
	return r.Context, left
}

// snippet renders another file as no way of asking writes more.
func (e *endpoint) snippet(r decode.Request, s decode.Snippet) string {
	r.Context = []decode.Snippet{s}
	if e.family != nil && e.family.file != "" {
		return e.family.context(r)
	}
	return comments(r)
}

// trimSuffix keeps whole lines from the start.
func trimSuffix(text string, budget int) string {
	if len(text) <= budget {
		return text
	}
	cut := text[:wholeRunes(text, budget)]
	if i := strings.LastIndexByte(cut, '\n'); i >= 0 {
		return cut[:i+1]
	}
	return cut
}

// trimPrefix keeps whole lines up to the end. Where it begins moves in steps of up to a quarter of the budget, so
// that typing does not shift the prompt and spoil the server's cache with every line. A budget that was counted varies a
// little, and its steps do not.
func trimPrefix(text string, budget int) string {
	if len(text) <= budget {
		return text
	}
	step := 1 << max(bits.Len(uint(max(budget, 0)/4))-1, 0)
	start := min((len(text)-budget+step-1)/step*step, len(text))
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 && start+i+1 < len(text) {
		return text[start+i+1:]
	}
	return text[wholeRunesUp(text, len(text)-budget):]
}

// wholeRunes returns the greatest n up to limit that splits no character.
func wholeRunes(text string, n int) int {
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// wholeRunesUp returns the least n from limit on that splits no character.
func wholeRunesUp(text string, n int) int {
	for n < len(text) && !utf8.RuneStart(text[n]) {
		n++
	}
	return n
}
