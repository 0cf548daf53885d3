package backend

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// A route is how a hole is put to a server.
type route string

const (
	routeFill   route = "fill"   // the family's template, filled in here
	routeInfill route = "infill" // llama.cpp's own, with the tokens that the model's file names
	routeSuffix route = "suffix" // the server has the template: prompt and suffix
	routeChat   route = "chat"   // an instruction to write nothing but the code
	routePrefix route = "prefix" // only the text before the cursor
	routeEdit   route = "edit"   // Mercury's own: a region is written anew
)

// An endpoint is what is known of a server and its model. It is immutable.
type endpoint struct {
	kind, version string
	model         string
	window        int // tokens, 0 if unknown
	route         route
	family        *family // nil unless the route is fill
	auto          bool    // the route was inferred, not set
	rootPath      string  // of the URL below which a server's own endpoints lie
	note          string
	proof         proof
	tokens        *tokens // nil if the tokens of the model cannot be known
}

func (e *endpoint) profile() *profile { return profileOf(e.kind) }

func (e *endpoint) templateName() string {
	if e.family != nil {
		return e.family.name
	}
	return string(e.route)
}

// endpoint returns what is known of the server, and asks it first if that is nothing.
func (c *Client) endpoint(ctx context.Context) (*endpoint, secret, error) {
	if e, key := c.known(); e != nil {
		return e, key, nil
	}
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return nil, secret{}, ctx.Err()
	}
	e, key := c.known()
	if e != nil {
		return e, key, nil
	}
	if key.text == nil {
		fetched, err := fetchKey(ctx, c.settings.Key)
		if err != nil {
			return nil, secret{}, err
		}
		key = fetched
	}
	e, err := c.probe(ctx, key)
	if err != nil {
		return nil, secret{}, err
	}
	e = c.prove(ctx, e, key)
	c.remember(e, key)
	return e, key, nil
}

// prove settles what only trying shows: whether the server fills holes in its own way, and whether it
// applies grammars. What was shown for a server, version and model holds for the session.
func (c *Client) prove(ctx context.Context, e *endpoint, key secret) *endpoint {
	if e.route == routeInfill && !c.fills(ctx, e, key) {
		e.chooseByFamily()
	}
	e.tokens = c.newTokens(e, key)
	name := strings.Join([]string{e.kind, e.version, e.model, string(e.route)}, "\x00")
	if shown, ok := c.proofs[name]; ok {
		e.proof = shown
		return e
	}
	e.proof = c.canary(ctx, e, key)
	if !e.proof.open {
		c.proofs[name] = e.proof
	}
	return e
}

// fills reports whether the server fills a hole by its own endpoint: its model's file must name the
// tokens for that.
func (c *Client) fills(ctx context.Context, e *endpoint, key secret) bool {
	ctx, cancel := context.WithTimeout(ctx, c.limits.probe)
	defer cancel()
	t := &trial{client: c, e: e, key: key}
	_, err := t.sing(ctx, nil, nil)
	return err == nil
}

// probe asks the server for its models. A server that has no list is taken as it is.
func (c *Client) probe(ctx context.Context, key secret) (*endpoint, error) {
	ctx, cancel := context.WithTimeout(ctx, c.limits.probe)
	defer cancel()
	body, header, err := c.get(ctx, c.base+"/models", key)
	status, _, answered := answered(err)
	if err != nil && (!answered || status == http.StatusUnauthorized || status == http.StatusForbidden || status >= 500) {
		return nil, c.explain(ctx, err, asked{c.settings.Model, "", key})
	}
	list := readModels(body)
	e := &endpoint{kind: c.settings.Kind, model: c.settings.Model, rootPath: c.rootPath}
	if e.kind == "auto" {
		e.kind = kindOf(c.host, header, list)
	}
	if c.settings.Kind == "auto" && e.kind == "plain" {
		e.kind = c.kindByVersion(ctx, e, key)
	}
	if m := list.pick(e.model); m != nil {
		e.model, e.window = m.ID, m.window()
	}
	e.choose(c.settings.Template)
	e.version = c.serverVersion(ctx, e, key)
	return e, nil
}

