package constraint

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// tail is how much text before the cursor is read for phrases that are under way, in bytes: a phrase
// with more than that between its lexemes is the gate's business.
const tail = 1024

// tailStart returns where that text begins: with a line.
func tailStart(before string) int {
	if len(before) <= tail {
		return 0
	}
	return len(before) - tail + strings.IndexByte(before[len(before)-tail:], '\n') + 1
}

// begin returns the state at the start of the tail.
func (m *machine) begin(l *syntax.Language, before string) state {
	mode := l.ModeAt(before, tailStart(before))
	s := state{}
	switch mode.Kind {
	case syntax.ModeLineComment:
		s.mode = inLine
	case syntax.ModeBlockComment:
		s.mode, s.node = inBlock, int16(mode.Form)
	case syntax.ModeString:
		s.mode, s.node = inString, int16(mode.Form)
	}
	return s
}
