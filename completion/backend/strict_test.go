package backend

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tiktoken-go/tokenizer"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Members that the endpoints of every kind take, and those of single kinds.
const (
	generation = "model:string stream:bool temperature:number max_tokens:number stop:strings seed:number "
	text       = generation + "prompt:string suffix:string "
	chat       = generation + "messages:list "
)

// strictAPIs are the requests that servers take, by kind and path. A member that is not named, or of
// another type, is answered 422.
var strictAPIs = map[string]map[string]string{
	"llamacpp": {"/infill": "model:string stream:bool temperature:number n_predict:number stop:strings seed:number input_prefix:string input_suffix:string " +
		"input_extra:list cache_prompt:bool t_max_predict_ms:number grammar:string logit_bias:list", "/tokenize": "content:string add_special:bool"},
	"sluice": {"/infill": "model:string stream:bool temperature:number n_predict:number stop:strings seed:number input_prefix:string input_suffix:string " +
		"input_extra:list grammar:string logit_bias:object", "/tokenize": "content:string"},
	"vllm": {"/v1/completions": strings.ReplaceAll(text, "suffix:string", "") + "structured_outputs:object bad_words:strings logit_bias:object include_stop_str_in_output:bool",
		"/tokenize": "model:string prompt:string add_special_tokens:bool"},
	"sglang": {"/v1/completions": text + "ebnf:string logit_bias:object stop_regex:strings no_stop_trim:bool",
		"/tokenize": "model:string prompt:string add_special_tokens:bool"},
	"ollama":   {"/v1/completions": text},
	"lmstudio": {"/v1/completions": text},
	"openai": {"/v1/chat/completions": "model:string stream:bool temperature:number max_completion_tokens:number stop:strings seed:number messages:list " +
		"tools:list tool_choice:object parallel_tool_calls:bool logit_bias:object"},
	"mistral":    {"/v1/fim/completions": "model:string stream:bool temperature:number max_tokens:number stop:strings random_seed:number prompt:string suffix:string"},
	"deepseek":   {"/beta/completions": strings.ReplaceAll(text, "seed:number", "")},
	"fireworks":  {"/v1/completions": text + "response_format:object"},
	"together":   {"/v1/completions": strings.ReplaceAll(text, "suffix:string", "") + "response_format:object"},
	"openrouter": {"/v1/chat/completions": chat + "response_format:object provider:object"},
	"inception":  {"/v1/fim/completions": strings.ReplaceAll(text, "seed:number", ""), "/v1/edit/completions": strings.ReplaceAll(chat, "seed:number", "")},
	"plain":      {"/v1/completions": text},
}

// A strictServer plays one kind of server, whose model wants to write md5. It obeys but the mechanisms that
// it ignores.
type strictServer struct {
	kind, model string
	ignores     map[decode.Enforcement]bool
	compiles    time.Duration // what a grammar delays a reply by
	stubborn    bool          // its model does not write again what stood there
	clock       atomic.Int64

	mu      sync.Mutex
	refused []string        // why
	last    map[string]any  // the body of the last request for text
	used    map[string]bool // paths
}

func (s *strictServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		http.NotFound(w, r)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	body := map[string]any{}
	data, _ := io.ReadAll(r.Body)
	reason := "it is not JSON"
	if json.Unmarshal(data, &body) == nil {
		reason = faultIn(strictAPIs[s.kind][r.URL.Path], body)
	}
	if reason != "" {
		s.refused = append(s.refused, r.URL.Path+": "+reason)
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprintf(w, `{"error":{"message":%q,"code":422}}`, reason)
		return
	}
	s.used[r.URL.Path] = true
	if r.URL.Path == "/tokenize" {
		content, _ := body["content"].(string)
		prompt, _ := body["prompt"].(string)
		json.NewEncoder(w).Encode(map[string]any{"tokens": tokensOf(content + prompt)})
		return
	}
	s.last = body
	s.reply(w, r.URL.Path, body)
}

