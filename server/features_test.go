package server

import (
	"context"
	"encoding/json"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
	"github.com/sluice-lsp/sluice/server/lsptest"
)

// fixEval is findEval with a fix, and only within the part that is asked for.
func fixEval(t *syntax.Tree, o rules.CheckOptions) rules.Report {
	r := findEval(t, o)
	var kept []rules.Finding
	for _, f := range r.Findings {
		f.Fix = &rules.Fix{Span: f.Span, Text: "literal_eval"}
		if o.Within == (syntax.Span{}) || f.Span.Start < o.Within.End && o.Within.Start < f.Span.End {
			kept = append(kept, f)
		}
	}
	return rules.Report{Findings: kept}
}

// evalPage is the only page that the tests' engines have.
func evalPage(id string) (rules.Page, bool) {
	return rules.Page{ID: "no-eval", Message: "eval runs what it is given", Severity: "ERROR", Confidence: "HIGH",
		CWE: []string{"CWE-95"}, Blocks: true, Prefer: "literal_eval(...)"}, id == "no-eval"
}

func explaining() Options {
	withhold := completerFunc(func(context.Context, completion.Request) completion.Response {
		v := verdict.Verdict{Kind: verdict.Withheld, Rules: []string{"no-eval"}, Reason: "eval runs what it is given"}
		return completion.Response{Withheld: []completion.Withheld{{Insert: "eval(x)", Verdict: v}}, Reason: "withheld", Backend: "m", EnforcedBy: []string{"gate"}}
	})
	return Options{clock: newFakeClock(), Open: func(context.Context, settings.Settings, func(string) Progress) (Engine, error) {
		return Engine{Completer: withhold, Checker: checkerFunc(fixEval), Page: evalPage}, nil
	}}
}

var knowsSluice = obj{"experimental": obj{"sluice": true}}

func rangeOf(line, from, to int) obj {
	return obj{"start": obj{"line": line, "character": from}, "end": obj{"line": line, "character": to}}
}

type wireReport struct {
	Kind, ResultID string
	Items          *[]wireDiagnostic
}

// TestPullOrPush: a client that pulls is sent nothing, and one that does not is promised nothing.
func TestPullOrPush(t *testing.T) {
	for _, pulls := range []bool{true, false} {
		clock := newFakeClock()
		p := connect(t, checking(findEval, clock))
		capabilities := obj{}
		if pulls {
			capabilities = obj{"textDocument": obj{"diagnostic": obj{}}}
		}
		p.request(0, "initialize", obj{"capabilities": capabilities})
		var announced struct {
			Capabilities struct{ DiagnosticProvider *struct{ Identifier string } }
		}
		p.result(0, &announced)
		if (announced.Capabilities.DiagnosticProvider != nil) != pulls {
			t.Errorf("pulls %v: announced %+v", pulls, announced.Capabilities)
		}
		p.open(doc, "python", "eval(x)\n")
		p.request(1, "textDocument/diagnostic", obj{"textDocument": obj{"uri": doc}})
		var first, again wireReport
		p.result(1, &first)
		if first.Kind != "full" || first.Items == nil || len(*first.Items) != 1 || (*first.Items)[0].Code != "no-eval" {
			t.Fatalf("pulls %v: got %+v", pulls, first)
		}
		p.request(2, "textDocument/diagnostic", obj{"textDocument": obj{"uri": doc}, "previousResultId": first.ResultID})
		p.result(2, &again)
		if again.Kind != "unchanged" || again.ResultID != first.ResultID || again.Items != nil {
			t.Errorf("pulls %v: again %+v", pulls, again)
		}
		// The same findings in another text are another report: the editor has moved what it shows.
		p.notify("textDocument/didChange", obj{"textDocument": obj{"uri": doc, "version": 2}, "contentChanges": []obj{{"text": "eval(x)\ny\n"}}})
		p.request(3, "textDocument/diagnostic", obj{"textDocument": obj{"uri": doc}, "previousResultId": first.ResultID})
		if p.result(3, &again); again.Kind != "full" {
			t.Errorf("pulls %v: another text: %+v", pulls, again)
		}
		if planned := len(clock.set) > 0; planned == pulls {
			t.Errorf("pulls %v: a push is planned: %v", pulls, planned)
		}
	}
}

