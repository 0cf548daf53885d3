package scripted

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func start(t *testing.T, s Script) *Server {
	srv := Start(s)
	t.Cleanup(srv.Close)
	return srv
}

func post(t *testing.T, ctx context.Context, url, body string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, "POST", url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

func TestReplies(t *testing.T) {
	tests := []struct {
		name, path, body string
		reply            Reply
		want             string // in the body
		code             int
		err              error
	}{
		{"stream", "/completions", `{"stream":true}`, Say("a", "b"), `"text":"b"`, 200, nil},
		{"stream ends", "/completions", `{"stream":true}`, Say("a"), "data: [DONE]\n\n", 200, nil},
		{"chat stream", "/chat/completions", `{"stream":true}`, Say("a"), `"delta":{"content":"a"}`, 200, nil},
		{"whole", "/completions", `{}`, Say("a", "b"), `"text":"ab"`, 200, nil},
		{"whole chat", "/chat/completions", `{}`, Say("a", "b"), `"content":"ab"`, 200, nil},
		{"error in a good status", "/completions", `{}`, Reply{Status(200, `{"error":{"message":"no"}}`)}, `"no"`, 200, nil},
		{"too many", "/completions", `{}`, Reply{Status(429, `{}`)}, "{}", 429, nil},
		{"cut", "/completions", `{"stream":true}`, Reply{Text("abc"), Cut()}, `"text":"abc"`, 200, io.ErrUnexpectedEOF},
		{"garbage", "/completions", `{"stream":true}`, Reply{Raw("\x00\xff{{{")}, "\x00\xff{{{", 200, nil},
		{"no reason", "/completions", `{"stream":true}`, Reply{Text("a"), Done()}, "[DONE]", 200, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv := start(t, InOrder(tt.reply))
			resp := post(t, t.Context(), srv.URL()+tt.path, tt.body)
			got, err := io.ReadAll(resp.Body)
			if resp.StatusCode != tt.code || !strings.Contains(string(got), tt.want) || !errors.Is(err, tt.err) {
				t.Errorf("status %d, error %v, body %q; want %d, %v, %q", resp.StatusCode, err, got, tt.code, tt.err, tt.want)
			}
		})
	}
}

func TestOrderAndRecords(t *testing.T) {
	srv := start(t, InOrder(Say("one"), Say("two")))
	for i, want := range []string{"one", "two", "two"} {
		got, _ := io.ReadAll(post(t, t.Context(), srv.URL()+"/completions", `{"prompt":"p"}`).Body)
		if !strings.Contains(string(got), want) {
			t.Errorf("request %d: got %q, want %q", i, got, want)
		}
	}
	g := srv.Generations()
	if len(g) != 3 || g[0].Field("prompt") != "p" {
		t.Errorf("got %d generations, want 3 with the prompt", len(g))
	}
	resp, err := http.Get(srv.URL() + "/models")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if list, _ := io.ReadAll(resp.Body); !strings.Contains(string(list), `"id":"scripted"`) {
		t.Errorf("models: %s", list)
	}
	if len(srv.Generations()) != 3 || len(srv.Requests()) != 4 {
		t.Error("listing models must count as a request and not as a generation")
	}
}

func TestGateAndGone(t *testing.T) {
	gate := make(chan struct{})
	srv := start(t, Always(Text("first"), Wait(gate), Text("second"), Hang()))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	lines := bufio.NewScanner(post(t, ctx, srv.URL()+"/completions", `{"stream":true}`).Body)
	if !lines.Scan() || !strings.Contains(lines.Text(), "first") {
		t.Fatalf("got %q before the gate", lines.Text())
	}
	r, err := srv.Await(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	close(gate)
	for lines.Scan() && !strings.Contains(lines.Text(), "second") {
	}
	select {
	case <-r.Gone():
		t.Fatal("the client is still there")
	default:
	}
	left := time.Now()
	cancel()
	<-r.Gone()
	if r.GoneAt().Before(left) {
		t.Errorf("left at %v, before it did", r.GoneAt())
	}
}

func TestCloseEndsHangingReplies(t *testing.T) {
	srv := Start(Always(Hang()))
	resp := post(t, t.Context(), srv.URL()+"/completions", `{"stream":true}`)
	srv.Close()
	if _, err := io.ReadAll(resp.Body); err == nil {
		t.Error("the reply ended well, want an error")
	}
}

// broken is the connection of a client that has left, before net/http has noticed.
type broken struct{ http.ResponseWriter }

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }
func (broken) Flush()                    {}

func TestFailedWriteIsALeave(t *testing.T) {
	srv := start(t, Always(Text("first"), Hang()))
	r := httptest.NewRequest("POST", "/v1/completions", strings.NewReader(`{"stream":true}`))
	srv.record(broken{httptest.NewRecorder()}, r)
	<-srv.Generations()[0].Gone()
}

// TestOrderOfArrival: a request that waits in front of its script keeps its place.
func TestOrderOfArrival(t *testing.T) {
	srv := start(t, InOrder(Say("one"), Say("two")))
	pass := make(chan struct{})
	handler := srv.mux
	srv.mux = http.NewServeMux()
	srv.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Slow") != "" {
			<-pass
		}
		handler.ServeHTTP(w, r)
	})
	ask := func(slow string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "/v1/completions", strings.NewReader(`{"stream":true}`))
		r.Header.Set("Slow", slow)
		w := httptest.NewRecorder()
		srv.record(w, r)
		return w
	}
	slow := make(chan *httptest.ResponseRecorder)
	go func() { slow <- ask("yes") }()
	if _, err := srv.Await(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if text := ask("").Body.String(); !strings.Contains(text, `"two"`) {
		t.Errorf("the second request got %q", text)
	}
	close(pass)
	if text := (<-slow).Body.String(); !strings.Contains(text, `"one"`) {
		t.Errorf("the first request got %q", text)
	}
}
