package backend

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// Servers accept a grammar and ignore it, with status 200. So a grammar counts only after the server was
// seen to be held by one, on this version, with this model, on the endpoint that completions use.

// canaryTimeout bounds all canaries of a server together.
const canaryTimeout = 10 * time.Second

// slowGrammar is how much later a reply under a new grammar may come. A server that takes longer to
// compile one costs more than a candidate that the gate refuses.
const slowGrammar = 200 * time.Millisecond

// canaryTokens are enough for the word, one byte a token, and its end.
const canaryTokens = 6

// canaryWord is what no model writes by itself.
const canaryWord = "ZQX7"

// A proof says what canaries showed, for people too.
type proof struct {
	grammar bool
	reason  string // why not, "" if it is proved
	open    bool   // the server failed meanwhile, so that nothing was shown
}

// canary tries whether the server applies grammars: one must force a word, and one, of the shape of a
// constraint, must ban what the model wants.
func (c *Client) canary(ctx context.Context, e *endpoint, key secret) proof {
	if e.profile().grammar == nil {
		return proof{reason: "servers of this kind take no grammar"}
	}
	if e.route == routeChat {
		return proof{reason: "a chat's reply wraps the code, so that no grammar fits it"}
	}
	ctx, cancel := context.WithTimeout(ctx, canaryTimeout)
	defer cancel()
	forced, err := c.sing(ctx, e, key, fmt.Sprintf("root ::= %q\n", canaryWord))
	switch {
	case err != nil:
		return proof{reason: "it did not answer a request with a grammar: " + err.Error(), open: !refused(err)}
	case forced != canaryWord:
		return proof{reason: "it accepts a grammar and ignores it"}
	}
	free, err := c.sing(ctx, e, key, "")
	wanted := firstWanted(free)
	if err != nil || wanted == "" {
		return proof{reason: "what its model wants could not be found out, so no ban was seen to hold", open: err != nil}
	}
	held, err := c.sing(ctx, e, key, fmt.Sprintf("root ::= s0\ns0 ::= [^\\x%02X] s0 | \"\"\n", wanted[0]))
	if err != nil || strings.Contains(held, wanted) {
		return proof{reason: "a grammar that bans did not hold", open: err != nil && !refused(err)}
	}
	if took := c.compiling(ctx, e, key); took > slowGrammar {
		return proof{reason: fmt.Sprintf("it takes %s to begin with a new grammar, and each completion has one", took.Round(time.Millisecond))}
	}
	return proof{grammar: true}
}

// compiling measures how much longer a reply takes under a grammar that is new and forbids nothing that
// the model writes: what it costs to refuse a token is another matter. The shorter of two measurements
// counts, since a machine may be busy with something else.
func (c *Client) compiling(ctx context.Context, e *endpoint, key secret) time.Duration {
	least := canaryTimeout
	for _, unused := range []string{`\x01`, `\x02`} {
		began := c.now()
		_, err := c.sing(ctx, e, key, "")
		freely := c.now().Sub(began)
		_, errUnder := c.sing(ctx, e, key, "root ::= s0\ns0 ::= [^"+unused+"] s0 | \"\"\n")
		if err == nil && errUnder == nil {
			least = min(least, c.now().Sub(began)-2*freely)
		}
		if least <= slowGrammar {
			break
		}
	}
	return least
}

// refused reports whether a server answered that it will not do what was asked.
func refused(err error) bool {
	var t *Trouble
	return errors.As(err, &t) && t.Status >= 400 && t.Status < 500
}

// sing asks for a few tokens under a grammar, "" for none.
func (c *Client) sing(ctx context.Context, e *endpoint, key secret, grammar string) (string, error) {
	a := e.ask(decode.Request{Language: "python", Path: "add.py", Prefix: "def add(a, b):\n    return", Suffix: "\n", MaxTokens: canaryTokens})
	if grammar != "" {
		a.include(e.profile().grammar(grammar))
	}
	var text strings.Builder
	_, err := c.exchange(ctx, e, key, a, func(piece string) error {
		text.WriteString(piece)
		return nil
	})
	return text.String(), err
}

// firstWanted returns the first character of a text that a ban can be tried on: plain ASCII, and no
// blank, since a model that may not write one stops.
func firstWanted(text string) string {
	for _, r := range text {
		if r > ' ' && r < 0x7f {
			return string(r)
		}
	}
	return ""
}
