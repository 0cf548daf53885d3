// Package rules loads packs of rules and checks trees with them.
//
// It knows what a rule is (its metadata, what it blocks, how its message reads), how packs and their
// fixtures lie on disk, and which engine runs a rule's body: package match or package flow. It must
// not know completions or editors.
package rules

import (
	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Rule is one rule of a pack, compiled for its languages. It is immutable.
type Rule struct {
	ID         string
	Message    string // metavariables as written
	Languages  []*syntax.Language
	Severity   Severity
	Confidence Confidence
	CWE        []string // normalised: "CWE-78"
	References []string
	Metadata   map[string]any
	Constrain  string // metadata.sluice.constrain: "phrases", "hole", "none"; "" where it is derived
	Prefer     string // metadata.sluice.prefer: the safe form to steer to, "" if none is given
	Path       string // of the file that defines it, as loaded
	Line       int

	audit      bool // metadata.subcategory: never blocks
	incomplete incomplete
	paths      pathFilter
	fix        *fixTemplate // nil if the rule has none
	matchers   map[*syntax.Language]*match.Matcher
	taints     map[*syntax.Language]*flow.Rule // of a rule that follows data; it has no matchers
	digest     [32]byte
	pack       *Pack
	file       string // within the pack's file system
}

// Blocks reports whether findings of the rule withhold a completion: audit rules never do.
func (r *Rule) Blocks(t Threshold) bool {
	return !r.audit && r.Severity >= t.Severity && r.Confidence >= t.Confidence
}

// Matcher returns the rule's body compiled for a language, nil if the rule does not speak of it
// or follows data. Constraints are derived from it.
func (r *Rule) Matcher(l *syntax.Language) *match.Matcher { return r.matchers[l] }

// Scope returns how far the rule looks in a language; in one that the rule does not speak of it looks
// at nothing beyond a node.
func (r *Rule) Scope(l *syntax.Language) match.Scope {
	if m := r.matchers[l]; m != nil {
		return m.Scope()
	}
	if t := r.taints[l]; t != nil {
		return t.Scope()
	}
	return match.ScopeNode
}

// HasFix reports whether the rule brings a fix, so that its findings may.
func (r *Rule) HasFix() bool { return r.fix != nil }

// Monotone reports whether no text put inside a finding of the rule can undo it.
func (r *Rule) Monotone(l *syntax.Language) bool {
	m := r.matchers[l]
	return m != nil && m.Monotone()
}

// A Skipped is a rule that was not loaded because it uses what sluice does not have.
type Skipped struct {
	ID, Path string
	Line     int
	Reason   string // names the operator

	languages []*syntax.Language
	file      string
}