// faultIn returns what is wrong with a request.
func faultIn(schema string, body map[string]any) string {
	if schema == "" {
		return "there is no such path"
	}
	types := map[string]string{}
	for _, f := range strings.Fields(schema) {
		name, kind, _ := strings.Cut(f, ":")
		types[name] = kind
	}
	for name, v := range body {
		got := map[bool]string{}[true]
		switch v := v.(type) {
		case string:
			got = "string"
		case float64:
			got = "number"
		case bool:
			got = "bool"
		case map[string]any:
			got = "object"
		case []any:
			got = "list"
			if types[name] == "strings" && !slices.ContainsFunc(v, func(x any) bool { _, ok := x.(string); return !ok }) {
				got = "strings"
			}
		}
		if types[name] != got {
			return fmt.Sprintf("%s is a %s, want %q", name, got, types[name])
		}
	}
	return ""
}

// tokensOf is the vocabulary of the servers that tell theirs: bytes, and one long token.
func tokensOf(text string) []int {
	var out []int
	for text != "" {
		if rest, ok := strings.CutPrefix(text, "md5("); ok {
			out, text = append(out, 1000), rest
			continue
		}
		out, text = append(out, int(text[0])), text[1:]
	}
	return out
}

func (s *strictServer) reply(w http.ResponseWriter, path string, body map[string]any) {
	request, _ := json.Marshal(body)
	out := "  a + b"
	if strings.Contains(string(request), "hashlib") {
		out = "md5(data)"
	}
	if prompt, _ := body["prompt"].(string); strings.HasSuffix(prompt, "x =") && !s.stubborn {
		out = " hashlib.md5(data)"
	}
	out = s.obey(out, body)
	w.Header().Set("Content-Type", "text/event-stream")
	delta, finish := map[string]any{"text": out}, "stop"
	switch {
	case path == "/infill":
		data, _ := json.Marshal(map[string]any{"content": out, "stop": true, "stop_type": "eos"})
		fmt.Fprintf(w, "data: %s\n\n", data)
		return
	case path == "/v1/edit/completions":
		line := regexp.MustCompile(`(?s)<\|code_to_edit\|>\n(.*)<\|cursor\|>(.*)\n<\|/code_to_edit\|>`).FindStringSubmatch(body["messages"].([]any)[0].(map[string]any)["content"].(string))
		delta = map[string]any{"message": map[string]any{"content": "```python\n" + line[1] + out + line[2] + "\n```"}}
	case body["tools"] != nil:
		call := map[string]any{"index": 0, "id": "c", "type": "custom", "custom": map[string]any{"name": toolName, "input": out}}
		delta, finish = map[string]any{"delta": map[string]any{"tool_calls": []any{call}}}, "tool_calls"
	case strings.HasSuffix(path, "/chat/completions"):
		delta = map[string]any{"delta": map[string]any{"content": out}}
	}
	delta["index"], delta["finish_reason"] = 0, finish
	data, _ := json.Marshal(map[string]any{"choices": []any{delta}})
	fmt.Fprintf(w, "data: %s\n\ndata: [DONE]\n\n", data)
}

// obey writes what the model may write instead.
func (s *strictServer) obey(out string, body map[string]any) string {
	at := func(path ...string) any {
		var v any = body
		for _, name := range path {
			if list, ok := v.([]any); ok && len(list) > 0 {
				v = list[0]
			}
			object, _ := v.(map[string]any)
			v = object[name]
		}
		return v
	}
	for by, v := range map[decode.Enforcement]any{
		decode.EnforcedByGrammar: first(at("grammar"), at("structured_outputs", "grammar"), at("ebnf"), at("response_format", "grammar")),
		decode.EnforcedByLark:    at("tools", "custom", "format", "grammar", "definition"),
		decode.EnforcedByRegex:   at("response_format", "pattern"),
	} {
		if _, ok := v.(string); ok {
			s.clock.Add(int64(s.compiles))
		}
		if grammar, ok := v.(string); ok && !s.ignores[by] && at("tools", "custom", "format", "grammar", "syntax") != "regex" {
			out = obeyGrammar(out, grammar)
		}
	}
	if words, ok := body["bad_words"].([]any); ok && !s.ignores[decode.EnforcedByBadWords] {
		for _, word := range words {
			out = strings.ReplaceAll(out, word.(string), "z(")
		}
	}
	if body["logit_bias"] != nil && !s.ignores[decode.EnforcedByBias] {
		out = s.obeyBias(out, body["logit_bias"])
	}
	stops, _ := first(body["stop_regex"], body["stop"]).([]any)
	for _, stop := range stops {
		text := stop.(string)
		if body["stop_regex"] == nil {
			text = regexp.QuoteMeta(text)
		}
		if at := regexp.MustCompile(text).FindStringIndex(out); at != nil && !s.ignores[decode.EnforcedByStop] {
			out = out[:at[1]]
		}
	}
	return out
}

func first(values ...any) any {
	for _, v := range values {
		if v != nil {
			return v
		}
	}
	return nil
}

var oneChar = regexp.MustCompile(`^(?:root ::= s0\ns0 ::= |start: s0\ns0: /)?\[\^\\x([0-9A-F]{2})\]`)

func obeyGrammar(out, grammar string) string {
	if strings.Contains(grammar, canaryWord) {
		return canaryWord
	}
	if m := oneChar.FindStringSubmatch(grammar); m != nil {
		var char byte
		fmt.Sscanf(m[1], "%X", &char)
		return strings.ReplaceAll(out, string(char), "z")
	}
	return strings.ReplaceAll(out, "md5(", "sha256(")
}

func (s *strictServer) obeyBias(out string, bias any) string {
	banned := map[int]bool{}
	if list, ok := bias.([]any); ok {
		for _, pair := range list {
			banned[int(pair.([]any)[0].(float64))] = pair.([]any)[1] == false
		}
	}
	if object, ok := bias.(map[string]any); ok {
		for id, value := range object {
			var n int
			fmt.Sscan(id, &n)
			banned[n] = value == -100.0
		}
	}
	if s.kind == "openai" {
		codec, _ := tokenizer.ForModel(tokenizer.Model(s.model))
		_, pieces, _ := codec.Encode(out)
		ids, _, _ := codec.Encode(out)
		for i, id := range ids {
			if banned[int(id)] {
				pieces[i] = "z"
			}
		}
		return strings.Join(pieces, "")
	}
	var kept strings.Builder
	for _, id := range tokensOf(out) {
		switch {
		case banned[id]:
			kept.WriteString("z")
		case id == 1000:
			kept.WriteString("md5(")
		default:
			kept.WriteByte(byte(id))
		}
	}
	return kept.String()
}

