package server

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/server/lsptest"
)

func unmarshal(data []byte, into any) error { return json.Unmarshal(data, into) }

// recording makes an engine for each tree of settings, whose one item is backend.url and the candidates.
func recording(opened *atomic.Int32) Options {
	return Options{Open: func(_ context.Context, s settings.Settings, _ func(string) Progress) (Engine, error) {
		opened.Add(1)
		return Engine{Completer: insert(s.Backend.URL + " " + s.Rules.Block.Severity)}, nil
	}}
}

func (p *peer) inserted(id int, uri string) string {
	p.t.Helper()
	p.request(id, "textDocument/inlineCompletion", inlineAt(uri, 0, 1, 1))
	var got struct{ Items []wireInline }
	p.result(id, &got)
	if len(got.Items) != 1 {
		return ""
	}
	return got.Items[0].InsertText
}

func TestSettingsOfTheClient(t *testing.T) {
	var opened atomic.Int32
	p := connect(t, recording(&opened))
	p.request(0, "initialize", obj{"capabilities": obj{}, "initializationOptions": obj{"backend": obj{"url": "embedded"}, "bakend": 1}})
	p.result(0, nil)
	p.notify("initialized", obj{})
	p.open(doc, "python", "x")
	if got := p.inserted(1, doc); got != "embedded WARNING" {
		t.Errorf("got %q", got)
	}
	m, err := p.Notification(p.bounded(), 0, "window/showMessage")
	p.check(err)
	if !strings.Contains(string(m.Params), "did you mean backend") {
		t.Errorf("message %s", m.Params)
	}

	// What comes later may hold a repository's settings: it tightens, and names no endpoint.
	p.notify("workspace/didChangeConfiguration", obj{"settings": obj{"sluice": obj{
		"backend": obj{"url": "http://127.0.0.1:1/v1"}, "rules": obj{"block": obj{"severity": "INFO"}},
	}}})
	if got := p.inserted(2, doc); got != "embedded INFO" {
		t.Errorf("got %q", got)
	}
	p.notify("workspace/didChangeConfiguration", obj{"settings": obj{"sluice": obj{"rules": obj{"block": obj{"severity": "ERROR"}}}}})
	if got := p.inserted(3, doc); got != "embedded WARNING" {
		t.Errorf("loosened to %q", got)
	}
	p.inserted(4, doc)
	if n := opened.Load(); n != 2 {
		t.Errorf("%d engines were opened, want one for each of two trees", n)
	}
}

func TestConfigurationIsPulled(t *testing.T) {
	var opened atomic.Int32
	p := connect(t, recording(&opened))
	var methods atomic.Value
	methods.Store([]string(nil))
	p.Answer = func(method string, params json.RawMessage) (any, bool) {
		methods.Store(append(slices.Clone(methods.Load().([]string)), method))
		if method == "workspace/configuration" {
			return []obj{{"rules": obj{"block": obj{"severity": "INFO"}}}}, true
		}
		return nil, method == "client/registerCapability"
	}
	p.request(0, "initialize", obj{"capabilities": obj{"workspace": obj{
		"configuration": true, "didChangeConfiguration": obj{"dynamicRegistration": true},
		"didChangeWatchedFiles": obj{"dynamicRegistration": true},
	}}})
	p.result(0, nil)
	p.notify("initialized", obj{})
	_, err := p.Await(p.bounded(), 0, func(m lsptest.Message) bool { return m.Method == "workspace/configuration" })
	p.check(err)
	p.open(doc, "python", "x")
	// The answer arrives before anything that is sent after it; its effect is awaited by a command.
	p.notify("workspace/didChangeConfiguration", obj{})
	_, err = p.Await(p.bounded(), 1, func(m lsptest.Message) bool { return m.Method == "workspace/configuration" })
	p.check(err)
	for id := 1; ; id++ {
		if p.inserted(id, doc) == " INFO" {
			break
		}
	}
	if got := methods.Load().([]string); got[0] != "client/registerCapability" {
		t.Errorf("asked for %v", got)
	}
}

