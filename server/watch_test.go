package server

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/server/lsptest"
)

// TestRulesAreWatched: the editor is asked to tell of rules that change, and they are read again when it does.
func TestRulesAreWatched(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "r.yaml"), []byte("rules: []\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, relative := range []bool{true, false} {
		var opened atomic.Int32
		opts := recording(&opened)
		opts.UserFile = "/home/u/.config/sluice/config.yaml"
		p := connect(t, opts)
		p.Answer = func(method string, _ json.RawMessage) (any, bool) { return nil, method == "client/registerCapability" }
		p.request(0, "initialize", obj{
			"capabilities":          obj{"workspace": obj{"didChangeWatchedFiles": obj{"dynamicRegistration": true, "relativePatternSupport": relative}}},
			"initializationOptions": obj{"rules": obj{"config": []string{folder}}},
		})
		p.result(0, nil)
		p.notify("initialized", obj{})
		want := map[string]bool{"sluice.files": true, "sluice.rules " + folder: true}
		for n := range 2 {
			m, err := p.Await(p.bounded(), n, func(m lsptest.Message) bool { return m.Method == "client/registerCapability" })
			p.check(err)
			var params struct{ Registrations []struct{ ID string } }
			p.check(unmarshal(m.Params, &params))
			if id := params.Registrations[0].ID; !want[id] {
				t.Errorf("registered %s: %s", id, m.Params)
			} else {
				delete(want, id)
			}
		}
		p.open(doc, "python", "x")
		p.inserted(1, doc)
		before := opened.Load()
		p.notify("workspace/didChangeWatchedFiles", obj{"changes": []obj{{"uri": "file://" + folder + "/other.py", "type": 2}}})
		if p.inserted(2, doc); opened.Load() != before {
			t.Error("a file that holds no rules opened the engine again")
		}
		p.notify("workspace/didChangeWatchedFiles", obj{"changes": []obj{{"uri": "file://" + folder + "/r.yaml", "type": 2}}})
		if p.inserted(3, doc); opened.Load() != before+1 {
			t.Errorf("%d engines were opened, want %d", opened.Load(), before+1)
		}
	}
}

// TestUserFileIsWatched: the user's own settings hold as soon as they are written.
func TestUserFileIsWatched(t *testing.T) {
	var severity atomic.Value
	severity.Store("WARNING")
	var opened atomic.Int32
	opts := recording(&opened)
	opts.UserFile = "/home/u/config.yaml"
	opts.User = func() (settings.Layer, []settings.Problem) {
		return settings.ParseYAML(settings.Source{Name: "config.yaml", Trusted: true}, []byte("rules: {block: {severity: "+severity.Load().(string)+"}}"))
	}
	p := begin(t, opts, nil)
	p.open(doc, "python", "x")
	if got := p.inserted(1, doc); got != " WARNING" {
		t.Fatalf("got %q", got)
	}
	severity.Store("INFO")
	p.notify("workspace/didChangeWatchedFiles", obj{"changes": []obj{{"uri": "file:///home/u/config.yaml", "type": 2}}})
	for id := 2; p.inserted(id, doc) != " INFO"; id++ {
		if p.t.Context().Err() != nil || id > 10000 {
			t.Fatal("the new settings do not hold")
		}
	}
}

// TestWorkspaceFolders: documents belong to the innermost folder, also of one that was added later.
func TestWorkspaceFolders(t *testing.T) {
	roots := make(chan string, 10)
	clock := newFakeClock()
	opts := checking(nil, clock)
	opts.Open = func(context.Context, settings.Settings, func(string) Progress) (Engine, error) {
		return Engine{Completer: rootOfRequest(roots)}, nil
	}
	p := connect(t, opts)
	p.request(0, "initialize", obj{"capabilities": obj{}, "workspaceFolders": []obj{{"uri": "file:///w", "name": "w"}, {"uri": "file:///v", "name": "v"}}})
	p.result(0, nil)
	p.open("file:///w/sub/a.py", "python", "x")
	ask := func(id int) string {
		p.request(id, "textDocument/inlineCompletion", inlineAt("file:///w/sub/a.py", 0, 1, 1))
		p.result(id, nil)
		return <-roots
	}
	if got := ask(1); got != "/w" {
		t.Errorf("the root is %q", got)
	}
	planned := len(clock.set)
	p.notify("workspace/didChangeWorkspaceFolders", obj{"event": obj{"added": []obj{{"uri": "file:///w/sub", "name": "s"}}, "removed": []obj{}}})
	if got := ask(2); got != "/w/sub" {
		t.Errorf("the root is %q", got)
	}
	if len(clock.set) == planned {
		t.Error("the document is not checked again in its new folder")
	}
	p.notify("workspace/didChangeWorkspaceFolders", obj{"event": obj{"added": []obj{}, "removed": []obj{{"uri": "file:///w/sub"}, {"uri": "file:///w"}}}})
	if got := ask(3); got != "" {
		t.Errorf("the root is %q", got)
	}
}

// TestParentDies: the session ends with the editor, even where nobody closes its input.
func TestParentDies(t *testing.T) {
	clock := newFakeClock()
	var dead atomic.Bool
	opts := Options{clock: clock, alive: func(pid int) bool { return pid == 42 && !dead.Load() }}
	p := connect(t, opts)
	p.request(0, "initialize", obj{"capabilities": obj{}, "processId": 42})
	p.result(0, nil)
	<-clock.set
	clock.advance(parentEvery)
	<-clock.set // it was looked for, and lives
	dead.Store(true)
	clock.advance(parentEvery)
	if got := <-p.status; got != 1 {
		t.Errorf("status %d", got)
	}

	// A process that cannot be seen is in another container.
	q := connect(t, opts)
	q.request(0, "initialize", obj{"capabilities": obj{}, "processId": 7})
	q.result(0, nil)
	if len(clock.set) != 0 {
		t.Error("a process that cannot be seen is watched")
	}
}

func TestProcessLives(t *testing.T) {
	if !processLives(os.Getpid()) {
		t.Error("this process does not live")
	}
	if processLives(1 << 30) {
		t.Error("a process that cannot be lives")
	}
}

func rootOfRequest(roots chan<- string) completerFunc {
	return func(_ context.Context, r completion.Request) completion.Response {
		roots <- r.Document.Root
		return completion.Response{}
	}
}
