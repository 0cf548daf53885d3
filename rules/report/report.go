// Package report prints what a scan found: as text, JSON or SARIF.
//
// It knows the formats, which are interfaces that tools are written against. It must not know how
// findings come about.
package report

import (
	"fmt"
	"time"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/scan"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Position is a place in a text: line and column count from 1, column and offset in bytes.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"offset"`
}

// A Finding is one finding as it is printed.
type Finding struct {
	Rule       string   `json:"rule"`
	Path       string   `json:"path"`
	Start      Position `json:"start"`
	End        Position `json:"end"`
	Severity   string   `json:"severity"`
	Confidence string   `json:"confidence"`
	CWE        []string `json:"cwe"`
	Message    string   `json:"message"`
	Blocks     bool     `json:"blocks"`
	Fix        string   `json:"fix,omitempty"`

	Trace []Step `json:"trace,omitempty"` // of rules that follow data

	source *rules.Finding
	code   string // the lines that the finding touches
}

// An Error says that a path could not be read, or a rule could not be read or run.
type Error struct {
	Path    string `json:"path"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// A Skipped is a rule that did not run because it uses what sluice does not have.
type Skipped struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
}

// Scanned says how much was looked at, and how long it took.
type Scanned struct {
	Files  int   `json:"files"`
	Lines  int   `json:"lines"`
	Micros int64 `json:"micros"`
}

// A Report is what `sluice check` has to say.
type Report struct {
	Findings []Finding `json:"findings"`
	Errors   []Error   `json:"errors"`
	Skipped  []Skipped `json:"skipped"`
	Scanned  Scanned   `json:"scanned"`
}

// New puts a report together: findings in order of paths and places, what went wrong with rules
// before what went wrong with files.
func New(set *rules.Set, result *scan.Result, t rules.Threshold, took time.Duration) *Report {
	r := &Report{
		Findings: []Finding{}, Errors: []Error{}, Skipped: []Skipped{},
		Scanned: Scanned{result.Scanned, result.Lines, took.Microseconds()},
	}
	for _, e := range set.Errors() {
		r.Errors = append(r.Errors, LoadError(e))
	}
	for _, e := range result.Errors {
		r.Errors = append(r.Errors, Error{e.Path, e.Rule, e.Message})
	}
	for _, s := range set.Skipped() {
		r.Skipped = append(r.Skipped, Skipped{s.ID, s.Reason})
	}
	for _, f := range result.Files {
		lines := syntax.NewLineIndex(f.Text)
		for i := range f.Findings {
			r.Findings = append(r.Findings, FindingOf(&f.Findings[i], f.Path, f.Text, lines, t))
		}
	}
	return r
}

// LoadError returns an error of loading as it is printed.
func LoadError(e *rules.LoadError) Error {
	return Error{Path: e.Path, Rule: e.Rule, Message: fmt.Sprintf("line %d: %v", e.Line, e.Err)}
}

// FindingOf places a finding by line and column, which are those of text, and keeps the whole lines that it
// touches for the formats that show code.
func FindingOf(f *rules.Finding, path, text string, lines *syntax.LineIndex, t rules.Threshold) Finding {
	out := Finding{
		Rule: f.Rule.ID, Path: path,
		Start: PositionOf(lines, f.Span.Start), End: PositionOf(lines, f.Span.End),
		Severity: f.Rule.Severity.String(), Confidence: f.Rule.Confidence.String(),
		CWE: append([]string{}, f.Rule.CWE...), Message: f.Message, Blocks: f.Blocks(t),
		source: f,
	}
	if f.Fix != nil {
		out.Fix = f.Fix.Text
	}
	out.code, out.Trace = linesOf(text, lines, out.Start, out.End), stepsOf(f.Trace, text, lines)
	return out
}

// PositionOf turns an offset into the three numbers that every format shares.
func PositionOf(lines *syntax.LineIndex, offset int) Position {
	line, column := lines.LineColumn(offset)
	return Position{line, column, offset}
}

// Blocking counts the findings that block.
func (r *Report) Blocking() int {
	n := 0
	for _, f := range r.Findings {
		if f.Blocks {
			n++
		}
	}
	return n
}
