package backend

import (
	"maps"
	"regexp"
	"strings"

	"github.com/sashabaranov/go-openai"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// maxStops is how many stop strings every server takes. The rest are looked for here.
const maxStops = 4

// An ask is one request as it goes to a server, and how its reply is to be read.
type ask struct {
	prompt, suffix string
	messages       []openai.ChatCompletionMessage // nil: not a chat
	sent           []string                       // stops that the server knows
	stops          []string                       // all stops
	tokens         int
	seed           *int
	path           string // of an endpoint that is not OpenAI's, "" otherwise
	fields         fields
	timeout        string // member for the milliseconds that are left, "" if there is none
	user           string // everything in it that a user or a file gave
	line           string // of a chat: the text of the line before the cursor, which replies repeat
	region         bool   // the reply is the line of the cursor, written anew
	behind         string // of a region: the text of the line behind the cursor
	raw            bool   // the reply is the code as it stands
	tool           bool   // it comes as the input of a tool
}

// include adds members to the request.
func (a *ask) include(more fields) { maps.Copy(a.fields, more) }

// text returns what a server is sent to continue, but for what has members of its own.
func (a ask) text() string {
	text := a.prompt + a.suffix
	for _, m := range a.messages {
		text += m.Content
	}
	return text
}

// ask puts a request in the endpoint's way. It does not cut it; see fit.
func (e *endpoint) ask(r decode.Request) ask {
	r = neutral(r)
	a := ask{user: userText(r), tokens: r.MaxTokens, fields: fields{"temperature": r.Temperature}}
	if a.tokens <= 0 {
		a.tokens = replyTokens
	}
	a.fields["max_tokens"] = a.tokens
	if e.model != "" {
		// Not by the library's own member: it refuses models by their names.
		a.fields["model"] = e.model
	}
	seed := int(r.Seed & (1<<31 - 1))
	a.seed = &seed
	switch e.route {
	case routeFill:
		a.prompt = e.family.fill(r)
	case routeInfill:
		a.infill(r)
	case routeSuffix:
		a.prompt, a.suffix = comments(r)+r.Prefix, r.Suffix
	case routeChat:
		a.messages, a.line = chatMessages(r), lastLine(r.Prefix)
	case routeEdit:
		a.messages, a.region, a.line, a.behind = editMessages(r), true, lastLine(r.Prefix), firstLine(r.Suffix)
	default:
		a.prompt = comments(r) + r.Prefix
	}
	a.stops, a.sent = e.stopsFor(r)
	a.speak(e)
	return a
}

// infill puts a request in llama.cpp's own way, which needs no template.
func (a *ask) infill(r decode.Request) {
	extra := make([]fields, len(r.Context))
	for i, s := range r.Context {
		extra[i] = fields{"filename": s.Path, "text": s.Text}
	}
	a.include(fields{"prompt": nil, "input_prefix": r.Prefix, "input_suffix": r.Suffix, "input_extra": extra})
}

// speak puts the request in the words of the server's kind.
func (a *ask) speak(e *endpoint) {
	p := e.profile()
	if path := p.paths[e.route]; path != "" {
		a.path = e.rootPath + path
	}
	a.timeout = p.timeout
	a.include(p.always)
	values := map[string]any{"max_tokens": a.tokens, "seed": *a.seed}
	for standard, own := range p.names {
		a.fields[standard] = nil
		if own != "" {
			a.fields[own] = values[standard]
		}
	}
	if restricted.MatchString(strings.ToLower(e.model)) && e.route == routeChat {
		a.include(fields{"temperature": nil, "seed": nil, "stop": nil})
	}
}

// restricted matches models that refuse to be told a temperature or stops.
var restricted = regexp.MustCompile(`^(?:[a-z-]+/)?(?:o[1-9](?:-|$)|gpt-(?:[5-9]|[1-9][0-9]))`)

// userText joins what a user or a file gave.
func userText(r decode.Request) string {
	parts := []string{r.Prefix, r.Suffix, r.Path}
	for _, s := range r.Context {
		parts = append(parts, s.Path, s.Text)
	}
	return strings.Join(parts, "\n")
}

// stopsFor returns all stops, and those of them that the server is told: first the request's own, then
// what ends the family's replies. A chat's reply is taken out of its wrapping here, so its stops must
// not end it there.
func (e *endpoint) stopsFor(r decode.Request) (all, sent []string) {
	for _, stop := range r.Stop {
		if stop != "" {
			all = append(all, stop)
		}
	}
	if r.SingleLine {
		all = append(all, "\n")
	}
	if e.family != nil {
		all = append(all, e.family.ends...)
	}
	if e.route == routeChat || e.route == routeEdit {
		return all, nil
	}
	return all, all[:min(len(all), maxStops)]
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }
