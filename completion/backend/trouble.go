package backend

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"syscall"
	"unicode"

	"github.com/sashabaranov/go-openai"
)

// Trouble is an error for people: one sentence that says what is wrong and what to do. It holds no key
// and no text of a prompt. Unwrap leads to the cause where callers branch on it, and to nothing that is
// unfit to be printed.
type Trouble struct {
	Sentence string
	Status   int // of the HTTP response, 0 if there was none
	tooLong  bool
	down     bool
	cause    error
}

func (t *Trouble) Error() string { return t.Sentence }

// Down reports whether the server is not there, or not ready, rather than unwilling.
func (t *Trouble) Down() bool { return t.down || t.Status == http.StatusServiceUnavailable }

// Unwrap returns context.DeadlineExceeded, decode.ErrCut and the like.
func (t *Trouble) Unwrap() error { return t.cause }

// absent is the trouble of a server that is not there.
func absent(format string, args ...any) *Trouble {
	t := sentence(nil, format, args...)
	t.down = true
	return t
}

func sentence(cause error, format string, args ...any) *Trouble {
	return &Trouble{Sentence: fmt.Sprintf(format, args...), cause: cause}
}

// A serverError is an error that the server wrote into the body of a reply.
type serverError struct {
	status  int
	message string
}

func (e *serverError) Error() string { return "the server reported an error" }

var (
	errRedirect  = errors.New("the server redirects elsewhere")
	errNotStream = errors.New("the server sent something that is not a stream of completions")
	errTooLong   = errors.New("the server sent more than a completion can be")
	errNotLocal  = errors.New("the name does not lead to this machine")
)

// asked is what explain must know of a request: the model by name, and what no sentence may show.
type asked struct {
	model, prompt string
	key           secret
}

// explain turns an error of a request into a sentence.
func (c *Client) explain(ctx context.Context, err error, a asked) error {
	if ctxErr := ctx.Err(); errors.Is(ctxErr, context.Canceled) {
		return context.Canceled
	}
	if status, message, ok := answered(err); ok {
		return c.explainStatus(status, a.quote(message), a.model)
	}
	var timeout net.Error
	switch {
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return sentence(context.DeadlineExceeded, "%s did not answer in time: raise completion.deadline, or use a smaller or closer model", c.base)
	case errors.Is(err, errRedirect):
		return sentence(nil, "%s redirects to another address, and text goes only where you send it: set backend.url to the final address", c.base)
	case errors.Is(err, errNotStream), errors.Is(err, errTooLong):
		return sentence(nil, "%s does not talk like an OpenAI-compatible server (%s): check backend.url", c.base, err)
	case errors.Is(err, errNotLocal):
		return sentence(nil, "%s is plain http, but its name does not lead to this machine: use https", c.base)
	case errors.Is(err, syscall.ECONNREFUSED):
		return absent("no server answers at %s: start it, or set backend.url", c.base)
	case isNameError(err):
		return absent("the host of %s is not known: check backend.url and your network", c.base)
	case isCertificateError(err):
		return sentence(nil, "the certificate of %s is not valid: fix it on the server, or check backend.url", c.base)
	}
	return sentence(nil, "the connection to %s broke: check that the server is up", c.base)
}

// answered takes status and message out of the errors with which a server answers.
func answered(err error) (status int, message string, ok bool) {
	var api *openai.APIError
	var request *openai.RequestError
	var inBody *serverError
	switch {
	case errors.As(err, &inBody):
		return inBody.status, inBody.message, true
	case errors.As(err, &api):
		return api.HTTPStatusCode, api.Message, true
	case errors.As(err, &request):
		return request.HTTPStatusCode, plainBody(request.Body), true
	}
	return 0, "", false
}

// plainBody shows an error body only if it is a line of text: pages of HTML say nothing to a person.
func plainBody(body []byte) string {
	if text := strings.TrimSpace(string(body)); !strings.HasPrefix(text, "<") && !strings.HasPrefix(text, "{") {
		return text
	}
	return ""
}

func (c *Client) explainStatus(status int, said, model string) error {
	text, tooLong := "", status >= 400 && status < 500 && windowExceeded.MatchString(said)
	switch {
	case tooLong:
		text = fmt.Sprintf("the text is longer than the model at %s can see: let it see more, or use another", c.base)
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		text = fmt.Sprintf("%s refuses the API key from the %s: set backend.key to where a valid one is", c.base, c.settings.Key)
		if c.settings.Key.String() == "" {
			text = fmt.Sprintf("%s wants an API key: set backend.key to where one is", c.base)
		}
	case status == http.StatusNotFound:
		text = fmt.Sprintf("%s does not know the model %q or the address: check backend.model and backend.url", c.base, model)
	case status == http.StatusTooManyRequests:
		text = fmt.Sprintf("%s has too many requests or no quota left: wait, or raise completion.debounce", c.base)
	case status == http.StatusServiceUnavailable:
		text = fmt.Sprintf("%s is not ready yet: wait until its model is loaded", c.base)
	case status >= 500:
		text = fmt.Sprintf("%s failed (status %d): look at the server's own log", c.base, status)
	case status >= 400:
		text = fmt.Sprintf("%s refused the request (status %d): check backend.kind, backend.model and backend.template", c.base, status)
	default:
		text = fmt.Sprintf("%s reported an error instead of an answer: look at the server's own log", c.base)
	}
	return &Trouble{Sentence: text + said, Status: status, tooLong: tooLong}
}

// windowExceeded matches what servers say of a prompt that is too long.
var windowExceeded = regexp.MustCompile(`(?i)context[ _-]?(?:size|length|window)|maximum context|prompt is too long|exceeds? the (?:available )?context`)

// quote returns what a server said, fit to stand behind a sentence: short, on one line, and without the
// key. A message that repeats any of the prompt is left out.
func (a asked) quote(message string) string {
	message = strings.Join(strings.FieldsFunc(message, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }), " ")
	if key := a.key.reveal(); key != "" {
		message = strings.ReplaceAll(message, key, "[key]")
	}
	if len(message) > 200 {
		message = message[:wholeRunes(message, 200)] + "…"
	}
	if message == "" || sharesText(message, strings.Join(strings.Fields(a.prompt), " ")) {
		return ""
	}
	return " (it says: " + message + ")"
}

// sharesText reports whether any sixteen bytes of a message stand in the text.
func sharesText(message, text string) bool {
	const window = 16
	for i := 0; i+window <= len(message); i++ {
		if strings.Contains(text, message[i:i+window]) {
			return true
		}
	}
	return false
}

func isNameError(err error) bool {
	var dns *net.DNSError
	return errors.As(err, &dns)
}

func isCertificateError(err error) bool {
	return strings.Contains(err.Error(), "x509: ") || strings.Contains(err.Error(), "tls: ")
}

// isCut reports whether a stream ended in the middle rather than with an answer.
func isCut(err error) bool {
	_, _, said := answered(err)
	return !said && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET))
}
