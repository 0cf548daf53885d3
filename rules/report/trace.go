package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Step is one place on the way of the data that a finding is about, as it is printed.
type Step struct {
	Kind  string   `json:"kind"` // source, step, sink
	Start Position `json:"start"`
	End   Position `json:"end"`

	code string // the lines that the step touches
}

// stepsOf places the steps of a trace by line and column.
func stepsOf(trace []flow.Step, text string, lines *syntax.LineIndex) []Step {
	var out []Step
	for _, s := range trace {
		step := Step{Kind: s.Kind.String(), Start: PositionOf(lines, s.Span.Start), End: PositionOf(lines, s.Span.End)}
		step.code = linesOf(text, lines, step.Start, step.End)
		out = append(out, step)
	}
	return out
}

// linesOf returns the whole lines from one position to another.
func linesOf(text string, lines *syntax.LineIndex, start, end Position) string {
	code := text[lines.LineStart(start.Line):]
	last := end.Offset - lines.LineStart(start.Line)
	if stop := strings.IndexByte(code[last:], '\n'); stop >= 0 {
		code = code[:last+stop]
	}
	return code
}

// traceText prints the way to the sink, which is the finding itself.
func (f *Finding) traceText(b *bufio.Writer) {
	for _, s := range f.Trace {
		if s.Kind == flow.StepSink.String() {
			continue
		}
		first, _, _ := strings.Cut(s.code, "\n")
		fmt.Fprintf(b, "    %s %d:%d: %s\n", s.Kind, s.Start.Line, s.Start.Column, printable(strings.TrimSpace(first)))
	}
}

// codeFlow returns the trace in SARIF's terms.
func (f *Finding) codeFlow() *sarif.CodeFlow {
	thread := sarif.NewThreadFlow()
	for i, s := range f.Trace {
		at := Finding{Path: f.Path, Start: s.Start, End: s.End, code: s.code}
		place := sarif.NewPhysicalLocation().WithArtifactLocation(artifact(f.Path)).WithRegion(at.region())
		thread.AddLocation(sarif.NewThreadFlowLocation().WithExecutionOrder(i + 1).WithKinds([]string{s.Kind}).
			WithLocation(sarif.NewLocationWithPhysicalLocation(place)))
	}
	return sarif.NewCodeFlow().AddThreadFlow(thread)
}
