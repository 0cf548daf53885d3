package constraint

import (
	"fmt"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Specimen returns an automaton of the size that the rules of a language leave, for measuring what a server
// needs to take one up: some two hundred states, or a thousand if it is large. No two of different salt
// are the same, and none forbids what anybody writes.
func Specimen(large bool, salt int) *Automaton {
	l, n := syntax.C, 30
	if large {
		l, n = syntax.Python, 200
	}
	phrases := make([]Phrase, n)
	for i := range phrases {
		phrases[i].Lexemes = []string{fmt.Sprintf("specimen%d", salt*64+i%60), ".", fmt.Sprintf("function%d", i), "("}
	}
	return newAutomaton(newProgram(l, phrases), l, phrases, "", "")
}