// TestPullOfNothing: a document that is not open has no diagnostics, and null is none either.
func TestPullOfNothing(t *testing.T) {
	p := begin(t, checking(findEval, newFakeClock()), obj{"textDocument": obj{"diagnostic": obj{}}})
	p.request(1, "textDocument/diagnostic", obj{"textDocument": obj{"uri": doc}})
	var got wireReport
	p.result(1, &got)
	if got.Kind != "full" || got.Items == nil || len(*got.Items) != 0 {
		t.Errorf("got %+v", got)
	}
}

// TestPullAgain: a client that pulls is asked to do so again when settings change.
func TestPullAgain(t *testing.T) {
	p := connect(t, checking(findEval, newFakeClock()))
	p.Answer = func(method string, _ json.RawMessage) (any, bool) {
		return nil, method == "workspace/diagnostic/refresh"
	}
	p.request(0, "initialize", obj{"capabilities": obj{
		"textDocument": obj{"diagnostic": obj{}}, "workspace": obj{"diagnostics": obj{"refreshSupport": true}},
	}})
	p.result(0, nil)
	p.notify("workspace/didChangeConfiguration", obj{"settings": obj{"rules": obj{"block": obj{"severity": "INFO"}}}})
	_, err := p.Await(p.bounded(), 0, func(m lsptest.Message) bool { return m.Method == "workspace/diagnostic/refresh" })
	p.check(err)
}

type wireAction struct {
	Title, Kind string
	IsPreferred bool
	Diagnostics []wireDiagnostic
	Edit        *struct {
		Changes         map[string][]wireEdit
		DocumentChanges []struct {
			TextDocument struct {
				URI     string
				Version int
			}
			Edits []wireEdit
		}
	}
	Command *struct {
		Command   string
		Arguments []string
	}
}

type wireEdit struct {
	Range   wireRange
	NewText string
}

func TestCodeActions(t *testing.T) {
	literals := obj{"codeAction": obj{"codeActionLiteralSupport": obj{}}}
	p := begin(t, explaining(), obj{"textDocument": literals, "workspace": obj{"workspaceEdit": obj{"documentChanges": true}}})
	p.open(doc, "python", "eval(x)\n'😀'; eval(y)\n")
	ask := func(id any, r obj, only ...string) (got []wireAction) {
		p.request(id, "textDocument/codeAction", obj{"textDocument": obj{"uri": doc}, "range": r, "context": obj{"only": only}})
		p.result(id, &got)
		return got
	}
	got := ask(1, rangeOf(1, 6, 6))
	if len(got) != 2 {
		t.Fatalf("got %+v", got)
	}
	fix := got[0]
	if fix.Kind != "quickfix" || !fix.IsPreferred || len(fix.Diagnostics) != 1 || fix.Edit == nil || len(fix.Edit.DocumentChanges) != 1 {
		t.Fatalf("the fix is %+v", fix)
	}
	change := fix.Edit.DocumentChanges[0]
	if change.TextDocument.URI != doc || change.TextDocument.Version != 1 {
		t.Errorf("the fix is for %+v", change.TextDocument)
	}
	if diff := cmp.Diff([]wireEdit{{lines(1, 6, 1, 10), "literal_eval"}}, change.Edits); diff != "" {
		t.Errorf("edits (-want +got):\n%s", diff)
	}
	if c := got[1].Command; c == nil || c.Command != "sluice.server.explainRule" || !cmp.Equal(c.Arguments, []string{doc, "no-eval"}) {
		t.Errorf("the other action is %+v", got[1])
	}
	for name, n := range map[string]int{
		"everywhere":   len(ask(2, obj{"start": obj{"line": 0, "character": 0}, "end": obj{"line": 2, "character": 0}})) - 4,
		"elsewhere":    len(ask(3, rangeOf(1, 1, 1))),
		"other kinds":  len(ask(4, rangeOf(0, 0, 4), "refactor", "quickfix.x")),
		"kind of kind": len(ask(5, rangeOf(0, 0, 4), "quickfix")) - 2,
	} {
		if n != 0 {
			t.Errorf("%s: %d actions more than there should be", name, n)
		}
	}
}

