package backend

import (
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

// trim cuts a request to what a window of tokens holds, before it meets a template: a cut through a
// finished prompt would lose the template's own marks. A quarter goes to other files, a quarter to the
// text behind the cursor, and the text before the cursor gets what they leave.
func trim(r decode.Request, window int) decode.Request {
	if window <= 0 {
		window = defaultWindow
	}
	reply := r.MaxTokens
	if reply <= 0 {
		reply = replyTokens
	}
	budget := max(window-min(reply, window/2)-templateTokens, window/4) * bytesPerToken
	r.Context = trimContext(r.Context, budget/4)
	r.Suffix = trimSuffix(r.Suffix, budget/4)
	left := budget - len(r.Suffix)
	for _, s := range r.Context {
		left -= len(s.Path) + len(s.Text)
	}
	r.Prefix = trimPrefix(r.Prefix, left)
	return r
}

// trimContext keeps the last snippets, which are the most specific, in their order. It depends on
// nothing but them, so that a server's cache of the prompt's beginning lasts while the user types.
func trimContext(snippets []decode.Snippet, budget int) []decode.Snippet {
	for i := len(snippets) - 1; i >= 0; i-- {
		budget -= len(snippets[i].Path) + len(snippets[i].Text)
		if budget < 0 {
			return snippets[i+1:]
		}
	}
	return snippets
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

// trimPrefix keeps whole lines up to the end. Where it begins moves in steps of a quarter of the
// budget, so that typing does not shift the prompt and spoil the server's cache with every line.
func trimPrefix(text string, budget int) string {
	if len(text) <= budget {
		return text
	}
	step := max(budget/4, 1)
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
