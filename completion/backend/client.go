package backend

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/sashabaranov/go-openai"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// A Client is a model behind a server. It implements decode.Model.
type Client struct {
	settings settings.Backend
	log      *slog.Logger
	base     string // URL that ends in the version, without credentials
	root     string // base without the version: where a server's own endpoints lie
	host     string
	now      func() time.Time
	limits   limits
	rootPath string // of the URL root
	http     doer
	api      *openai.Client

	// turn is held by the one request that asks the server what it is. It is a channel, so that waiting
	// for a slow server ends with the request that waits.
	turn chan struct{}
	// proofs are what canaries showed, for a server's version and model. Who has the turn owns them.
	proofs map[string]proof

	mu    sync.Mutex // guards the members below
	key   secret     // none until it was fetched
	found *endpoint  // nil until the server answered
}

// newClient checks the settings and reaches out to nobody.
func newClient(s settings.Backend, o Options) (*Client, error) {
	o = o.filled()
	if err := settings.CheckURL(s.URL); err != nil {
		return nil, fmt.Errorf("reading backend.url: %w", err)
	}
	base, err := url.Parse(strings.TrimRight(s.URL, "/"))
	if err != nil {
		return nil, errors.New("reading backend.url: it is not a URL")
	}
	if base.Path == "" {
		base.Path = "/v1"
	}
	if s.Template == "" {
		s.Template = "auto"
	}
	if s.Kind == "" {
		s.Kind = "auto"
	}
	rootURL := withoutVersion(base.String())
	c := &Client{settings: s, log: o.Log, now: o.now, limits: *o.limits, base: base.String(),
		root: rootURL, rootPath: withoutVersion(base.Path), host: base.Hostname(), proofs: map[string]proof{}, http: doer{newHTTP(base)}, turn: make(chan struct{}, 1)}
	config := openai.DefaultConfig("")
	config.BaseURL, config.HTTPClient = c.base, c.http
	c.api = openai.NewClientWithConfig(config)
	return c, nil
}

// Name returns the kind of the server and the model, as far as they are known.
func (c *Client) Name() string {
	if e, _ := c.known(); e != nil {
		return strings.TrimSpace(e.kind + " " + e.model)
	}
	return strings.TrimSpace(c.settings.Kind + " " + c.settings.Model)
}

// Info asks the server what it is, if that is not known yet.
func (c *Client) Info(ctx context.Context) Info {
	info := Info{Kind: c.settings.Kind, URL: c.base, Model: c.settings.Model, Template: c.settings.Template}
	e, _, err := c.endpoint(ctx)
	if err != nil {
		info.Trouble = err.Error()
		return info
	}
	info.Kind, info.Version, info.Model, info.Window = e.kind, e.version, e.model, e.window
	info.Template, info.Note = e.templateName(), e.note
	info.Proofs, info.Latency, info.Compile, info.Constant = e.proof.shown, e.proof.latency, e.proof.compile, e.proof.constant
	return info
}

// Generate implements decode.Model. Its errors are the context's, emit's, decode.ErrCut, or Trouble.
func (c *Client) Generate(ctx context.Context, r decode.Request, emit func(string) error) (decode.Result, error) {
	began := c.now()
	e, key, err := c.endpoint(ctx)
	if err != nil {
		return decode.Result{}, err
	}
	result, err := c.tryWays(ctx, e, key, r, emit)
	c.log.DebugContext(ctx, "model asked", "kind", e.kind, "model", e.model, "micros", c.now().Sub(began).Microseconds(),
		"finish", string(result.Finish), "error", err)
	return result, err
}

// tryWays asks in one way and, where the server refuses that before it sent any text, in others. The way
// that works is kept. Every other way has less text, fewer mechanisms, or is the last, so that they come to
// an end.
func (c *Client) tryWays(ctx context.Context, e *endpoint, key secret, r decode.Request, emit func(string) error) (decode.Result, error) {
	emitted := false
	watched := func(piece string) error {
		emitted = true
		return emit(piece)
	}
	for first := e; ; {
		result, err := c.generate(ctx, e, key, r, watched)
		var trouble *Trouble
		switch {
		case err == nil && e != first:
			c.remember(e, key)
		case errors.As(err, &trouble):
			if other := e.otherWay(trouble, result.Enforced); other != nil && !emitted {
				e = other
				continue
			}
			c.forget(trouble)
		}
		return result, err
	}
}

