package backend

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// serve starts a scripted server with one model.
func serve(t *testing.T, model string, script scripted.Script) *scripted.Server {
	t.Helper()
	srv := scripted.Start(script)
	t.Cleanup(srv.Close)
	srv.Offer(model)
	return srv
}

// unhurried are options that make no test hang on how fast the machine is: no time passes while a server
// answers, unless a test says so, and questions may take what they take.
func unhurried() Options {
	return Options{now: func() time.Time { return time.Unix(0, 0) }, limits: &limits{time.Minute, time.Minute, time.Minute, time.Minute}}
}

func open(t testing.TB, s settings.Backend) (decode.Model, Info) {
	t.Helper()
	return openAs(t, s, unhurried())
}

func openAs(t testing.TB, s settings.Backend, o Options) (decode.Model, Info) {
	t.Helper()
	m, info, err := Open(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return m, info
}

// request is an ordinary one.
var request = decode.Request{Language: "python", Path: "a.py", Prefix: "def f(x):\n    ", Suffix: "\n\nprint(f(1))\n", MaxTokens: 64, Seed: 7}

// generate returns all that was emitted.
func generate(ctx context.Context, m decode.Model, r decode.Request) (string, decode.Result, error) {
	var text strings.Builder
	result, err := m.Generate(ctx, r, func(piece string) error {
		text.WriteString(piece)
		return nil
	})
	return text.String(), result, err
}

func TestStream(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Say("return", " x", " + 1")...))
	m, info := open(t, settings.Backend{URL: srv.URL()})
	if info.Trouble != "" || info.Model != "qwen2.5-coder" || info.Template != "qwen" {
		t.Errorf("info %+v", info)
	}
	got, result, err := generate(t.Context(), m, request)
	if got != "return x + 1" || result.Finish != decode.FinishStop || err != nil {
		t.Errorf("got %q, %+v, %v", got, result, err)
	}
	sent := srv.Generations()[0]
	want := map[string]any{"model": "qwen2.5-coder", "temperature": 0.0, "max_tokens": 64.0, "seed": 7.0, "stream": true, "suffix": nil,
		"prompt": "<|fim_prefix|>def f(x):\n    <|fim_suffix|>\n\nprint(f(1))\n<|fim_middle|>"}
	for name, value := range want {
		if diff := cmp.Diff(value, sent.Field(name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if len(sent.Header["Authorization"]) > 0 {
		t.Error("a key was sent where none is set")
	}
}

func chunkJSON(text string) string {
	return `data: {"choices":[{"text":"` + text + `","finish_reason":null}]}` + "\n\n"
}

const finishJSON = `data: {"choices":[{"text":"","finish_reason":"stop"}]}` + "\n\n"

// TestMisbehaviour is what each way of a server to misbehave comes to. None of them is complete, but
// for those that are only odd.
func TestMisbehaviour(t *testing.T) {
	t.Parallel()
	raw := func(parts ...string) scripted.Reply { return scripted.Reply{scripted.Raw(strings.Join(parts, ""))} }
	tests := []struct {
		name  string
		reply scripted.Reply
		text  string
		err   error  // by errors.Is
		says  string // in the error
	}{
		{"cut", scripted.Reply{scripted.Text("ab"), scripted.Cut()}, "ab", decode.ErrCut, ""},
		{"done without a reason", scripted.Reply{scripted.Text("ab"), scripted.Done()}, "ab", decode.ErrCut, ""},
		{"end without a reason", scripted.Reply{scripted.Text("ab")}, "ab", decode.ErrCut, ""},
		{"nothing", scripted.Reply{scripted.Raw("\n")}, "", decode.ErrCut, ""},
		{"half a line", raw(chunkJSON("ab"), `data: {"choices":[{"te`), "ab", decode.ErrCut, ""},
		{"filtered", scripted.Reply{scripted.Text("ab"), scripted.Finish("content_filter")}, "ab", decode.ErrCut, ""},
		{"error with status 200", scripted.Reply{scripted.Status(200, `{"error":{"message":"no slot","code":500}}`)}, "", nil, "no slot"},
		{"error text with status 200", scripted.Reply{scripted.Status(200, `{"error":"no slot"}`)}, "", nil, "no slot"},
		{"older vLLM's error", scripted.Reply{scripted.Status(200, `{"object":"error","message":"no slot","code":400}`)}, "", nil, "no slot"},
		{"error in the stream", raw(chunkJSON("ab"), `data: {"error":{"message":"no slot"}}`, "\n\n"), "ab", nil, "no slot"},
		{"error with a blank", raw(chunkJSON("ab"), `data: { "error" : {"message":"no slot"}}`, "\n\n"), "ab", nil, "no slot"},
		{"error as a field", raw(chunkJSON("ab"), `error: {"code":500,"message":"no slot"}`, "\n\n"), "ab", nil, "no slot"},
		{"no error", raw(`data: {"error":null,"choices":[{"text":"ab","finish_reason":"stop"}]}`, "\n\n"), "ab", nil, ""},
		{"text about an error", raw(chunkJSON(`return error`), finishJSON), "return error", nil, ""},
		{"garbage", raw("\x00\xff{{{\n"), "", nil, "does not talk like"},
		{"page", scripted.Reply{scripted.Status(200, "<html><body>Login</body></html>")}, "", nil, "does not talk like"},
		{"not JSON", raw("data: {oops}\n\n"), "", nil, "does not talk like"},
		{"wrong shape", raw(`data: {"choices":"many"}`, "\n\n"), "", nil, "does not talk like"},
		{"no UTF-8", raw(chunkJSON("ab"), "data: {\"choices\":[{\"text\":\"\xff\xfe\"}]}\n\n"), "ab", nil, "does not talk like"},
		{"half a character", raw(chunkJSON(`ab\ud83d`), chunkJSON(`\ude00cd`), finishJSON), "ab", decode.ErrCut, ""},
		{"half a character at the end", raw(chunkJSON(`ab\ud83d`), finishJSON), "ab", nil, ""},
		{"keep-alives", raw(strings.Repeat(": keep-alive\n\n", 2000), chunkJSON("ab"), strings.Repeat("\n", 2000), finishJSON), "ab", nil, ""},
		{"named events", raw("event: x\nid: 1\nretry: 5\n", chunkJSON("ab"), finishJSON), "ab", nil, ""},
		{"carriage returns", raw(strings.ReplaceAll(chunkJSON("ab")+finishJSON, "\n", "\r\n")), "ab", nil, ""},
		{"no stream", scripted.Reply{scripted.Status(200, "{\n\"choices\": [{\"text\": \"ab\",\n\"finish_reason\": \"stop\"}]}\n")}, "ab", nil, ""},
		{"other choices", raw(`data: {"choices":[{"index":1,"text":"no"},{"index":0,"text":"ab","finish_reason":"stop"}]}`, "\n\n"), "ab", nil, ""},
		{"nulls", raw(`data: {"choices":[{"text":null,"finish_reason":null}],"usage":null}`, "\n\n", chunkJSON("ab"), finishJSON), "ab", nil, ""},
		{"long line", raw(`data: {"pad":"`, strings.Repeat("x", 100_000), `","choices":[{"text":"ab","finish_reason":"stop"}]}`, "\n\n"), "ab", nil, ""},
		{"endless line", raw("data: ", strings.Repeat("x", maxLine)), "", nil, "does not talk like"},
		{"endless keep-alives", raw(strings.Repeat(": "+strings.Repeat("x", 1<<10)+"\n", maxStream>>10)), "", nil, "does not talk like"},
		{"refused", scripted.Reply{scripted.Status(401, `{"error":{"message":"bad key"}}`)}, "", nil, "wants an API key"},
		{"not found", scripted.Reply{scripted.Status(404, `{"error":{"message":"model gone"}}`)}, "", nil, "check backend.model"},
		{"busy", scripted.Reply{scripted.Status(429, `slow down`)}, "", nil, "slow down"},
		{"failed", scripted.Reply{scripted.Status(500, `<html>`)}, "", nil, "look at the server's own log"},
		{"loading", scripted.Reply{scripted.Status(503, `{"error":{"message":"Loading model","code":503}}`)}, "", nil, "wait until its model is loaded"},
		{"bad request", scripted.Reply{scripted.Status(400, `{"error":{"message":"suffix is not supported"}}`)}, "", nil, "suffix is not supported"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := serve(t, "qwen2.5-coder", scripted.Always(test.reply...))
			m, _ := open(t, settings.Backend{URL: srv.URL(), Template: "qwen"})
			got, result, err := generate(t.Context(), m, request)
			if got != test.text {
				t.Errorf("emitted %q, want %q", got, test.text)
			}
			switch wrong := test.err != nil || test.says != ""; {
			case wrong != (err != nil), test.err != nil && !errors.Is(err, test.err), err != nil && !strings.Contains(err.Error(), test.says):
				t.Errorf("error %v, want %v with %q", err, test.err, test.says)
			case test.says != "" && errors.Is(err, decode.ErrCut):
				t.Errorf("%v counts as a cut", err)
			case err == nil && result.Finish == "":
				t.Error("it is complete and has no reason")
			}
		})
	}
}

// TestEndless: a server that ignores the limit of tokens is stopped.
func TestEndless(t *testing.T) {
	t.Parallel()
	reply := scripted.Reply{}
	for range 1000 {
		reply = append(reply, scripted.Text(strings.Repeat("x", 100)))
	}
	srv := serve(t, "qwen2.5-coder", scripted.Always(append(reply, scripted.Hang())...))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	r := request
	r.MaxTokens = 10
	got, result, err := generate(t.Context(), m, r)
	if len(got) != 10*bytesAtMost || result.Finish != decode.FinishLength || err != nil {
		t.Errorf("got %d bytes, %+v, %v", len(got), result, err)
	}
	<-srv.Generations()[0].Gone()
}

func TestCancelReachesTheServer(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Text("ab"), scripted.Hang()))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := m.Generate(ctx, request, func(string) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	<-srv.Generations()[0].Gone()
}

