package server

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/decode"
)

const doc = "file:///w/a.py"

// hang completes when its context ends, and says when it began and ended.
type hang struct{ began, ended chan struct{} }

func newHang() hang { return hang{make(chan struct{}, 10), make(chan struct{}, 10)} }

func (h hang) Complete(ctx context.Context, _ completion.Request) completion.Response {
	h.began <- struct{}{}
	<-ctx.Done()
	h.ended <- struct{}{}
	return completion.Response{}
}

func TestCancel(t *testing.T) {
	for _, id := range []any{7, "seven", 1 << 40} {
		t.Run(fmt.Sprint(id), func(t *testing.T) {
			h := newHang()
			p := begin(t, with(h.Complete), nil)
			p.open(doc, "python", "x")
			p.request(id, "textDocument/inlineCompletion", inlineAt(doc, 0, 1, 1))
			<-h.began
			p.notify("$/cancelRequest", obj{"id": id})
			if got := p.code(id); got != -32800 {
				t.Errorf("code %d, want -32800", got)
			}
			<-h.ended
		})
	}
}

// TestCancelSaysSo: an engine can tell a request that the client took back, whose generation a newer one may want, from one
// whose document went.
func TestCancelSaysSo(t *testing.T) {
	began, causes := make(chan struct{}), make(chan error, 2)
	p := begin(t, with(func(ctx context.Context, _ completion.Request) completion.Response {
		began <- struct{}{}
		<-ctx.Done()
		causes <- context.Cause(ctx)
		return completion.Response{}
	}), nil)
	p.open(doc, "python", "x")
	p.request(1, "textDocument/inlineCompletion", inlineAt(doc, 0, 1, 2))
	<-began
	p.notify("$/cancelRequest", obj{"id": 1})
	if err := <-causes; err != decode.ErrCancelled {
		t.Errorf("cancelled by %v", err)
	}
	p.request(2, "textDocument/inlineCompletion", inlineAt(doc, 0, 1, 2))
	<-began
	p.notify("textDocument/didClose", obj{"textDocument": obj{"uri": doc}})
	if err := <-causes; err == decode.ErrCancelled || err == decode.ErrSuperseded {
		t.Errorf("a request of a closed document ends with %v", err)
	}
}

// TestCancelIsAnsweredBeforeWorkNotices: the answer does not wait for work that is slow to end.
func TestCancelIsAnsweredBeforeWorkNotices(t *testing.T) {
	began, release := make(chan struct{}), make(chan struct{})
	p := begin(t, with(func(context.Context, completion.Request) completion.Response {
		close(began)
		<-release
		return completion.Response{}
	}), nil)
	p.open(doc, "python", "x")
	p.request(1, "textDocument/completion", place(doc, 0, 1))
	<-began
	p.notify("$/cancelRequest", obj{"id": 1})
	if got := p.code(1); got != -32800 {
		t.Errorf("code %d, want -32800", got)
	}
	close(release)
	p.request(2, "shutdown", nil)
	p.reply(2)
	if n := p.Replies("1"); n != 1 {
		t.Errorf("%d replies, want 1", n)
	}
}

func TestNewerRequestSupersedesOlder(t *testing.T) {
	h := newHang()
	p := begin(t, with(h.Complete), nil)
	p.open(doc, "python", "x")
	p.open(uriOf(2), "python", "x")
	p.request(1, "textDocument/inlineCompletion", inlineAt(doc, 0, 1, 2))
	<-h.began
	p.request(2, "textDocument/completion", place(uriOf(2), 0, 1))
	<-h.began
	p.request(3, "textDocument/completion", place(doc, 0, 1))
	if got := p.code(1); got != -32800 {
		t.Errorf("code %d, want -32800 for the superseded request", got)
	}
	<-h.ended
	<-h.began
	if p.Replies("2") != 0 {
		t.Error("a request for another document was superseded too")
	}
}

func TestCloseCancels(t *testing.T) {
	h := newHang()
	p := begin(t, with(h.Complete), nil)
	p.open(doc, "python", "x")
	p.request(1, "textDocument/completion", place(doc, 0, 1))
	<-h.began
	p.notify("textDocument/didClose", obj{"textDocument": obj{"uri": doc}})
	if got := p.code(1); got != -32800 {
		t.Errorf("code %d, want -32800", got)
	}
	<-h.ended
}

func TestPanicIsAnsweredAndSurvived(t *testing.T) {
	p := begin(t, with(func(_ context.Context, r completion.Request) completion.Response {
		if r.Offset == 0 {
			panic("at the start")
		}
		return completion.Response{Items: []completion.Item{passed("y", r.Offset, r.Offset)}}
	}), nil)
	p.open(doc, "python", "x")
	p.request(1, "textDocument/inlineCompletion", inlineAt(doc, 0, 0, 1))
	if got := p.code(1); got != -32603 {
		t.Errorf("code %d, want -32603", got)
	}
	p.request(2, "textDocument/inlineCompletion", inlineAt(doc, 0, 1, 1))
	p.result(2, nil)
}

