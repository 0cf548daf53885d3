package backend

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

func TestLlamaServer(t *testing.T) {
	url := llama(t)
	for _, template := range []string{"auto", "qwen", "prefix"} {
		m, info := open(t, settings.Backend{URL: url, Template: template})
		t.Logf("%+v", info)
		if info.Kind != "llamacpp" || info.Version == "" || info.Window == 0 || info.Trouble != "" || !slices.Contains(info.Enforces(), "grammar") {
			t.Errorf("%s: info %+v", template, info)
		}
		if template == "auto" && info.Template != "infill" {
			t.Errorf("holes are filled by %s", info.Template)
		}
		r := decode.Request{Language: "go", Path: "a.go", Prefix: "package a\n\nfunc f() error {\n\tif err", Suffix: "\n}\n", MaxTokens: 40, Seed: 3,
			Context: []decode.Snippet{{Path: "b.go", Text: "package a\n"}}}
		one, result, err := generate(t.Context(), m, r)
		if one == "" || result.Finish == "" || result.Tokens == 0 || err != nil {
			t.Errorf("%s: got %q, %+v, %v", template, one, result, err)
		}
		if again, _, err := generate(t.Context(), m, r); again != one || err != nil {
			t.Errorf("%s: %q and %q for the same seed, %v", template, one, again, err)
		}
		r.SingleLine = true
		if line, _, err := generate(t.Context(), m, r); strings.Contains(line, "\n") || err != nil {
			t.Errorf("%s: a line is %q, %v", template, line, err)
		}
	}
}

// TestLlamaServerHearsCancel: a server stops writing when a request is called off. Left alone it would go on
// for some twenty seconds.
func TestLlamaServerHearsCancel(t *testing.T) {
	const tokens = 7000
	url := startLlama(t, 150_000, 64)
	m, _ := open(t, settings.Backend{URL: url})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := m.Generate(ctx, decode.Request{Prefix: "x", MaxTokens: tokens, Temperature: 1}, func(string) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	for busy, written := true, 0; busy; {
		if busy, written = slot(t, url); written >= tokens {
			t.Fatalf("it wrote on to the end: %d tokens", written)
		}
	}
}

// slot returns whether a server is at work, and the tokens of the prompt and the reply that it has.
func slot(t *testing.T, root string) (busy bool, tokens int) {
	t.Helper()
	resp, err := http.Get(root + "/slots")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var slots []struct {
		Busy   bool `json:"is_processing"`
		Tokens int  `json:"n_prompt_tokens"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&slots); err != nil || len(slots) != 1 {
		t.Fatal(slots, err)
	}
	return slots[0].Busy, slots[0].Tokens
}

// TestLlamaServerWindow: text that has far more tokens than its bytes let one think is cut until it fits, and leaves
// room for the reply, before the server sees it.
func TestLlamaServerWindow(t *testing.T) {
	m, _ := open(t, settings.Backend{URL: llama(t), Template: "prefix"})
	c := m.(*Client)
	before, _ := c.known()
	r := decode.Request{Language: "go", Prefix: strings.Repeat("\x01\x02\x03\x04\n", 20000), MaxTokens: before.window / 2}
	enough := errors.New("the server took it")
	if _, err := m.Generate(t.Context(), r, func(string) error { return enough }); err != enough {
		t.Error(err)
	}
	if after, _ := c.known(); after != before {
		t.Error("the server refused it first")
	}
}