// TestCodeActionsOfOldClients: they know commands only, and edits without versions.
func TestCodeActionsOfOldClients(t *testing.T) {
	p := begin(t, explaining(), obj{})
	p.open(doc, "python", "eval(x)\n")
	p.request(1, "textDocument/codeAction", obj{"textDocument": obj{"uri": doc}, "range": rangeOf(0, 0, 0), "context": obj{}})
	var commands []struct{ Command string }
	p.result(1, &commands)
	if len(commands) != 1 || commands[0].Command != "sluice.server.explainRule" {
		t.Errorf("got %+v", commands)
	}
	q := begin(t, explaining(), obj{"textDocument": obj{"codeAction": obj{"codeActionLiteralSupport": obj{}}}})
	q.open(doc, "python", "eval(x)\n")
	q.request(1, "textDocument/codeAction", obj{"textDocument": obj{"uri": doc}, "range": rangeOf(0, 0, 0), "context": obj{}})
	var actions []wireAction
	q.result(1, &actions)
	if len(actions) != 2 || len(actions[0].Edit.Changes[doc]) != 1 {
		t.Errorf("got %+v", actions)
	}
}

func TestHover(t *testing.T) {
	p := begin(t, explaining(), obj{"textDocument": obj{"hover": obj{"contentFormat": []string{"markdown"}}}})
	p.open(doc, "python", "eval(x)\ny = 1\n")
	p.request(1, "textDocument/hover", place(doc, 0, 2))
	var got struct {
		Contents struct{ Kind, Value string }
		Range    wireRange
	}
	p.result(1, &got)
	if got.Contents.Kind != "markdown" || got.Range != lines(0, 0, 0, 4) {
		t.Errorf("got %+v", got)
	}
	for _, part := range []string{"no-eval", "CWE-95", "eval runs what it is given", "literal_eval(...)"} {
		if !strings.Contains(got.Contents.Value, part) {
			t.Errorf("%q is not on the page:\n%s", part, got.Contents.Value)
		}
	}
	p.request(2, "textDocument/hover", place(doc, 1, 1))
	if m := p.reply(2); string(m.Result) != "null" {
		t.Errorf("elsewhere: %s", m.Result)
	}
}

func (p *peer) command(id any, name string, arguments ...any) {
	p.t.Helper()
	p.request(id, "workspace/executeCommand", obj{"command": name, "arguments": arguments})
}

// TestExplainToAnyClient: it opens as a document where the client can do that, and is a message else.
func TestExplainToAnyClient(t *testing.T) {
	for _, tt := range []struct {
		name           string
		support, opens bool
	}{{"documents", true, true}, {"the editor refuses", true, false}, {"no documents", false, false}} {
		t.Run(tt.name, func(t *testing.T) {
			var page atomic.Value
			opts := explaining()
			opts.WritePage = func(markdown string) (string, error) {
				page.Store(markdown)
				return "file:///tmp/page.md", nil
			}
			p := connect(t, opts)
			p.Answer = func(method string, _ json.RawMessage) (any, bool) {
				return obj{"success": tt.opens}, method == "window/showDocument"
			}
			p.request(0, "initialize", obj{"capabilities": obj{"window": obj{"showDocument": obj{"support": tt.support}}}})
			p.result(0, nil)
			p.open(doc, "python", "x")
			p.request(1, "textDocument/inlineCompletion", inlineAt(doc, 0, 1, 1))
			p.result(1, nil)
			p.command(2, "sluice.server.explain", doc)
			var got Explanation
			p.result(2, &got)
			if len(got.Withheld) != 1 || !strings.Contains(got.Markdown, "eval(x)") || !strings.Contains(got.Markdown, "literal_eval(...)") {
				t.Errorf("got %+v", got)
			}
			if !tt.opens {
				m, err := p.Notification(p.bounded(), 0, "window/showMessage")
				p.check(err)
				if !strings.Contains(string(m.Params), "no-eval") {
					t.Errorf("the message is %s", m.Params)
				}
			}
			if tt.support != (page.Load() == got.Markdown) {
				t.Errorf("the document is %v", page.Load())
			}
		})
	}
}

// TestExplainRule: clients that know sluice get a page and nothing else.
func TestExplainRule(t *testing.T) {
	p := begin(t, explaining(), knowsSluice)
	p.command(1, "sluice.server.explainRule", "", "no-eval")
	var got RuleExplanation
	p.result(1, &got)
	if got.ID != "no-eval" || !strings.Contains(got.Markdown, "CWE-95") {
		t.Errorf("got %+v", got)
	}
	p.command(2, "sluice.server.explainRule", "", "no-such")
	if c := p.code(2); c != -32602 {
		t.Errorf("code %d", c)
	}
	p.command(3, "sluice.server.explainRule", "", 7)
	if c := p.code(3); c != -32602 {
		t.Errorf("code %d", c)
	}
	for _, m := range p.Messages() {
		if m.Method == "window/showMessage" {
			t.Errorf("a message was shown: %s", m.Params)
		}
	}
}

