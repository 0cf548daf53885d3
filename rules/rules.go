// Package rules loads packs of rules and checks trees with them.
//
// It knows what a rule is (its metadata, what it blocks, how its message reads), how packs and their
// fixtures lie on disk, and which engine runs a rule's body: package match or package flow. It must
// not know completions or editors.
package rules

import (
	"time"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Severity says how bad a finding is.
type Severity uint8

// The severities. CRITICAL and HIGH read as Error, MEDIUM as Warning, LOW as Info.
const (
	Info Severity = iota
	Warning
	Error
)

// Confidence says how sure a rule is that what it finds is a weakness.
type Confidence uint8

// The confidences; a rule that gives none has Medium.
const (
	Low Confidence = iota
	Medium
	High
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
	Path       string // of the file that defines it, as loaded
	Line       int
	// fix, paths, matchers and the rest are the package's own
}

// A Threshold says from where on a finding blocks. The zero Threshold is not useful; see DefaultThreshold.
type Threshold struct {
	Severity   Severity
	Confidence Confidence
}

// DefaultThreshold blocks WARNING and above with confidence MEDIUM and above.
var DefaultThreshold = Threshold{Warning, Medium}

// Blocks reports whether findings of the rule withhold a completion: audit rules never do.
func (r *Rule) Blocks(t Threshold) bool { panic("unbuilt") }

// Scope returns how far the rule looks in a language.
func (r *Rule) Scope(l *syntax.Language) match.Scope { panic("unbuilt") }

// A Fix replaces a span by a text.
type Fix struct {
	Span syntax.Span
	Text string
}

// A Finding is one match of one rule in one text.
type Finding struct {
	Rule     *Rule
	Span     syntax.Span
	Message  string // metavariables filled in
	Fix      *Fix   // nil if the rule has none
	Bindings map[string]match.Binding
	// what settledness depends on is the package's own
}

// Settled reports whether no text inserted at offset at, or behind it, can undo the finding.
func (f *Finding) Settled(at int) bool { panic("unbuilt") }

// An Unknown is a rule that could not analyse a text.
type Unknown struct {
	Rule   *Rule
	Reason string
}

// A Skipped is a rule that was not loaded because it uses what sluice does not have.
type Skipped struct {
	ID, Path string
	Line     int
	Reason   string // names the operator
}

// A Set is the rules that are active together. It is immutable and safe for concurrent use.
type Set struct {
	// the package's own
}

// Rules returns all rules, ordered by ID. The slice must not be changed.
func (s *Set) Rules() []*Rule { panic("unbuilt") }

// For returns the rules of a language.
func (s *Set) For(l *syntax.Language) []*Rule { panic("unbuilt") }

// Digest identifies the rules of the set: two sets with the same digest find the same.
func (s *Set) Digest() string { panic("unbuilt") }

// CheckOptions bound a check. The zero value checks a whole text with every rule and no time limit.
type CheckOptions struct {
	Path         string      // for the rules' paths; "" means that none is excluded
	Within       syntax.Span // only findings that overlap it are wanted; zero: all
	Deadline     time.Time
	Suppressions bool // whether nosemgrep and sluice:ignore comments count
	Only         func(*Rule) bool
}

// A Report is what a check found, in order of spans.
type Report struct {
	Findings []Finding
	Unknown  []Unknown // rules that could not analyse: the check has no answer of theirs
}

// Check runs the set's rules for the tree's language over it.
func (s *Set) Check(t *syntax.Tree, o CheckOptions) Report { panic("unbuilt") }