func TestPanicInMethod(t *testing.T) {
	d := newDispatcher(t.Context(), newSession(t.Context(), strings.NewReader(""), nil, Options{}).log)
	d.admit = func(string, bool) error { return nil }
	d.methods = map[string]method{"m": func(json.RawMessage) (any, error) { panic(1) }}
	if _, err := d.begin("m", nil, true); err == nil || !strings.Contains(err.Error(), "internal error") {
		t.Errorf("got %v, want an internal error", err)
	}
}

// TestMalformedMessages: each is answered or passed over, and the session goes on.
func TestMalformedMessages(t *testing.T) {
	frame := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
	tests := []struct {
		name, raw, id string
		code          int
	}{
		{"not JSON", frame(`{"jsonrpc":`), "null", -32700},
		{"empty object", frame(`{}`), "null", -32600},
		{"text", frame(`"x"`), "null", -32600},
		{"batch", frame(`[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]`), "null", -32600},
		{"lower-case header", strings.ToLower(frame("7")), "null", -32600},
		{"lower-case header of a good message", strings.Replace(frame(`{"jsonrpc":"2.0","id":5,"method":"x"}`), "Content-Length", "content-length", 1), "5", -32601},
		{"other headers", "Content-Type: x\r\nX: y\r\n" + frame(`{"jsonrpc":"2.0","id":5,"method":"x"}`), "5", -32601},
		{"no headers but a blank line", "\r\n\r\n" + frame(`{"jsonrpc":"2.0","id":5,"method":"x"}`), "5", -32601},
		{"line feeds only", strings.ReplaceAll(frame(`{"jsonrpc":"2.0","id":5,"method":"x"}`), "\r", ""), "5", -32601},
		{"a length that is none", "Content-Length: many\r\n\r\n", "null", -32700},
		{"a negative length", "Content-Length: -5\r\n\r\n", "null", -32700},
		{"too short a length", "Content-Length: 10\r\n\r\n" + `{"jsonrpc":"2.0","id":5,"method":"x"}`, "null", -32700},
		{"a header line without an end", strings.Repeat("x", 3*maxHeader) + "\r\n" + frame(`{"jsonrpc":"2.0","id":5,"method":"x"}`), "5", -32601},
		{"a large id", frame(`{"jsonrpc":"2.0","id":99999999999999999999,"method":"x"}`), "99999999999999999999", -32601},
		{"a negative id", frame(`{"jsonrpc":"2.0","id":-1,"method":"x"}`), "-1", -32601},
		{"an empty id", frame(`{"jsonrpc":"2.0","id":"","method":"x"}`), `""`, -32601},
		{"a null id", frame(`{"jsonrpc":"2.0","id":null,"method":"x"}`), "null", -32600},
		{"an id that is none", frame(`{"jsonrpc":"2.0","id":{"a":1},"method":"x"}`), "null", -32600},
		{"another version", frame(`{"jsonrpc":"1.0","id":5,"method":"x"}`), "5", -32600},
		{"a method that is none", frame(`{"jsonrpc":"2.0","id":5,"method":7}`), "5", -32600},
		{"no method", frame(`{"jsonrpc":"2.0","id":5}`), "5", -32600},
		{"unknown method", frame(`{"jsonrpc":"2.0","id":5,"method":"$/x","params":{}}`), "5", -32601},
		{"no params", frame(`{"jsonrpc":"2.0","id":5,"method":"textDocument/completion"}`), "5", -32602},
		{"params of a wrong type", frame(`{"jsonrpc":"2.0","id":5,"method":"textDocument/completion","params":[1]}`), "5", -32602},
		{"no position", frame(`{"jsonrpc":"2.0","id":5,"method":"textDocument/completion","params":{"textDocument":{"uri":"x"}}}`), "5", -32602},
		{"a negative line", frame(`{"jsonrpc":"2.0","id":5,"method":"textDocument/completion","params":{"textDocument":{"uri":"x"},"position":{"line":-1,"character":0}}}`), "5", -32602},
		{"initialize again", frame(`{"jsonrpc":"2.0","id":5,"method":"initialize","params":{}}`), "5", -32600},
		{"unknown notification", frame(`{"jsonrpc":"2.0","method":"no/such"}`), "", 0},
		{"unknown $ notification", frame(`{"jsonrpc":"2.0","method":"$/no/such","params":7}`), "", 0},
		{"bad notification", frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":7}`), "", 0},
		{"answers that nobody asked for", strings.Repeat(frame(`{"jsonrpc":"2.0","id":1,"result":7}`), 3), "", 0},
		{"cancelling nothing", frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{}}}`), "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := begin(t, with(insert("y")), nil)
			p.check(p.Raw(tt.raw))
			p.open(doc, "python", "x")
			if tt.id != "" {
				m, err := p.Reply(p.bounded(), tt.id)
				p.check(err)
				if m.Error == nil || m.Error.Code != tt.code {
					t.Errorf("got %+v, want code %d", m.Error, tt.code)
				}
			}
			p.request("alive", "textDocument/completion", place(doc, 0, 1))
			p.result("alive", nil)
		})
	}
}

func TestTruncatedInputEndsCleanly(t *testing.T) {
	for _, raw := range []string{"Content-Le", "Content-Length: 100\r\n\r\n{", "Content-Length: 900000000\r\n\r\nx"} {
		p := connect(t, Options{})
		p.check(p.Raw(raw))
		p.Close()
		if got := <-p.status; got != 1 {
			t.Errorf("%q: status %d, want 1 without shutdown", raw, got)
		}
	}
}

func FuzzFrames(f *testing.F) {
	f.Add([]byte("Content-Length: 2\r\n\r\n{}content-length: 5\n\n[1,2]"))
	f.Add([]byte("\r\n\r\nContent-Length: 99999999999\r\n\r\n{}"))
	f.Add([]byte(`Content-Length: 60` + "\r\n\r\n" + `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}  `))
	f.Fuzz(func(t *testing.T, data []byte) {
		var out strings.Builder
		Run(t.Context(), strings.NewReader(string(data)), &out, Options{}) // must return, and not panic
	})
}

// TestEveryRequestIsAnsweredOnce mixes requests of both methods over several documents with changes,
// cancellations and closes, at random.
func TestEveryRequestIsAnsweredOnce(t *testing.T) {
	p := begin(t, with(func(ctx context.Context, r completion.Request) completion.Response {
		if r.Offset%2 == 0 {
			<-ctx.Done()
		}
		return completion.Response{}
	}), nil)
	random := rand.New(rand.NewPCG(5, 6))
	const count = 600
	for id := range count {
		uri, at := uriOf(random.IntN(4)), random.IntN(6)
		switch random.IntN(6) {
		case 0:
			p.open(uri, "python", "abcdef")
		case 1:
			p.notify("textDocument/didClose", obj{"textDocument": obj{"uri": uri}})
		case 2:
			p.notify("textDocument/didChange", obj{"textDocument": obj{"uri": uri, "version": id}, "contentChanges": []obj{{"text": "abcdefg"}}})
		case 3:
			p.notify("$/cancelRequest", obj{"id": random.IntN(id + 1)})
		}
		method := "textDocument/completion"
		if random.IntN(2) == 0 {
			method = "textDocument/inlineCompletion"
		}
		p.request(id, method, inlineAt(uri, 0, at, 1))
	}
	for i := range 4 {
		p.notify("textDocument/didClose", obj{"textDocument": obj{"uri": uriOf(i)}})
	}
	for id := range count {
		if code := p.code(id); code != 0 && code != -32800 {
			t.Errorf("request %d: code %d", id, code)
		}
	}
	p.request("end", "shutdown", nil)
	p.result("end", nil)
	for id := range count {
		if n := p.Replies(fmt.Sprint(id)); n != 1 {
			t.Errorf("request %d: %d replies", id, n)
		}
	}
}

// FuzzMethods: whatever the params are, a request is answered once, and not by an internal error.
func FuzzMethods(f *testing.F) {
	names := slices.Sorted(maps.Keys(newSession(f.Context(), strings.NewReader(""), nil, Options{}).methods()))
	f.Add(uint(0), []byte(`{"textDocument":{"uri":"file:///w/a.py"},"position":{"line":0,"character":1}}`))
	f.Add(uint(1), []byte(`{"textDocument":{"uri":"file:///w/a.py","version":2},"contentChanges":[{"range":{},"text":"x"}]}`))
	f.Add(uint(2), []byte(`{"command":"sluice.server.explain","arguments":["file:///w/a.py"]}`))
	f.Add(uint(3), []byte(`{"capabilities":{"general":{"positionEncodings":["utf-8"]}}}`))
	f.Add(uint(4), []byte(`{"event":{"added":[{"uri":"file:///x"}],"removed":[{"uri":"file:///w"}]}}`))
	f.Fuzz(func(t *testing.T, which uint, params []byte) {
		if !json.Valid(params) {
			return
		}
		name := names[which%uint(len(names))]
		var in strings.Builder
		for _, body := range []string{
			`{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}`,
			`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/a.py","languageId":"python","text":"a\n"}}}`,
			fmt.Sprintf(`{"jsonrpc":"2.0","id":"fuzz","method":%q,"params":%s}`, name, params),
		} {
			fmt.Fprintf(&in, "Content-Length: %d\r\n\r\n%s", len(body), body)
		}
		var out writeLog
		Run(t.Context(), strings.NewReader(in.String()), &out, with(insert("y")))
		answers := 0
		for _, w := range out.writes {
			if strings.Contains(w, `"id":"fuzz"`) {
				answers++
			}
			if strings.Contains(w, "-32603") {
				t.Errorf("%s: %s", name, w)
			}
		}
		if answers != 1 {
			t.Errorf("%s: %d answers", name, answers)
		}
	})
}