func TestCancelBeforeTheFirstByte(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Hang()))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if _, err := srv.Await(t.Context(), 0); err == nil {
			cancel()
		}
	}()
	if _, _, err := generate(ctx, m, request); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	<-srv.Generations()[0].Gone()
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Hang()))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, _, err := generate(ctx, m, request)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "completion.deadline") {
		t.Errorf("error %v", err)
	}
}

func TestEmitStopsTheServer(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Text("ab"), scripted.Hang()))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	enough := errors.New("enough")
	if _, err := m.Generate(t.Context(), request, func(string) error { return enough }); err != enough {
		t.Errorf("error %v, want emit's own", err)
	}
	<-srv.Generations()[0].Gone()
}

// TestStops: the server is told four at most; all hold, also across pieces, and stop the server.
func TestStops(t *testing.T) {
	t.Parallel()
	srv := serve(t, "codellama", scripted.Always(scripted.Text("keep a"), scripted.Text("b stop"), scripted.Text("-fi"), scripted.Text("ve more"), scripted.Hang()))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	r := request
	r.Stop, r.SingleLine = []string{"one", "two", "three", "", "four", "stop-five", "more"}, true
	got, result, err := generate(t.Context(), m, r)
	if got != "keep ab " || result.Finish != decode.FinishStop || err != nil {
		t.Errorf("got %q, %+v, %v", got, result, err)
	}
	if diff := cmp.Diff([]any{"one", "two", "three", "four"}, srv.Generations()[0].Field("stop")); diff != "" {
		t.Errorf("stops sent (-want +got):\n%s", diff)
	}
	<-srv.Generations()[0].Gone()
}

