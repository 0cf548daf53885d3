package rules

import (
	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

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
	Trace    []flow.Step // the way of the data, source first and sink last; nil if the rule follows none

	warns  bool        // the way of the data is one that only warns
	extent syntax.Span // what the match and its negative operators looked at
	sealed bool        // text exactly at the extent's end cannot undo the match
}

// Blocks reports whether the finding withholds a completion: its rule must, and data that a caller of
// public code gives only does where it goes to something that runs it.
func (f *Finding) Blocks(t Threshold) bool { return !f.warns && f.Rule.Blocks(t) }

// runs are the kinds of sinks in which data of a parameter blocks.
var runs = map[string]bool{"sql": true, "shell": true, "code": true, "path": true, "template": true, "xpath": true, "ldap": true, "deserialise": true}

// incomplete is a rule's own word on whether a match in unfinished code is final.
type incomplete uint8

const (
	incompleteDerived  incomplete = iota // from what the match looked at
	incompleteWait                       // never before the code is finished
	incompleteDefinite                   // as soon as it is found
)

// Settled reports whether no text inserted at offset at, or behind it, can undo the finding.
func (f *Finding) Settled(at int) bool {
	switch f.Rule.incomplete {
	case incompleteWait:
		return false
	case incompleteDefinite:
		return f.Span.Start < at
	}
	return f.extent.End < at || f.extent.End == at && f.sealed
}

// An Unknown is a rule that could not analyse a text.
type Unknown struct {
	Rule   *Rule
	Reason string
}
