// Package decode turns a model's stream into candidates that are worth checking.
//
// It knows what a model is (the interface Model) and how its stream is watched, cut and asked again.
// It must not know LSP, HTTP, or which server stands behind a model.
package decode

import (
	"context"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// A Model proposes text for a hole. Implementations are safe for concurrent use.
type Model interface {
	// Name says which model answered, for people: "embedded", "llamacpp qwen2.5-coder-7b".
	Name() string

	// Generate writes a continuation of r.Prefix that r.Suffix may follow. It calls emit with each
	// piece of text, in order and on its own goroutine's time; an error of emit stops the generation
	// at the source (a stream is cancelled) and is returned as it is. Text is complete only when the
	// returned error is nil; a stream that was cut returns ErrCut, whatever came before.
	Generate(ctx context.Context, r Request, emit func(piece string) error) (Result, error)
}

// A Snippet is text of another file that may help.
type Snippet struct{ Path, Text string }

// A Request asks for one candidate.
type Request struct {
	Language    string                // as syntax.Language.Name
	Path        string                // of the document, relative to its workspace where it has one
	Prefix      string                // text before the cursor, cut to budget
	Suffix      string                // text after the cursor, cut to budget
	Context     []Snippet             // in a stable order, most general first
	Constraint  *constraint.Automaton // nil: none; starts at the cursor
	SingleLine  bool                  // stop at the end of the line
	MaxTokens   int                   // 0: the model's default
	Stop        []string              // generation ends before any of these
	Seed        int64
	Temperature float64
}

// Finish says why a generation ended.
type Finish string

// The reasons.
const (
	FinishStop   Finish = "stop"   // the model was done, or a stop string came
	FinishLength Finish = "length" // the token limit
)

// Enforcement names what was proved to hold the model to the constraint while it decoded.
type Enforcement string

// The enforcements. The gate is always among them. Bad words, biases and stops are hints: what they were
// told did not come, but other ways to write it may.
const (
	EnforcedByMask     Enforcement = "mask"
	EnforcedByGrammar  Enforcement = "grammar" // GBNF or xgrammar's EBNF
	EnforcedByLark     Enforcement = "lark"
	EnforcedByRegex    Enforcement = "regex" // of the phrases that have begun before the cursor
	EnforcedByBadWords Enforcement = "bad words"
	EnforcedByBias     Enforcement = "logit bias"
	EnforcedByStop     Enforcement = "stop"
	EnforcedByGate     Enforcement = "gate"
)

// A Result tells how a complete generation ended.
type Result struct {
	Finish   Finish
	Enforced []Enforcement // without the gate, which the engine adds
	Tokens   int           // generated, 0 if unknown
	LogProb  float64       // mean log-probability of a token, 0 if unknown
}
