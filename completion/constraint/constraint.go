// Package constraint derives from rules and syntax what may be written at a cursor, and compiles it to
// an automaton that a decoder can apply.
//
// It knows phrases, residuals and automata. It must not know which model or server will apply them.
//
// Constraints save tokens; the check gives the guarantee. An automaton here may therefore approximate:
// what it forbids too much, it must leave a way around, and what it lets through, the gate decides.
package constraint

import "github.com/sluice-lsp/sluice/rules/syntax"

// A Site is the place for which a constraint is derived.
type Site struct {
	Language *syntax.Language
	Before   string // all text before the hole
	After    string // all text behind it
	// Names are what imports bind, by local name: "h" → "hashlib", "md5" → "hashlib.md5".
	Names map[string]string
}

// A Phrase is a run of lexemes that must not come, whatever trivia stands between them.
type Phrase struct {
	Lexemes  []string // names and operators
	NotAfter []string // lexemes right before which it is meant otherwise: "eval (" after "." or "def"
	Rule     string   // the id of the rule that it comes from
	Exact    bool     // whether the rule finds it whatever follows
}

// A Constraint is what the rules leave at a site.
type Constraint struct {
	Forbidden  []Phrase
	NotDerived []NotDerived
	Automaton  *Automaton // of the forbidden phrases, nil if there are none
}

// A NotDerived is a rule that constrains nothing at a site, and why; it remains a check.
type NotDerived struct{ Rule, Reason string }