// kindByVersion tells the kind of a server by which of the kinds' versions it has.
func (c *Client) kindByVersion(ctx context.Context, e *endpoint, key secret) string {
	for _, kind := range slices.Sorted(maps.Keys(profiles)) {
		other := *e
		if other.kind = kind; c.serverVersion(ctx, &other, key) != "" {
			return kind
		}
	}
	return e.kind
}

// serverVersion asks for the version, "" if the server does not say.
func (c *Client) serverVersion(ctx context.Context, e *endpoint, key secret) string {
	p := e.profile()
	if p.version == "" {
		return ""
	}
	body, _, err := c.get(ctx, c.root+p.version, key)
	members := map[string]any{}
	if err != nil || json.Unmarshal(body, &members) != nil {
		return ""
	}
	version, _ := members[p.member].(string)
	return strings.Map(printable, version[:min(len(version), 64)])
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}

// choose settles how the model is asked.
func (e *endpoint) choose(template string) {
	e.auto = template == "auto" || template == ""
	switch {
	case !e.auto && familyNamed(template) != nil:
		e.route, e.family = routeFill, familyNamed(template)
	case !e.auto:
		e.route = route(template)
		if e.profile().paths[routeEdit] == "" && e.route == routeEdit {
			e.route, e.note = routeChat, "only Inception's servers rewrite regions, so it is asked by chat: set backend.template to auto"
		}
	case e.profile().own != "":
		e.route = e.profile().own
	default:
		e.chooseByFamily()
	}
}

// chooseByFamily settles how a model is asked by what it was trained on.
func (e *endpoint) chooseByFamily() {
	e.route, e.family = routeFill, familyOf(e.model)
	switch {
	case e.family != nil:
	case e.profile().unknown == routeChat, chatOnly.MatchString(strings.ToLower(e.model)):
		e.route = routeChat
		e.note = "this model is served for chat only, which is slow and inexact for completions: a model with fill-in-the-middle is better"
	default:
		e.route = routePrefix
		e.note = "how this model fills a hole is not known, so it sees only the text before the cursor: set backend.template, or use a model such as qwen2.5-coder"
	}
}

// otherWay returns the endpoint to try after a server refused, nil if there is none: with less text, without
// the mechanisms that held it then, or by chat.
func (e *endpoint) otherWay(t *Trouble, enforced []decode.Enforcement) *endpoint {
	switch {
	case t.tooLong:
		return e.withLess()
	case len(enforced) > 0 && slices.Contains(refusals, t.Status):
		other := *e
		other.proof = e.proof.doubting(enforced, "the server refused it with what the rules leave")
		return &other
	}
	gone := []int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented}
	if e.route == routeSuffix {
		gone = append(gone, http.StatusBadRequest) // this model has no template for it
	}
	if !e.auto || e.route == routeChat || !slices.Contains(gone, t.Status) {
		return nil
	}
	other := *e
	other.route, other.family = routeChat, nil
	other.note = "this server does not complete text with this model, so it is asked by chat, which is slow and inexact: use a model such as qwen2.5-coder"
	return &other
}

// refusals are the statuses that say that a server will not do what it was asked.
var refusals = []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity, http.StatusNotImplemented}

// leastWindow is the tokens below which no completion is worth asking for.
const leastWindow = 512

// withLess returns the endpoint with half of the window, nil if that is too small. Servers differ in what
// they say of their window, and code in how many bytes of it make a token.
func (e *endpoint) withLess() *endpoint {
	window := e.window
	if window == 0 {
		window = defaultWindow
	}
	if window /= 2; window < leastWindow {
		return nil
	}
	other := *e
	other.window = window
	return &other
}
