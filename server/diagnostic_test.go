package server

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

var evalRule = &rules.Rule{ID: "no-eval", Severity: rules.Error, References: []string{"https://example.org/eval"}}

// A checkerFunc is a Checker.
type checkerFunc func(*syntax.Tree, rules.CheckOptions) rules.Report

func (f checkerFunc) Check(t *syntax.Tree, o rules.CheckOptions) rules.Report { return f(t, o) }

// findEval finds every "eval" in the text.
func findEval(t *syntax.Tree, _ rules.CheckOptions) (r rules.Report) {
	for i, text := 0, t.Text(); ; {
		n := strings.Index(text[i:], "eval")
		if n < 0 {
			return r
		}
		r.Findings = append(r.Findings, rules.Finding{
			Rule: evalRule, Span: syntax.Span{Start: i + n, End: i + n + 4}, Message: "eval runs what it is given",
		})
		i += n + 4
	}
}

type wireDiagnostics struct {
	URI         string
	Version     *int32
	Diagnostics []wireDiagnostic
}

type wireDiagnostic struct {
	Range                 wireRange
	Severity              int
	Code, Source, Message string
	CodeDescription       struct{ Href string }
	RelatedInformation    []wireRelated
}

type wireRelated struct {
	Location struct {
		URI   string
		Range wireRange
	}
	Message string
}

func checking(f checkerFunc, clock *fakeClock) Options {
	return Options{clock: clock, Open: func(context.Context, settings.Settings, func(string) Progress) (Engine, error) {
		return Engine{Checker: f}, nil
	}}
}

// published waits for the n-th publishDiagnostics.
func (p *peer) published(n int) (d wireDiagnostics) {
	p.t.Helper()
	m, err := p.Notification(p.bounded(), n, "textDocument/publishDiagnostics")
	p.check(err)
	p.check(unmarshal(m.Params, &d))
	return d
}

var publishing = obj{"textDocument": obj{"publishDiagnostics": obj{"versionSupport": true, "codeDescriptionSupport": true}}}

func TestDiagnostics(t *testing.T) {
	clock := newFakeClock()
	p := begin(t, checking(findEval, clock), publishing)
	p.open(doc, "python", "'😀'; eval(x)\n")
	<-clock.set
	clock.advance(0)
	version := int32(1)
	want := wireDiagnostics{doc, &version, []wireDiagnostic{{
		Range: lines(0, 6, 0, 10), Severity: 1, Code: "no-eval", Source: "sluice", Message: "eval runs what it is given",
		CodeDescription: struct{ Href string }{"https://example.org/eval"},
	}}}
	if diff := cmp.Diff(want, p.published(0)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}

	// Typing waits until it rests; only the last text is checked.
	for v := 2; v <= 4; v++ {
		p.notify("textDocument/didChange", obj{
			"textDocument": obj{"uri": doc, "version": v}, "contentChanges": []obj{{"text": strings.Repeat("eval ", v)}},
		})
		<-clock.set
	}
	clock.advance(typing - 1)
	clock.advance(1)
	if got := p.published(1); *got.Version != 4 || len(got.Diagnostics) != 4 {
		t.Errorf("got version %d with %d findings, want 4 with 4", *got.Version, len(got.Diagnostics))
	}

	p.notify("textDocument/didClose", obj{"textDocument": obj{"uri": doc}})
	if got := p.published(2); len(got.Diagnostics) != 0 {
		t.Errorf("closed, but still %d findings", len(got.Diagnostics))
	}
}

// TestOldDiagnosticsAreNotPublished: a check that a newer text overtook says nothing.
func TestOldDiagnosticsAreNotPublished(t *testing.T) {
	clock := newFakeClock()
	began, release := make(chan string, 2), make(chan struct{})
	p := begin(t, checking(func(tree *syntax.Tree, o rules.CheckOptions) rules.Report {
		began <- tree.Text()
		if tree.Text() == "eval" {
			<-release
		}
		return findEval(tree, o)
	}, clock), publishing)
	p.open(doc, "python", "eval")
	<-clock.set
	clock.advance(0)
	<-began
	p.notify("textDocument/didChange", obj{
		"textDocument": obj{"uri": doc, "version": 2}, "contentChanges": []obj{{"text": "eval eval"}},
	})
	<-clock.set
	close(release)
	clock.advance(typing)
	if got := p.published(0); *got.Version != 2 {
		t.Errorf("the first to be published is version %d, want 2", *got.Version)
	}
}

// TestDiagnosticsSwitchedOff: nothing is published, and what was published is taken back.
func TestDiagnosticsSwitchedOff(t *testing.T) {
	clock := newFakeClock()
	p := begin(t, checking(findEval, clock), publishing)
	p.open(doc, "python", "eval")
	<-clock.set
	clock.advance(0)
	if got := p.published(0); len(got.Diagnostics) != 1 || got.Diagnostics[0].Code != "no-eval" {
		t.Fatalf("got %+v", got)
	}

	off := checking(findEval, clock)
	off.Flags, _ = settings.Flags("", "diagnostics=false")
	q := begin(t, off, publishing)
	q.open(doc, "python", "eval")
	<-clock.set
	clock.advance(0)
	q.request(1, "shutdown", nil)
	q.result(1, nil)
	q.notify("exit", nil)
	<-q.status
	for _, m := range q.Messages() {
		if m.Method == "textDocument/publishDiagnostics" {
			t.Errorf("published %s", m.Params)
		}
	}
}

func TestNoGrammarNoDiagnostics(t *testing.T) {
	clock := newFakeClock()
	p := begin(t, checking(findEval, clock), nil)
	p.open("file:///w/notes.txt", "plaintext", "eval")
	<-clock.set
	p.open(doc, "python", "eval")
	<-clock.set
	clock.advance(0)
	if got := p.published(0); got.URI != doc || got.Version != nil {
		t.Errorf("got %+v, want those of %s, without a version", got, doc)
	}
}

// TestWayOfData: a client that can show it is told the way that data took to where it is found, behind an emoji in the
// units that it counts in; one that cannot is not.
func TestWayOfData(t *testing.T) {
	const text = "a = 'x😀'; b = input()\nc = b\neval(c)\n"
	flowing := func(tree *syntax.Tree, o rules.CheckOptions) rules.Report {
		r := findEval(tree, o)
		at := func(of string, kind flow.StepKind) flow.Step {
			start := strings.Index(text, of)
			return flow.Step{Span: syntax.Span{Start: start, End: start + len(of)}, Kind: kind}
		}
		r.Findings[0].Trace = []flow.Step{at("input()", flow.StepSource), at("c = b", flow.StepThrough), at("eval(c)", flow.StepSink)}
		return r
	}
	for _, shows := range []bool{true, false} {
		clock := newFakeClock()
		p := begin(t, checking(flowing, clock), obj{"textDocument": obj{"publishDiagnostics": obj{"relatedInformation": shows}}})
		p.open(doc, "python", text)
		<-clock.set
		clock.advance(0)
		var want []wireRelated
		if shows {
			want = []wireRelated{{Message: "the data comes from here"}, {Message: "and goes through here"}}
			want[0].Location.URI, want[0].Location.Range = doc, lines(0, 15, 0, 22)
			want[1].Location.URI, want[1].Location.Range = doc, lines(1, 0, 1, 5)
		}
		if diff := cmp.Diff(want, p.published(0).Diagnostics[0].RelatedInformation); diff != "" {
			t.Errorf("shows %v: (-want +got)\n%s", shows, diff)
		}
	}
}
