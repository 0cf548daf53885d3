package serve

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sashabaranov/go-openai"

	"github.com/sluice-lsp/sluice/completion/local"
)

const hashlibPrompt = "import hashlib\n\ndef f(data):\n    return hashlib."

func start(t testing.TB) (*httptest.Server, *openai.Client) {
	t.Helper()
	s := &Server{Model: local.New(), Now: func() time.Time { return time.Unix(1, 0) }}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	config := openai.DefaultConfig("")
	config.BaseURL = server.URL + "/v1"
	return server, openai.NewClientWithConfig(config)
}

// post sends a body and returns the status and the answer.
func post(t testing.TB, server *httptest.Server, path, body string) (int, map[string]any) {
	t.Helper()
	response, err := server.Client().Post(server.URL+path, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return response.StatusCode, answer
}

func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func text(answer map[string]any) string {
	choices, _ := answer["choices"].([]any)
	if len(choices) == 0 {
		return fmt.Sprint(answer)
	}
	return choices[0].(map[string]any)["text"].(string)
}

func TestClientCompletes(t *testing.T) {
	_, client := start(t)
	request := openai.CompletionRequest{Model: "sluice-python", Prompt: hashlibPrompt, MaxTokens: 20, LogProbs: 3}
	whole, err := client.CreateCompletion(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	c := whole.Choices[0]
	if !strings.HasPrefix(c.Text, "sha256") || c.FinishReason != "stop" {
		t.Errorf("got %q, %s", c.Text, c.FinishReason)
	}
	if len(c.LogProbs.Tokens) == 0 || strings.Join(c.LogProbs.Tokens, "") != c.Text || len(c.LogProbs.TopLogprobs[0]) != 3 {
		t.Errorf("logprobs %+v of %q", c.LogProbs, c.Text)
	}
	if whole.Usage.CompletionTokens == 0 || whole.Usage.TotalTokens <= whole.Usage.PromptTokens {
		t.Errorf("usage %+v", whole.Usage)
	}
	stream, err := client.CreateCompletionStream(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	streamed, finish := "", ""
	for {
		part, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		streamed += part.Choices[0].Text
		finish += part.Choices[0].FinishReason
	}
	if streamed != c.Text || finish != "stop" {
		t.Errorf("streamed %q (%s), want %q", streamed, finish, c.Text)
	}
}

func TestClientListsModels(t *testing.T) {
	_, client := start(t)
	list, err := client.ListModels(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, m := range list.Models {
		ids = append(ids, m.ID)
	}
	if got := strings.Join(ids, " "); !strings.HasPrefix(got, "sluice sluice-python sluice-go") {
		t.Errorf("models %s", got)
	}
}

func TestStreamEndsAsOpenAIHasIt(t *testing.T) {
	server, _ := start(t)
	body := `{"model":"sluice-python","stream":true,"n":2,"stream_options":{"include_usage":true},"prompt":` + quote(hashlibPrompt) + `}`
	response, err := server.Client().Post(server.URL+"/v1/completions", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var last, finishes string
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		if lines.Text() != "" {
			last = lines.Text()
			finishes += strings.Repeat("x", strings.Count(last, `"finish_reason":"stop"`))
		}
	}
	if last != "data: [DONE]" || finishes != "xx" {
		t.Errorf("last line %q, %d finish reasons", last, len(finishes))
	}
}

func TestChoicesDiffer(t *testing.T) {
	_, client := start(t)
	r := openai.CompletionRequest{Model: "sluice-python", Prompt: "import os\n\ndef f(path):\n    ", N: 8, Temperature: 0.9, Seed: new(int)}
	answer, err := client.CreateCompletion(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := client.CreateCompletion(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]bool{}
	for i, c := range answer.Choices {
		texts[c.Text] = true
		if again.Choices[i].Text != c.Text {
			t.Errorf("choice %d: %q, then %q, with one seed", i, c.Text, again.Choices[i].Text)
		}
	}
	if len(answer.Choices) != 8 || len(texts) < 2 {
		t.Errorf("%d choices, %d texts", len(answer.Choices), len(texts))
	}
}

func TestGrammarIsObeyed(t *testing.T) {
	server, _ := start(t)
	for _, x := range []struct{ grammar, want string }{
		{`root ::= "ZQX7"`, "ZQX7"},
		{"root ::= s0\ns0 ::= [n] s1\ns1 ::= [e] s2\ns2 ::= [w] s3 | \"\"\ns3 ::= \"\"", "new"},
		{`root ::= "\x6D\x64\x35" [\x28] tail` + "\n" + `tail ::= [^)]  tail | ")"`, "md5("},
	} {
		_, answer := post(t, server, "/v1/completions", `{"model":"sluice-python","grammar":`+quote(x.grammar)+`,"prompt":`+quote(hashlibPrompt)+`}`)
		if got := text(answer); !strings.HasPrefix(got, x.want) {
			t.Errorf("%s: got %q, want %q", x.grammar, got, x.want)
		}
	}
}

func TestBiasForbids(t *testing.T) {
	server, _ := start(t)
	_, answer := post(t, server, "/tokenize", `{"model":"sluice-python","content":"sha256"}`)
	id := answer["tokens"].([]any)[0]
	for _, form := range []string{`{"%v":-100}`, `[[%v,false]]`} {
		_, answer = post(t, server, "/v1/completions", `{"model":"sluice-python","logit_bias":`+fmt.Sprintf(form, id)+`,"prompt":`+quote(hashlibPrompt)+`}`)
		if got := text(answer); got == "" || strings.Contains(got, "sha256") {
			t.Errorf("%s: got %q", form, got)
		}
	}
}

func TestInfill(t *testing.T) {
	server, _ := start(t)
	_, answer := post(t, server, "/infill", `{"input_prefix":"package p\n\nfunc f() error {\n\terr := g()\n\tif ","prompt":"err ","input_suffix":"\n}\n","input_extra":[{"filename":"a.go","text":"package p\n"}]}`)
	if got := answer["content"]; got != "!= nil {\n\t\treturn err\n\t}" || answer["stop_type"] != "eos" {
		t.Errorf("got %v", answer)
	}
}

func TestTokensRoundTrip(t *testing.T) {
	server, _ := start(t)
	const content = "import hashlib  # größe\n\tx = hashlib.sha256(b'\\x00')\n"
	_, answer := post(t, server, "/tokenize", `{"language":"python","content":`+quote(content)+`}`)
	ids, _ := json.Marshal(answer["tokens"])
	_, answer = post(t, server, "/detokenize", `{"language":"python","tokens":`+string(ids)+`}`)
	if answer["content"] != content {
		t.Errorf("got %q", answer["content"])
	}
	_, answer = post(t, server, "/tokenize", `{"language":"python","content":"import ö","with_pieces":true}`)
	if got := fmt.Sprint(answer["tokens"].([]any)[0]); !strings.Contains(got, "import") {
		t.Errorf("first piece %s", got)
	}
}

func TestMistakesAreSaid(t *testing.T) {
	server, _ := start(t)
	for _, x := range []struct{ path, body, want string }{
		{"/v1/completions", `{`, "reading the request"},
		{"/v1/completions", `{"prompt":["a","b"]}`, "one is supported"},
		{"/v1/completions", `{"model":"sluice-cobol"}`, `no language "cobol"`},
		{"/v1/completions", `{"n":1000}`, "at most 16"},
		{"/v1/completions", `{"max_tokens":100000}`, "0 to 1024"},
		{"/v1/completions", `{"temperature":9}`, "0 to 2"},
		{"/v1/completions", `{"regex":"a*"}`, "regex is not supported"},
		{"/v1/completions", `{"response_format":{"type":"json_object"}}`, "response_format is not supported"},
		{"/v1/completions", `{"grammar":"root ::= a"}`, "a is not defined"},
		{"/v1/completions", `{"grammar":"root ::= a \"b\"\na ::= \"\""}`, "right-linear"},
		{"/v1/completions", `{"model":"sluice-go","logit_bias":{"99999999":1}}`, "no token 99999999"},
		{"/v1/completions", `{"stop":[""]}`, "stop string is empty"},
		{"/detokenize", `{"tokens":[1]}`, "name a language"},
		{"/detokenize", `{"language":"go","tokens":[-1]}`, "no token -1"},
		{"/v1/chat/completions", `{}`, "there is no POST /v1/chat/completions"},
	} {
		status, answer := post(t, server, x.path, x.body)
		failure, _ := answer["error"].(map[string]any)
		message, _ := failure["message"].(string)
		if status < 400 || status > 499 || !strings.Contains(message, x.want) || failure["type"] != "invalid_request_error" {
			t.Errorf("%s %s: %d %v, want %q", x.path, x.body, status, answer, x.want)
		}
	}
}

func TestOnlyLoopbackNamesAreAnswered(t *testing.T) {
	server, _ := start(t)
	for host, want := range map[string]int{"evil.example": 403, "localhost:1": 200, "127.0.0.1": 200, "[::1]:80": 200} {
		r, _ := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/health", nil)
		r.Host = host
		response, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s: status %d, want %d", host, response.StatusCode, want)
		}
	}
}

func TestManyClientsAtOnce(t *testing.T) {
	_, client := start(t)
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			model := []string{"sluice-python", "sluice-go", "sluice", "sluice-java"}[i%4]
			if _, err := client.CreateCompletion(t.Context(), openai.CompletionRequest{Model: model, Prompt: hashlibPrompt}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