func TestSingleLine(t *testing.T) {
	t.Parallel()
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Say("return x", "\nrest")...))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	r := request
	r.SingleLine = true
	if got, _, err := generate(t.Context(), m, r); got != "return x" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestControlTokensEndAReply: what a server lets through of a template is never shown.
func TestControlTokensEndAReply(t *testing.T) {
	t.Parallel()
	for _, pieces := range [][]string{{"a<|endof", "text|>b"}, {"a<fim_mid", "dle>b"}, {"a<", "|im_end|>"}, {"a<｜end▁of▁", "sentence｜>b"}, {"a", "<file_sep>x"}} {
		srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Say(pieces...)...))
		m, _ := open(t, settings.Backend{URL: srv.URL()})
		if got, result, err := generate(t.Context(), m, request); got != "a" || result.Finish != decode.FinishStop || err != nil {
			t.Errorf("%q: got %q, %+v, %v", pieces, got, result, err)
		}
	}
	srv := serve(t, "qwen2.5-coder", scripted.Always(scripted.Say("if a <", " b && c<|", "| d { f <| g |> h }", "<")...))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	if got, _, err := generate(t.Context(), m, request); got != "if a < b && c<|| d { f <| g |> h }<" || err != nil {
		t.Errorf("code that is no control token: %q, %v", got, err)
	}
}

