package backend

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/settings"
)

func portOf(t *testing.T, address string) Port {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return Port{Number: n}
}

// closedPort is one where nobody listens.
func closedPort(t *testing.T) Port {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return Port{Number: l.Addr().(*net.TCPAddr).Port}
}

func TestDetection(t *testing.T) {
	t.Setenv("SLUICE_TEST_KEY", testKey)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>")) }))
	t.Cleanup(web.Close)
	empty := serve(t, "", nil)
	empty.Offer()
	first := serve(t, "starcoder2", scripted.Always(scripted.Say("first")...))
	second := serve(t, "qwen2.5-coder", scripted.Always(scripted.Say("second")...))
	ports := []Port{closedPort(t), portOf(t, web.URL), portOf(t, empty.URL()), portOf(t, first.URL()), portOf(t, second.URL())}

	o := unhurried()
	o.Ports = ports
	m, info, err := Open(t.Context(), settings.Backend{Key: settings.Key{Env: "SLUICE_TEST_KEY"}}, o)
	if err != nil || !info.Detected || info.Model != "starcoder2" || info.URL != first.URL() {
		t.Fatalf("info %+v, %v", info, err)
	}
	if got, _, err := generate(t.Context(), m, request); got != "first" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	for _, r := range first.Requests() {
		if r.Header.Get("Authorization") != "" {
			t.Error("a server that was only found got the key")
		}
	}
}

func TestNoServer(t *testing.T) {
	t.Parallel()
	for _, s := range []settings.Backend{{}, {URL: settings.Embedded}} {
		if m, _, err := Open(t.Context(), s, Options{Ports: []Port{closedPort(t)}}); m != nil || !errors.Is(err, ErrNoServer) {
			t.Errorf("%+v: %v, %v", s, m, err)
		}
	}
}

func TestPolicyIsEnforcedHereToo(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"http://192.0.2.1/v1", "http://models.example/v1", "https://me:pw@models.example/v1", "file:///etc", "::"} {
		if m, _, err := Open(t.Context(), settings.Backend{URL: bad}, Options{}); m != nil || err == nil {
			t.Errorf("%s is asked", bad)
		}
	}
	for address, good := range map[string]bool{"127.0.0.1:80": true, "[::1]:80": true, "[::ffff:127.0.0.1]:80": true, "192.0.2.1:80": false, "0.0.0.0:80": false, "[2001:db8::1]:80": false} {
		if err := onlyLoopback("tcp", address, nil); (err == nil) != good {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestModelChoice(t *testing.T) {
	t.Parallel()
	list := readModels([]byte(`{"data": [{"id": 3}, {"id": "nomic-embed-text"}, {"id": "llama3", "created": "now"}, "odd",
		{"id": "qwen2.5-coder", "owned_by": "vllm", "max_model_len": 8192, "meta": null}]}`))
	if m := list.pick(""); m == nil || m.ID != "qwen2.5-coder" || m.window() != 8192 {
		t.Errorf("picked %+v of %+v", m, list)
	}
	if m := list.pick("llama3"); m == nil || m.ID != "llama3" {
		t.Errorf("picked %+v", m)
	}
	if m := list[:2].pick(""); m == nil || m.ID != "llama3" {
		t.Errorf("picked %+v", m)
	}
	if m := list[:1].pick(""); m != nil {
		t.Errorf("picked %+v", m)
	}
	if got := kindOf("127.0.0.1", http.Header{}, list); got != "vllm" {
		t.Errorf("kind %s", got)
	}
}

// TestNoInsertion: Ollama refuses to fill holes with a model that has no template for it.
func TestNoInsertion(t *testing.T) {
	t.Parallel()
	srv := serve(t, "llama3", func(_ int, r *scripted.Request) scripted.Reply {
		if !r.Chat() {
			return scripted.Reply{scripted.Status(400, `{"error":{"message":"llama3 does not support insert"}}`)}
		}
		return scripted.Say("return x")
	})
	m, _ := open(t, settings.Backend{URL: srv.URL(), Kind: "ollama"})
	if got, _, err := generate(t.Context(), m, request); got != "return x" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestNoSecondWayAfterText: what was passed on cannot be taken back.
func TestNoSecondWayAfterText(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Text("ab"), scripted.Raw(`data: {"error":{"message":"gone","code":404}}`+"\n\n")))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	if got, _, err := generate(t.Context(), m, request); got != "ab" || err == nil || len(srv.Generations()) != 1 {
		t.Errorf("got %q, %v, after %d requests", got, err, len(srv.Generations()))
	}
}

// FuzzModels: no list of models makes reading it panic or choose one without a name.
func FuzzModels(f *testing.F) {
	f.Add([]byte(`{"data": [{"id": "qwen2.5-coder", "owned_by": "vllm", "meta": {"n_ctx": 1}}]}`))
	f.Add([]byte(`{"data": [[], null, {"id": null}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		list := readModels(body)
		if m := list.pick(""); m != nil && m.ID == "" {
			t.Error("a model without a name")
		}
		kindOf("", http.Header{}, list)
	})
}

// TestChatFallback: a server without text completions is asked by chat, and from then on at once.
func TestChatFallback(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
		if !r.Chat() {
			return scripted.Reply{scripted.Status(404, `{"error":{"message":"no such path"}}`)}
		}
		return scripted.Say("```python\n", "    return x\n", "```\nDone.")
	})
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	for range 2 {
		if got, _, err := generate(t.Context(), m, request); got != "    return x\n" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if n := len(srv.Generations()); n != 3 {
		t.Errorf("%d requests, want one without and two with chat", n)
	}
}