func (c *Client) generate(ctx context.Context, e *endpoint, key secret, r decode.Request, emit func(string) error) (decode.Result, error) {
	r = e.fit(ctx, r)
	if from, again := e.healed(r); again != "" {
		result, err := c.respell(ctx, e, key, from, again, emit)
		if !errors.Is(err, errRespelled) {
			return result, err
		}
	}
	a := e.ask(r)
	enforced := e.constrain(ctx, &a, r)
	result, err := c.exchange(ctx, e, key, a, emit)
	result.Enforced = enforced
	return result, err
}

// exchange sends one request and passes on its reply.
func (c *Client) exchange(ctx context.Context, e *endpoint, key secret, a ask, emit func(string) error) (decode.Result, error) {
	sending, cancel := context.WithCancel(ctx)
	stream, err := c.send(sending, a, key)
	if err != nil {
		defer cancel()
		return decode.Result{}, c.explain(ctx, err, asked{e.model, a.user, key})
	}
	p := newPump(a, emit)
	result, err := p.run(stream)
	if p.ended {
		go drain(stream, cancel)
		return result, err
	}
	cancel()
	stream.Close()
	if p.failed != nil {
		return result, c.explain(ctx, p.failed, asked{e.model, a.user, key})
	}
	return result, err
}

// drain reads what a server still says after it finished, so that the connection can be used again.
func drain(stream eventStream, cancel context.CancelFunc) {
	defer cancel()
	defer stream.Close()
	stop := time.AfterFunc(2*time.Second, cancel)
	defer stop.Stop()
	for {
		if _, err := stream.RecvRaw(); err != nil {
			return
		}
	}
}

// An eventStream is the client library's stream of either kind of completion.
type eventStream interface {
	RecvRaw() ([]byte, error)
	Close() error
}

func (c *Client) send(ctx context.Context, a ask, key secret) (eventStream, error) {
	if deadline, ok := ctx.Deadline(); ok && a.timeout != "" {
		a.fields[a.timeout] = max(time.Until(deadline).Milliseconds(), 1)
	}
	ctx = withCall(ctx, call{a.fields, a.path, key})
	if a.messages != nil {
		return c.api.CreateChatCompletionStream(ctx, openai.ChatCompletionRequest{
			Messages: a.messages, Stop: a.sent, Seed: a.seed})
	}
	return c.api.CreateCompletionStream(ctx, openai.CompletionRequest{
		Prompt: a.prompt, Suffix: a.suffix, Stop: a.sent, Seed: a.seed})
}

// get asks for a small JSON document of the server.
func (c *Client) get(ctx context.Context, address string, key secret) ([]byte, http.Header, error) {
	return c.fetch(ctx, http.MethodGet, address, nil, key)
}

func (c *Client) fetch(ctx context.Context, method, address string, body io.Reader, key secret) ([]byte, http.Header, error) {
	req, err := http.NewRequestWithContext(withCall(ctx, call{key: key}), method, address, body)
	if err != nil {
		return nil, nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Body.Close()
	reply, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode >= 400 {
		err = &openai.RequestError{HTTPStatusCode: resp.StatusCode, Body: reply}
	}
	return reply, resp.Header, err
}

func (c *Client) known() (*endpoint, secret) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.found, c.key
}

func (c *Client) remember(e *endpoint, key secret) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found, c.key = e, key
}

// forget lets the next request ask anew what the server is, and what the key is if that was refused.
func (c *Client) forget(t *Trouble) {
	if errors.Is(t, context.DeadlineExceeded) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found = nil
	if t.Status == http.StatusUnauthorized || t.Status == http.StatusForbidden {
		c.key = secret{}
	}
}

// withoutVersion takes the version of the interface from the end of a URL.
func withoutVersion(url string) string {
	for _, version := range []string{"/v1", "/beta"} {
		url = strings.TrimSuffix(url, version)
	}
	return url
}
