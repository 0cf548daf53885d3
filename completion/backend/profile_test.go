package backend

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// recorder answers every request for text with one piece, and keeps the last one.
type recorder struct {
	mu   sync.Mutex
	path string
	body map[string]any
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.Method == http.MethodGet {
		http.NotFound(w, req)
		return
	}
	body, _ := io.ReadAll(req.Body)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.path, r.body = req.URL.Path, map[string]any{}
	json.Unmarshal(body, &r.body)
	io.WriteString(w, `data: {"choices":[{"text":"ok","finish_reason":"stop"}],"content":""}`+"\n\n")
}

// TestProfiles is what each kind of server is sent for the same hole.
func TestProfiles(t *testing.T) {
	t.Parallel()
	type m = map[string]any
	qwen := "<|fim_prefix|>x = <|fim_suffix|>\n<|fim_middle|>"
	plain := m{"prompt": qwen, "max_tokens": 9.0, "temperature": 0.0, "seed": 5.0, "stop": []any{"END"}, "model": "qwen-coder", "stream": true, "suffix": nil}
	suffix := m{"prompt": "x = ", "suffix": "\n", "max_tokens": 9.0, "temperature": 0.0}
	tests := []struct {
		kind, model, path string
		want              m // nil: the member is absent
	}{
		{"plain", "qwen-coder", "/base/v1/completions", plain},
		{"vllm", "qwen-coder", "/base/v1/completions", plain},
		{"sglang", "qwen-coder", "/base/v1/completions", plain},
		{"lmstudio", "qwen-coder", "/base/v1/completions", plain},
		{"fireworks", "qwen-coder", "/base/v1/completions", plain},
		{"together", "qwen-coder", "/base/v1/completions", plain},
		{"openrouter", "qwen-coder", "/base/v1/completions", m{"prompt": qwen, "provider": m{"require_parameters": true}}},
		{"llamacpp", "any", "/base/infill", m{"prompt": nil, "input_prefix": "x = ", "input_suffix": "\n", "n_predict": 9.0, "max_tokens": nil,
			"cache_prompt": true, "temperature": 0.0, "input_extra": []any{m{"filename": "b.py", "text": "y"}}}},
		{"sluice", "sluice-python", "/base/infill", m{"prompt": nil, "input_prefix": "x = ", "input_suffix": "\n", "n_predict": 9.0, "max_tokens": nil,
			"temperature": 0.0, "seed": 5.0}},
		{"ollama", "qwen-coder", "/base/v1/completions", m{"suffix": "\n", "seed": 5.0}},
		{"mistral", "codestral", "/base/v1/fim/completions", m{"suffix": "\n", "random_seed": 5.0, "seed": nil}},
		{"deepseek", "deepseek-chat", "/base/beta/completions", m{"suffix": "\n", "seed": nil}},
		{"inception", "mercury-edit-2", "/base/v1/fim/completions", m{"suffix": "\n", "seed": nil, "diffusing": nil}},
		{"openai", "gpt-4o", "/base/v1/chat/completions", m{"max_completion_tokens": 9.0, "max_tokens": nil, "prompt": nil, "temperature": 0.0}},
		{"openai", "gpt-5.2", "/base/v1/chat/completions", m{"max_completion_tokens": 9.0, "temperature": nil, "seed": nil, "stop": nil}},
	}
	kinds := map[string]bool{"auto": true}
	for _, test := range tests {
		kinds[test.kind] = true
		rec := &recorder{}
		srv := httptest.NewServer(rec)
		t.Cleanup(srv.Close)
		m, _ := open(t, settings.Backend{URL: srv.URL + "/base/v1", Kind: test.kind, Model: test.model})
		r := decode.Request{Language: "python", Path: "a.py", Prefix: "x = ", Suffix: "\n", MaxTokens: 9, Seed: 5, Stop: []string{"END"}}
		if test.kind == "llamacpp" {
			r.Context = []decode.Snippet{{Path: "b.py", Text: "y"}}
		}
		if got, _, err := generate(t.Context(), m, r); got != "ok" || err != nil {
			t.Errorf("%s: got %q, %v", test.kind, got, err)
		}
		if rec.path != test.path {
			t.Errorf("%s %s is asked at %s, want %s", test.kind, test.model, rec.path, test.path)
		}
		for name, want := range test.want {
			if diff := cmp.Diff(want, rec.body[name]); diff != "" {
				t.Errorf("%s, member %s (-want +got):\n%s", test.kind, name, diff)
			}
		}
		for name, want := range suffix {
			if _, mine := test.want["suffix"].(string); mine && !cmp.Equal(rec.body[name], want) {
				t.Errorf("%s: member %s is %v", test.kind, name, rec.body[name])
			}
		}
	}
	for _, kind := range settings.Kinds {
		if !kinds[kind] {
			t.Errorf("the kind %s is not tested", kind)
		}
	}
	for kind := range profiles {
		if !kinds[kind] {
			t.Errorf("the settings do not know the kind %s", kind)
		}
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	owned := func(by string) modelList { return modelList{{ID: "m", Owner: by}} }
	for _, test := range []struct {
		host, server string
		list         modelList
		want         string
	}{
		{"127.0.0.1", "llama.cpp", nil, "llamacpp"}, {"127.0.0.1", "", owned("llamacpp"), "llamacpp"}, {"127.0.0.1", "sluice", nil, "sluice"}, {"127.0.0.1", "", owned("sluice"), "sluice"}, {"127.0.0.1", "uvicorn", owned("vllm"), "vllm"},
		{"127.0.0.1", "", owned("sglang"), "sglang"}, {"127.0.0.1", "", owned("library"), "ollama"}, {"127.0.0.1", "", owned("me"), "plain"},
		{"api.mistral.ai", "cloudflare", owned("mistralai"), "mistral"}, {"openrouter.ai", "", nil, "openrouter"}, {"api.deepseek.com", "", owned("openai"), "deepseek"},
		{"evil-api.openai.com.example", "", nil, "plain"},
	} {
		if got := kindOf(test.host, http.Header{"Server": {test.server}}, test.list); got != test.want {
			t.Errorf("%+v is taken for %s", test, got)
		}
	}
}

// TestCanaries: a grammar counts only where it was seen to force and to ban.
func TestCanaries(t *testing.T) {
	t.Parallel()
	honest := func(grammar string) scripted.Reply {
		switch {
		case strings.Contains(grammar, canaryWord):
			return scripted.Say(canaryWord)
		case strings.Contains(grammar, `[^\x61]`):
			return scripted.Say("  b")
		case strings.Contains(grammar, `[^\x01]`), strings.Contains(grammar, `[^\x02]`), len(grammar) > 1000:
			return scripted.Say("  a + b")
		case grammar != "":
			return scripted.Reply{scripted.Status(400, `{"error":{"message":"cannot compile"}}`)}
		}
		return scripted.Say("  a + b")
	}
	tests := map[string]struct {
		reply  func(grammar string) scripted.Reply
		proved bool
		reason string
	}{
		"honest":  {honest, true, ""},
		"ignores": {func(string) scripted.Reply { return honest("") }, false, "ignores"},
		"forces alone": {func(g string) scripted.Reply {
			return honest(map[bool]string{true: g}[strings.Contains(g, canaryWord)])
		}, false, "came all the same"},
		"refuses": {func(g string) scripted.Reply {
			if g != "" {
				return scripted.Reply{scripted.Status(400, `{"error":{"message":"no grammars here"}}`)}
			}
			return honest(g)
		}, false, "no grammars here"},
		"cuts": {func(string) scripted.Reply { return scripted.Reply{scripted.Text(canaryWord), scripted.Cut()} }, false, "cut"},
		"mute": {func(g string) scripted.Reply {
			if g == "" {
				return scripted.Say("")
			}
			return honest(g)
		}, false, "could not be found out"},
	}
	for name, test := range tests {
		for kind, member := range map[string]func(*scripted.Request) any{
			"sglang": func(r *scripted.Request) any { return r.Field("ebnf") },
			"vllm": func(r *scripted.Request) any {
				outputs, _ := r.Field("structured_outputs").(map[string]any)
				return outputs["grammar"]
			},
			"fireworks": func(r *scripted.Request) any {
				format, _ := r.Field("response_format").(map[string]any)
				return format["grammar"]
			},
		} {
			srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
				grammar, _ := member(r).(string)
				return test.reply(grammar)
			})
			_, info := open(t, settings.Backend{URL: srv.URL(), Kind: kind})
			if p := info.Proofs[0]; p.Mechanism != "grammar" || p.Holds != test.proved || !strings.Contains(p.Reason, test.reason) || info.Trouble != "" {
				t.Errorf("%s, %s: %+v", kind, name, info)
			}
		}
	}
}

