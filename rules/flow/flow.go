// Package flow finds ways of data: constants, and taint from sources to sinks.
//
// It lowers functions to an intermediate form and runs data flow over it. What a source or a sink is, it
// is told by patterns (Semgrep's mode: taint) or by models. It must not know what a finding is for:
// severities, messages, packs and files belong to package rules.
package flow

import (
	"time"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Options bound a run.
type Options struct {
	Within   syntax.Span    // only findings whose sink overlaps it are wanted; zero: all
	Deadline time.Time      // zero: none
	Only     func(int) bool // which rules to run; nil: all
	Calls    bool           // calls inside the file are followed
	Unmask   bool           // see through disguises of names, as match.Options says; of an Analysis, Open says it
}

// A Step is one place on the way of the data.
type Step struct {
	Span syntax.Span
	Kind StepKind
}

// StepKind says what a step is.
type StepKind uint8

// The kinds of steps.
const (
	StepSource StepKind = iota
	StepThrough
	StepSink
)

// String returns the kind as reports write it.
func (k StepKind) String() string { return [...]string{"source", "step", "sink"}[k] }

// A Finding is data of one source that reaches one sink.
type Finding struct {
	Rule     int         // index into what NewIndex was given
	Span     syntax.Span // of the sink
	Bindings map[string]match.Binding
	Trace    []Step      // source first, sink last
	Extent   syntax.Span // the bytes that the finding depends on
	Sealed   bool        // text inserted exactly at Extent.End cannot undo the finding either
	Kind     string      // of the source, of models; "" of patterns
	To       string      // the kind of the sink
}

// An Undecided is a rule that could not finish, with the reason.
type Undecided struct {
	Rule   int
	Reason string
}

func (o *Options) wants(rule int) bool { return o.Only == nil || o.Only(rule) }
