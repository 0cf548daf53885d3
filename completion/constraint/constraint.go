// Package constraint derives from rules and syntax what may be written at a cursor, and compiles it to
// an automaton that a decoder can apply.
//
// It knows phrases, residuals and automata. It must not know which model or server will apply them.
//
// Constraints save tokens; the check gives the guarantee. An automaton here may therefore approximate:
// what it forbids too much, it must leave a way around, and what it lets through, the gate decides.
package constraint

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Site is the place for which a constraint is derived.
type Site struct {
	Language *syntax.Language
	Before   string // all text before the hole
	After    string // all text behind it
	// Names are what imports bind, by local name: "h" → "hashlib", "md5" → "hashlib.md5".
	Names map[string]string
	// Constants are the names around the hole that are known to hold a string or a number, with what
	// they hold. Strings are quoted.
	Constants map[string]string
	// Sinks are those that the hole lies in, with the variables that must be kept out of them.
	Sinks []rules.SinkAround
}

// A Phrase is a run of lexemes that must not come, whatever trivia stands between them. With Only or
// Unless it is a run behind which something must come.
type Phrase struct {
	// Lexemes are names, operators and numbers, strings in double quotes, AnyArguments and Operand.
	Lexemes  []string
	NotAfter []string // lexemes right before which it is meant otherwise: "eval (" after "." or "def"
	// Only are the forms that alone may be the operand behind Lexemes, each as lexemes; nil: none may.
	Only [][]string
	// Unless are the arguments of which one must come before the bracket that Lexemes end with closes.
	Unless [][]string
	Must   bool   // with Only: the operand may not be left out
	Loose  bool   // with Only: it speaks only of operands that begin with a string
	Given  int    // with Unless: as many arguments, whatever they are, are as good; 0 if none are
	Rule   string // the id of the rule that it comes from
	Exact  bool   // whether all that the rule finds here is forbidden
	Wider  string // what else is forbidden, "" if nothing
}

// Elements of a phrase that stand for more than one lexeme. No language has such operators.
const (
	AnyArguments = "…"   // whole arguments up to where an argument begins, or none
	Operand      = "□"   // one operand, with brackets that match, up to the lexeme that follows
	AnyString    = `"…"` // a string without code in it
)

// String writes a phrase as people read it: lexemes and a blank between, with what must come behind it.
func (p Phrase) String() string {
	text := strings.Join(p.Lexemes, " ")
	for _, f := range []struct {
		word  string
		forms [][]string
	}{{" only ", p.Only}, {" unless ", p.Unless}} {
		if f.forms != nil {
			text += f.word + strings.Join(flat(f.forms), " or ")
		}
	}
	return text
}

// A Constraint is what the rules leave at a site.
type Constraint struct {
	Phrases    []Phrase
	NotDerived []NotDerived
	Automaton  *Automaton // of the phrases, nil if there are none
	Tainted    []string   // variables that are forbidden in the sink around the cursor
}

// A NotDerived is a rule that constrains nothing at a site, and why; it remains a check.
type NotDerived struct{ Rule, Reason string }
