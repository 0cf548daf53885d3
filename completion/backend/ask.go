package backend

import (
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
	line           string // of a chat: the text of the line before the cursor, which replies repeat
}

// text returns everything of the ask that a user or a file gave.
func (a ask) text() string {
	var out strings.Builder
	out.WriteString(a.prompt)
	out.WriteString(a.suffix)
	for _, m := range a.messages {
		out.WriteString(m.Content)
	}
	return out.String()
}

// ask puts a request in the endpoint's way.
func (e *endpoint) ask(r decode.Request) ask {
	r = neutral(trim(r, e.window))
	a := ask{tokens: r.MaxTokens, fields: fields{"temperature": r.Temperature}}
	if a.tokens <= 0 {
		a.tokens = replyTokens
	}
	if e.model != "" {
		// Not by the library's own member: it refuses models by their names.
		a.fields["model"] = e.model
	}
	seed := int(r.Seed & (1<<31 - 1))
	a.seed = &seed
	switch e.route {
	case routeFill:
		a.prompt = e.family.fill(r)
	case routeSuffix:
		a.prompt, a.suffix = comments(r)+r.Prefix, r.Suffix
	case routeChat:
		a.messages, a.line = chatMessages(r), lastLine(r.Prefix)
	default:
		a.prompt = comments(r) + r.Prefix
	}
	a.stops, a.sent = e.stopsFor(r)
	return a
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
	if e.route == routeChat {
		return all, nil
	}
	return all, all[:min(len(all), maxStops)]
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }
