package backend

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/tiktoken-go/tokenizer"

	"github.com/sluice-lsp/sluice/completion/constraint"
)

// tokenizing is how a server tells the tokens of a text, at /tokenize below its root. Without a member its
// models' vocabularies are public.
type tokenizing struct {
	member string // that takes the text
	with   fields
}

// tokens knows in which tokens a model writes texts. It asks its server for each text once.
type tokens struct {
	client *Client
	e      *endpoint
	key    secret

	mu     sync.Mutex                // guards the members below
	codec  tokenizer.Codec           // nil: the server is asked
	known  map[string][]int          // of short texts
	counts map[[sha256.Size]byte]int // numbers of tokens, by the digest of the text
	until  time.Time                 // before then the server is not asked to count
}

// newTokens returns nil if the tokens of the endpoint's model cannot be known.
func (c *Client) newTokens(e *endpoint, key secret) *tokens {
	p := e.profile().tokenize
	if p == nil {
		return nil
	}
	t := &tokens{client: c, e: e, key: key, known: map[string][]int{}, counts: map[[sha256.Size]byte]int{}}
	if p.member != "" {
		return t
	}
	codec, err := codecOf(e.model)
	if err != nil {
		return nil
	}
	t.codec = codec
	return t
}

// codecOf returns the vocabulary of one of OpenAI's models. Those that came last, and that the library may
// not know by name, share one.
func codecOf(model string) (tokenizer.Codec, error) {
	if codec, err := tokenizer.ForModel(tokenizer.Model(model)); err == nil {
		return codec, nil
	}
	if restricted.MatchString(strings.ToLower(model)) || strings.HasPrefix(model, "gpt-4o") || strings.HasPrefix(model, "gpt-4.1") {
		return tokenizer.Get(tokenizer.O200kBase)
	}
	return nil, errors.New("the vocabulary of the model is not known")
}

var _ constraint.Tokenizer = (*tokens)(nil)

// Tokenize implements constraint.Tokenizer.
func (t *tokens) Tokenize(ctx context.Context, text string) ([]int, error) {
	if known := t.lookUp(text); known != nil {
		return known, nil
	}
	found, err := t.ask(ctx, text)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.known) < maxKnown {
		t.known[text] = found
	}
	return found, nil
}

// lookUp returns what is known without asking, nil if nothing is.
func (t *tokens) lookUp(text string) []int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.codec == nil {
		return t.known[text]
	}
	ids, _, err := t.codec.Encode(text)
	out := make([]int, len(ids))
	for i, id := range ids {
		out[i] = int(id)
	}
	if err != nil {
		return nil
	}
	return out
}

// maxKnown bounds the texts whose tokens are kept.
const maxKnown = 4096

// ask asks the server. There is nobody to ask for a text that a public vocabulary does not hold.
func (t *tokens) ask(ctx context.Context, text string) ([]int, error) {
	p := t.e.profile().tokenize
	if p.member == "" {
		return nil, errors.New("the vocabulary does not hold the text")
	}
	body := fields{p.member: text}
	maps.Copy(body, p.with)
	if t.e.model != "" && p.member == "prompt" {
		body["model"] = t.e.model
	}
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	reply, _, err := t.client.fetch(ctx, http.MethodPost, t.client.root+"/tokenize", bytes.NewReader(data), t.key)
	if err != nil {
		return nil, err
	}
	return readTokens(reply)
}

// readTokens reads {"tokens": […]}.
func readTokens(body []byte) ([]int, error) {
	var reply struct {
		Tokens []int `json:"tokens"`
	}
	if err := json.Unmarshal(body, &reply); err != nil || len(reply.Tokens) == 0 {
		return nil, errors.New("the server told no tokens")
	}
	return reply.Tokens, nil
}
