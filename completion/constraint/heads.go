package constraint

import (
	"slices"
	"sync"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// heads are the texts that were read last before the lines that a hole begins with: from one keystroke to the next the
// same lines are read, and the mode that they begin in is the same.
var heads = &headMemo{}

// maxHeads is how many are kept, each of the size of its text.
const maxHeads = 8

type headMemo struct {
	mu     sync.Mutex
	recent []head // guarded by mu; the last used first
}

type head struct {
	lang *syntax.Language
	text string
	mode syntax.Mode
}

// mode returns the lexer's mode at the end of a text.
func (m *headMemo) mode(l *syntax.Language, text string) syntax.Mode {
	if text == "" {
		return syntax.Mode{}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.recent, func(h head) bool { return h.lang == l && h.text == text })
	if i < 0 {
		m.recent = append(m.recent[:min(len(m.recent), maxHeads-1)], head{l, text, l.ModeAt(text, len(text))})
		i = len(m.recent) - 1
	}
	h := m.recent[i]
	copy(m.recent[1:i+1], m.recent[:i])
	m.recent[0] = h
	return h.mode
}