func TestWorkspaceFile(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, settings.FileName)
	if err := os.WriteFile(file, []byte("rules: {block: {severity: INFO}}\nbackend: {url: 'http://127.0.0.1:1/v1'}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var opened atomic.Int32
	p := connect(t, recording(&opened))
	p.request(0, "initialize", obj{"capabilities": obj{}, "workspaceFolders": []obj{{"uri": "file://" + root, "name": "w"}}})
	p.result(0, nil)
	inside := "file://" + filepath.Join(root, "sub", "a.py")
	p.open(inside, "python", "x")
	p.open(doc, "python", "x")
	if got := p.inserted(1, inside); got != " INFO" {
		t.Errorf("inside of the workspace: %q", got)
	}
	if got := p.inserted(2, doc); got != " WARNING" {
		t.Errorf("outside: %q", got)
	}
	m, err := p.Notification(p.bounded(), 0, "window/logMessage")
	p.check(err)
	if !strings.Contains(string(m.Params), "backend.url") {
		t.Errorf("the attempt at the endpoint is not reported: %s", m.Params)
	}

	if err := os.WriteFile(file, []byte("completion: {enabled: false}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.request(3, "workspace/executeCommand", obj{"command": "sluice.server.reload"})
	p.result(3, nil)
	if got := p.inserted(4, inside); got != "" {
		t.Errorf("switched off, but %q", got)
	}
}

// TestEngineThatCannotBeOpened: requests are answered, and one window says why, however many there are.
func TestEngineThatCannotBeOpened(t *testing.T) {
	p := begin(t, Options{Open: func(context.Context, settings.Settings, func(string) Progress) (Engine, error) {
		return Engine{}, errors.New("loading pack p: it is broken; fix it")
	}}, nil)
	p.open(doc, "python", "x")
	for id := range 5 {
		if got := p.inserted(id, doc); got != "" {
			t.Errorf("got %q", got)
		}
	}
	windows := 0
	for _, m := range p.Messages() {
		if m.Method == "window/showMessage" {
			windows++
			if !strings.Contains(string(m.Params), "loading pack p") {
				t.Errorf("message %s", m.Params)
			}
		}
	}
	if windows != 1 {
		t.Errorf("%d windows, want 1", windows)
	}
	p.request("status", "workspace/executeCommand", obj{"command": "sluice.server.status"})
	var status Status
	p.result("status", &status)
	if !strings.Contains(status.Engine, "broken") {
		t.Errorf("status %+v", status)
	}
}

func TestProgress(t *testing.T) {
	agreed, reported, release := make(chan struct{}), make(chan struct{}), make(chan struct{})
	p := connect(t, Options{Open: func(_ context.Context, _ settings.Settings, show func(string) Progress) (Engine, error) {
		p := show("reading")
		<-agreed
		p.Report("half of it", 50)
		p.Report("too soon after", 51)
		close(reported)
		<-release
		p.End()
		p.Report("too late", 99)
		return Engine{}, nil
	}})
	p.Answer = func(method string, _ json.RawMessage) (any, bool) {
		return nil, method == "window/workDoneProgress/create"
	}
	p.request(0, "initialize", obj{"capabilities": obj{"window": obj{"workDoneProgress": true}}})
	p.result(0, nil)
	p.notify("initialized", obj{})
	var token string
	var kinds []string
	next := func() {
		_, err := p.Await(p.bounded(), len(kinds), func(m lsptest.Message) bool {
			var params struct {
				Token string
				Value struct{ Kind, Title string }
			}
			if m.Method != "$/progress" || unmarshal(m.Params, &params) != nil {
				return false
			}
			if params.Value.Title == "reading" {
				token = params.Token
			}
			return params.Token == token
		})
		p.check(err)
		kinds = append(kinds, lastKind(p, token))
	}
	next()
	close(agreed)
	<-reported
	next()
	close(release)
	next()
	if want := []string{"begin", "report", "end"}; !slices.Equal(kinds, want) {
		t.Errorf("got %v, want %v", kinds, want)
	}
}

// lastKind returns the kind of the last progress for a token.
func lastKind(p *peer, token string) (kind string) {
	for _, m := range p.Messages() {
		var params struct {
			Token string
			Value struct{ Kind string }
		}
		if m.Method == "$/progress" && unmarshal(m.Params, &params) == nil && params.Token == token {
			kind = params.Value.Kind
		}
	}
	return kind
}

// TestLateAnswersOpenOneWindow: one answer that is late is nothing; a model that is always late is told of once.
func TestLateAnswersOpenOneWindow(t *testing.T) {
	var asked atomic.Int32
	p := begin(t, with(func(context.Context, completion.Request) completion.Response {
		return completion.Response{Reason: "too late", Cut: asked.Add(1) != 3}
	}), nil)
	p.open(doc, "python", "x")
	for id := range 9 {
		told := 0
		p.inserted(id, doc)
		for _, m := range p.Messages() {
			if m.Method == "window/showMessage" && strings.Contains(string(m.Params), "completion.deadline") {
				told++
			}
		}
		if want := map[bool]int{true: 1}[id >= 5]; told != want {
			t.Errorf("%d windows after %d answers, of which the third was in time", told, id+1)
		}
	}
}

// TestTroubleOpensOneWindow: a model server that is down is no error of any request, and one window says so.
func TestTroubleOpensOneWindow(t *testing.T) {
	var asked atomic.Int32
	p := begin(t, with(func(context.Context, completion.Request) completion.Response {
		if asked.Add(1) == 3 {
			return completion.Response{Reason: "nothing to add"}
		}
		return completion.Response{Reason: "the server is down: start it", Trouble: true}
	}), nil)
	p.open(doc, "python", "x")
	for id := range 6 {
		if got := p.inserted(id, doc); got != "" {
			t.Errorf("got %q", got)
		}
	}
	count := map[string]int{}
	for _, m := range p.Messages() {
		if strings.Contains(string(m.Params), "the server is down: start it") {
			count[m.Method]++
		}
	}
	if count["window/showMessage"] != 1 || count["window/logMessage"] != 2 {
		t.Errorf("got %v, want one window, and a line in the log each time that it began", count)
	}
}

func TestExplain(t *testing.T) {
	withheld := completion.Response{Withheld: []completion.Withheld{{Insert: "md5(", Verdict: passed("", 0, 0).Verdict}}, Reason: "withheld: weak"}
	withheld.Withheld[0].Verdict.Kind, withheld.Withheld[0].Verdict.Rules = "withheld", []string{"weak-hash"}
	p := begin(t, with(func(context.Context, completion.Request) completion.Response { return withheld }), nil)
	p.open(doc, "python", "x")
	p.request(1, "workspace/executeCommand", obj{"command": "sluice.server.explain"})
	if got := string(p.reply(1).Result); got != "null" {
		t.Errorf("before any request: %s", got)
	}
	p.inserted(2, doc)
	p.request(3, "workspace/executeCommand", obj{"command": "sluice.server.explain", "arguments": []string{doc}})
	var account Account
	p.result(3, &account)
	if len(account.Withheld) != 1 || account.Withheld[0].Insert != "md5(" || account.URI != doc {
		t.Errorf("got %+v", account)
	}
	m, err := p.Notification(p.bounded(), 1, "window/showMessage")
	p.check(err)
	if !strings.Contains(string(m.Params), "withheld by weak-hash") {
		t.Errorf("message %s", m.Params)
	}
	for id, params := range map[int]obj{4: {"command": "no.such"}, 5: {"command": "sluice.server.explain", "arguments": []int{1}}} {
		p.request(id, "workspace/executeCommand", params)
		if got := p.code(id); got != -32602 {
			t.Errorf("%v: code %d, want -32602", params, got)
		}
	}
	p.notify("textDocument/didClose", obj{"textDocument": obj{"uri": doc}})
	p.request(6, "workspace/executeCommand", obj{"command": "sluice.server.explain", "arguments": []string{doc}})
	if got := string(p.reply(6).Result); got != "null" {
		t.Errorf("after close: %s", got)
	}
}

func TestVerdictsReachClientsThatKnowSluice(t *testing.T) {
	p := begin(t, with(insert("y")), obj{"experimental": obj{"sluice": true}})
	p.open(doc, "python", "x")
	p.inserted(1, doc)
	m, err := p.Notification(p.bounded(), 0, "sluice/verdict")
	p.check(err)
	var account Account
	p.check(unmarshal(m.Params, &account))
	if account.URI != doc || len(account.Items) != 1 || account.Items[0].Insert != "y" {
		t.Errorf("got %+v", account)
	}
}

func TestDebounce(t *testing.T) {
	clock := newFakeClock()
	opts := with(insert("y"))
	opts.clock = clock
	opts.Flags, _ = settings.Flags("", "completion.debounce=100ms", "diagnostics=false")
	p := begin(t, opts, nil)
	p.open(doc, "python", "x")
	<-clock.set // the diagnostics
	p.request(1, "textDocument/completion", place(doc, 0, 1))
	<-clock.set
	p.request(2, "textDocument/completion", place(doc, 0, 1))
	<-clock.set
	if got := p.code(1); got != -32800 {
		t.Errorf("superseded while it rested: code %d", got)
	}
	clock.advance(100e6)
	p.result(2, nil)
	p.inserted(3, doc) // explicit: at once
}