// TestStatus: clients that know sluice see each change once.
func TestStatus(t *testing.T) {
	p := begin(t, explaining(), knowsSluice)
	p.open(doc, "python", "x")
	for id := 1; id <= 2; id++ { // the same place is counted once
		p.request(id, "textDocument/inlineCompletion", inlineAt(doc, 0, 1, 1))
		p.result(id, nil)
	}
	p.command(3, "sluice.server.status")
	var got Status
	p.result(3, &got)
	want := Status{Encoding: "utf-16", Documents: 1, Backend: "m", EnforcedBy: []string{"gate"}, Withheld: 1, Reason: "withheld", Engine: "ready"}
	got.Busy = false // the last answer may have left before its end was counted
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
	var last string
	busy := false
	for _, m := range p.Messages() {
		if m.Method != "sluice/status" {
			continue
		}
		if string(m.Params) == last {
			t.Errorf("told twice: %s", last)
		}
		last = string(m.Params)
		busy = busy || strings.Contains(last, `"busy":true`)
	}
	if last == "" || !busy {
		t.Error("the client was not told that a completion is being made")
	}
}

func TestPause(t *testing.T) {
	p := begin(t, with(insert("x")), nil)
	other := uriOf(2)
	p.open(doc, "python", "a")
	p.open(other, "python", "a")
	id := 100
	shows := func(uri string) bool { id++; return p.inserted(id, uri) != "" }
	paused := func(arguments ...any) bool {
		id++
		p.command(id, "sluice.server.pause", arguments...)
		var s Status
		p.result(id, &s)
		return s.Paused
	}
	if paused(doc) || shows(doc) || !shows(other) {
		t.Error("one document is not paused alone")
	}
	if paused(doc, false) || !shows(doc) {
		t.Error("it does not go on")
	}
	if !paused() || shows(doc) || shows(other) {
		t.Error("not all is paused")
	}
	if paused() || !shows(doc) || !shows(other) {
		t.Error("not all goes on")
	}
	p.command(1, "sluice.server.pause", "", "yes")
	if c := p.code(1); c != -32602 {
		t.Errorf("code %d", c)
	}
}

// TestCommandsAnswerPeople: what a command did shows in clients that throw its result away, and in no others.
func TestCommandsAnswerPeople(t *testing.T) {
	said := func(capabilities map[string]any) (all string) {
		p := begin(t, with(insert("x")), capabilities)
		p.open(doc, "python", "a")
		for id, arguments := range [][]any{{"sluice.server.pause"}, {"sluice.server.status"}, {"sluice.server.pause", doc}, {"sluice.server.pause", doc, false}, {"sluice.server.reload"}} {
			p.command(id+1, arguments[0].(string), arguments[1:]...)
			p.result(id+1, nil)
		}
		for _, m := range p.Messages() {
			if m.Method == "window/showMessage" {
				all += string(m.Params) + "\n"
			}
		}
		return all
	}
	got := said(nil)
	for _, want := range []string{"completions are paused.", "paused, 0 withheld", "paused in this document.", "go on in this document.", "read again."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q was not said:\n%s", want, got)
		}
	}
	if got := said(knowsSluice); got != "" {
		t.Errorf("said to a client that knows sluice:\n%s", got)
	}
}

func TestDoctor(t *testing.T) {
	opts := with(insert("x"))
	opts.Doctor = func(_ context.Context, s settings.Settings) []Checkup {
		return []Checkup{{Part: "backend", OK: false, What: "nothing listens at " + s.Backend.URL, Todo: "start it"}}
	}
	opts.Flags, _ = settings.Flags("", "backend.url=http://127.0.0.1:9/v1")
	p := begin(t, opts, nil)
	p.command(1, "sluice.server.doctor")
	var got DoctorReport
	p.result(1, &got)
	if len(got.Checkups) != 1 || !strings.Contains(got.Markdown, "**fault**: nothing listens at http://127.0.0.1:9/v1 (start it)") {
		t.Errorf("got %+v", got)
	}
	m, err := p.Notification(p.bounded(), 0, "window/showMessage")
	p.check(err)
	if !strings.Contains(string(m.Params), "nothing listens") {
		t.Errorf("the message is %s", m.Params)
	}
}