// TestSlowGrammar: a server that needs long for each new grammar is left to the gate.
func TestSlowGrammar(t *testing.T) {
	t.Parallel()
	var clock, compile atomic.Int64
	srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
		grammar, _ := r.Field("ebnf").(string)
		clock.Add(int64(time.Second))
		if grammar == "" {
			return scripted.Say("a")
		}
		clock.Add(compile.Load())
		if strings.Contains(grammar, canaryWord) {
			return scripted.Say(canaryWord)
		}
		return scripted.Say("b")
	})
	for _, took := range []time.Duration{slowGrammar, slowGrammar + time.Millisecond} {
		compile.Store(int64(took))
		o := unhurried()
		o.now = func() time.Time { return time.Unix(0, clock.Load()) }
		if _, info := openAs(t, settings.Backend{URL: srv.URL(), Kind: "sglang"}, o); info.Proofs[0].Holds != (took <= slowGrammar) || info.Compile != took || info.Constant != info.Proofs[0].Holds {
			t.Errorf("after %s: %+v", took, info)
		}
	}
}

// TestProofIsRemembered: a server that failed and came back is not tried again in the session.
func TestProofIsRemembered(t *testing.T) {
	t.Parallel()
	canaries := 0
	srv := serve(t, "qwen2.5-coder", func(n int, r *scripted.Request) scripted.Reply {
		if r.Field("ebnf") != nil {
			canaries++
		}
		if n == 2 { // behind the canaries
			return scripted.Reply{scripted.Status(500, "")}
		}
		return scripted.Say("x")
	})
	m, _ := open(t, settings.Backend{URL: srv.URL(), Kind: "sglang"})
	if _, _, err := generate(t.Context(), m, request); err == nil {
		t.Fatal("no error")
	}
	for range 2 {
		if got, _, err := generate(t.Context(), m, request); got != "x" || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	if canaries != 1 {
		t.Errorf("%d canaries", canaries)
	}
}

// TestStaleConnection: a server may close a kept connection just when the next request goes out on it.
func TestStaleConnection(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serveTwo(conn)
		}
	}()
	m, _ := open(t, settings.Backend{URL: "http://" + listener.Addr().String() + "/v1", Model: "qwen-coder", Kind: "plain"})
	for i := range 6 {
		if got, _, err := generate(t.Context(), m, request); got != "ok" || err != nil {
			t.Fatalf("request %d: got %q, %v", i, got, err)
		}
	}
}

// serveTwo answers one request well, reads the next, and closes without a word.
func serveTwo(conn net.Conn) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	for i := range 2 {
		req, err := http.ReadRequest(in)
		if err != nil || i > 0 {
			return
		}
		io.Copy(io.Discard, req.Body)
		body := `{"choices":[{"text":"ok","finish_reason":"stop"}]}`
		resp := http.Response{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
		if resp.Write(conn) != nil {
			return
		}
	}
}