// TestStrictServers holds what each kind of server is sent against what it takes, and what is then said to
// hold against what does: a mechanism that a server accepts and ignores holds nothing.
func TestStrictServers(t *testing.T) {
	t.Parallel()
	models := map[string]string{"openai": "gpt-4o", "openrouter": "some/model", "inception": "mercury-edit-2", "mistral": "codestral"}
	holes := map[string]*constraint.Automaton{}
	const before, after = "import hashlib\n\nx = hashlib.", "\n"
	holes["one phrase"] = constraint.NewAutomaton(syntax.Go, []constraint.Phrase{{Lexemes: []string{"hashlib", ".", "md5", "("}}}, before, after)
	type ignored = map[decode.Enforcement]bool
	for kind := range profiles {
		all := profiles[kind].mechanisms
		for broken := 0; broken <= len(all); broken++ {
			ignores := ignored{}
			for _, m := range all[:broken] {
				ignores[m.by] = true
			}
			t.Run(fmt.Sprintf("%s/%d", kind, broken), func(t *testing.T) {
				model := models[kind]
				if model == "" {
					model = "qwen2.5-coder"
				}
				s := &strictServer{kind: kind, model: model, ignores: ignores, used: map[string]bool{}}
				srv := httptest.NewServer(s)
				defer srv.Close()
				m, info := open(t, settings.Backend{URL: srv.URL + "/v1", Kind: kind, Model: model})
				for _, p := range info.Proofs {
					if p.Holds && ignores[decode.Enforcement(p.Mechanism)] {
						t.Errorf("%s is said to hold", p.Mechanism)
					}
				}
				r := decode.Request{Language: "python", Path: "a.py", Prefix: before, Suffix: after, MaxTokens: 20, Constraint: holes["one phrase"]}
				text, result, err := generate(t.Context(), m, r)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%q, enforced by %v, proofs %+v", text, result.Enforced, info.Proofs)
				want := info.Enforces()
				if kind == "openai" {
					want = slices.DeleteFunc(want, func(by string) bool { return by == "logit bias" }) // no token says it alone
				}
				got := []string{}
				for _, by := range result.Enforced {
					got = append(got, string(by))
				}
				if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
					t.Errorf("enforced (-proved +got):\n%s", diff)
				}
				if broken < len(all) && len(info.Enforces()) == 0 {
					t.Errorf("nothing holds: %+v", info.Proofs)
				}
				if free := !slices.Contains(got, "stop") && len(got) > 0; free && strings.Contains(text, "md5(") {
					t.Errorf("%q is written", text)
				}
				if len(s.refused) > 0 {
					t.Errorf("the server refuses: %v", s.refused)
				}
			})
		}
	}
}

// TestSlowCompiler: a server that takes its time for a grammar is also tried for what else it can be told,
// and each request says which of it was. It gets one grammar for all cursors, and the text before the cursor is to be
// written again where that grammar does not hold; a model that writes something else is asked without it.
func TestSlowCompiler(t *testing.T) {
	t.Parallel()
	const before, after = "import hashlib\n\nx = hashlib.", "\n"
	phrases := []constraint.Phrase{{Lexemes: []string{"hashlib", ".", "md5", "("}}}
	hints := []decode.Enforcement{decode.EnforcedByBadWords, decode.EnforcedByBias, decode.EnforcedByStop}
	grammar := []decode.Enforcement{decode.EnforcedByGrammar}
	for _, test := range []struct {
		compiles time.Duration
		stubborn bool
		proved   int // of the four mechanisms
		want     []decode.Enforcement
		from     string // what the last prompt ends with
	}{
		{freshGrammar, false, 1, grammar, "x = hashlib."},
		{slowGrammar, false, 4, grammar, "x ="},
		{slowGrammar, true, 4, hints, "x = hashlib."},
		{slowGrammar + time.Millisecond, false, 3, hints, "x = hashlib."},
	} {
		s := &strictServer{kind: "vllm", model: "qwen2.5-coder", compiles: test.compiles, stubborn: test.stubborn, used: map[string]bool{}}
		srv := httptest.NewServer(s)
		defer srv.Close()
		o := unhurried()
		o.now = func() time.Time { return time.Unix(0, s.clock.Load()) }
		m, info := openAs(t, settings.Backend{URL: srv.URL + "/v1", Kind: s.kind, Model: s.model, Template: "prefix"}, o)
		if len(info.Enforces()) != test.proved {
			t.Errorf("%s: %+v", test.compiles, info.Proofs)
		}
		r := decode.Request{Language: "python", Path: "a.py", Prefix: before, Suffix: after, MaxTokens: 20,
			Constraint: constraint.NewAutomaton(syntax.Python, phrases, before, after)}
		text, result, err := generate(t.Context(), m, r)
		if err != nil || strings.Contains(text, "md5(") || strings.Contains(text, "hashlib") {
			t.Errorf("%s: %q, %v", test.compiles, text, err)
		}
		if prompt, _ := s.last["prompt"].(string); !strings.HasSuffix(prompt, test.from) {
			t.Errorf("%s: asked behind %q", test.compiles, prompt)
		}
		if diff := cmp.Diff(test.want, result.Enforced); diff != "" {
			t.Errorf("%s: enforced (-want +got):\n%s", test.compiles, diff)
		}
	}
}