func TestServerThatIsDown(t *testing.T) {
	t.Parallel()
	srv := scripted.Start(scripted.Always(scripted.Say("ok")...))
	srv.Offer("qwen2.5-coder")
	url := srv.URL()
	srv.Close()
	m, info := open(t, settings.Backend{URL: url})
	if !strings.Contains(info.Trouble, "no server answers at "+url) {
		t.Errorf("trouble %q", info.Trouble)
	}
	_, _, err := generate(t.Context(), m, request)
	var trouble *Trouble
	if !errors.As(err, &trouble) || trouble.Sentence != info.Trouble {
		t.Errorf("error %v", err)
	}
}

// TestModelIsAskedForAgain after a server lost it.
func TestModelIsAskedForAgain(t *testing.T) {
	t.Parallel()
	srv := serve(t, "first-coder-qwen", scripted.InOrder(scripted.Reply{scripted.Status(500, "")}, scripted.Say("ok")))
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	if _, _, err := generate(t.Context(), m, request); err == nil {
		t.Fatal("no error")
	}
	srv.Offer("starcoder2")
	if got, _, err := generate(t.Context(), m, request); got != "ok" || err != nil {
		t.Fatalf("got %q, %v", got, err)
	}
	if name := m.Name(); name != "plain starcoder2" {
		t.Errorf("name %q", name)
	}
}

// TestWindow: a prompt that is too long is sent again with less of it, and so are the next ones.
func TestWindow(t *testing.T) {
	t.Parallel()
	var sizes []int
	srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
		sizes = append(sizes, len(r.Field("prompt").(string)))
		if len(sizes) == 1 {
			return scripted.Reply{scripted.Status(400, `{"error":{"message":"the request exceeds the available context size","code":400}}`)}
		}
		return scripted.Say("ok")
	})
	m, _ := open(t, settings.Backend{URL: srv.URL()})
	r := request
	r.Prefix = strings.Repeat("x = 1\n", 10000)
	for range 2 {
		if got, _, err := generate(t.Context(), m, r); got != "ok" || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	if len(sizes) != 3 || sizes[1] > sizes[0]*6/10 || sizes[2] != sizes[1] {
		t.Errorf("prompts of %v bytes", sizes)
	}
}

func TestRedirectIsRefused(t *testing.T) {
	t.Parallel()
	elsewhere := serve(t, "qwen2.5-coder", scripted.Always(scripted.Say("x")...))
	srv := scripted.Start(func(int, *scripted.Request) scripted.Reply { return nil })
	t.Cleanup(srv.Close)
	srv.Handle("POST /v2/completions", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL()+"/completions", http.StatusTemporaryRedirect)
	})
	m, _ := open(t, settings.Backend{URL: strings.TrimSuffix(srv.URL(), "/v1") + "/v2", Model: "qwen2.5-coder"})
	_, _, err := generate(t.Context(), m, request)
	if err == nil || !strings.Contains(err.Error(), "redirects") || len(elsewhere.Requests()) > 0 {
		t.Errorf("error %v; %d requests elsewhere", err, len(elsewhere.Requests()))
	}
}
