package backend

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/completion/decode"
)

// Servers accept a grammar and ignore it, with status 200. So a mechanism counts only after the server was
// seen to be held by it, on this version, with this model, on the endpoint that completions use: it must
// do what it is told, and nothing that it is not told.

// canaryTokens are enough for the word, one byte a token, and its end. Models that think before they write
// need more.
const (
	canaryTokens   = 6
	thinkingTokens = 1024
)

// canaryWord is what no model writes by itself.
const canaryWord = "ZQX7"

// A Proof is what canaries showed of one mechanism.
type Proof struct {
	Mechanism string // as verdicts name it
	Holds     bool
	Reason    string // why it is not used, "" if it holds
}

// A proof says what canaries showed of a server.
type proof struct {
	held     []*mechanism // that were seen to hold, the strongest first
	shown    []Proof      // of every mechanism of the server's kind
	open     bool         // the server failed meanwhile, so that not all was shown
	latency  time.Duration
	compile  time.Duration // that a grammar delays its first reply by
	constant bool          // so long that the text of a grammar had better be one that the server knows
}

// doubting is the proof without some mechanisms, which the server refused after all.
func (p proof) doubting(by []decode.Enforcement, why string) proof {
	p.held = slices.DeleteFunc(slices.Clone(p.held), func(m *mechanism) bool { return slices.Contains(by, m.by) })
	p.shown = slices.Clone(p.shown)
	for i := range p.shown {
		if s := &p.shown[i]; slices.Contains(by, decode.Enforcement(s.Mechanism)) {
			s.Holds, s.Reason = false, why
		}
	}
	return p
}

// A trial is one run of a server's canaries.
type trial struct {
	client *Client
	e      *endpoint
	key    secret
	tokens *tokens
	free   string // what the model writes of itself
	spaced bool   // it was asked behind a blank, for it wrote nothing right behind a word
	salt   int    // of the grammars whose compiling is measured
	proof
}

// canary tries the mechanisms of a server, from the strongest to the first that says all at any cursor.
func (c *Client) canary(ctx context.Context, e *endpoint, key secret) proof {
	ctx, cancel := context.WithTimeout(ctx, c.limits.canary)
	defer cancel()
	t := &trial{client: c, e: e, key: key, tokens: e.tokens}
	all := e.profile().mechanisms
	for i := range all {
		m := &all[i]
		reason := ""
		switch {
		case !m.fits(e):
			reason = "it does not go with how this model is asked"
		case t.suffices():
			reason = fmt.Sprintf("not tried, for its %s holds", t.held[0].by)
		default:
			reason = t.try(ctx, m)
		}
		if reason == "" {
			t.held = append(t.held, m)
		}
		t.shown = append(t.shown, Proof{string(m.by), reason == "", reason})
	}
	return t.proof
}

// suffices reports whether a mechanism holds that can say all of every constraint. A regex says what has
// begun, and a grammar that takes long is not sent at every cursor.
func (t *trial) suffices() bool {
	return len(t.held) > 0 && t.held[0].isGrammar() && t.held[0].by != decode.EnforcedByRegex && !t.constant
}

// try returns why a mechanism is not to be used, "" if it is.
func (t *trial) try(ctx context.Context, m *mechanism) string {
	if m.isGrammar() {
		return t.tryGrammar(ctx, m)
	}
	if reason := t.listen(ctx, nil); reason != "" {
		return reason
	}
	switch m.by {
	case decode.EnforcedByBias:
		return t.tryBias(ctx, m)
	case decode.EnforcedByStop:
		return t.tryStop(ctx, m)
	}
	return t.tryWords(ctx, m)
}

// listen finds out what the model writes of itself.
func (t *trial) listen(ctx context.Context, under *mechanism) string {
	if t.free != "" && under == nil {
		return ""
	}
	var value any
	if under != nil {
		value = under.without(`\x01`)
	}
	began := t.client.now()
	free, err := t.sing(ctx, under, value)
	if err == nil && firstWanted(free) == "" && !t.spaced {
		t.spaced = true // a model of words, not of bytes, may think the word done and the line too
		return t.listen(ctx, under)
	}
	if t.latency = t.client.now().Sub(began); err != nil || firstWanted(free) == "" {
		t.open = t.open || err != nil
		return "what its model wants could not be found out, so no ban was seen to hold"
	}
	t.free = free
	return ""
}

// tryGrammar wants a word that a grammar forces, and something else where one bans what the model wants.
func (t *trial) tryGrammar(ctx context.Context, m *mechanism) string {
	forced, err := t.sing(ctx, m, m.force(canaryWord))
	switch {
	case err != nil:
		return t.failed(err)
	case forced != canaryWord:
		return "the server accepts it and ignores it"
	}
	var under *mechanism
	if m.tool { // of itself a chat calls no tool
		under = m
	}
	if reason := t.listen(ctx, under); reason != "" {
		return reason
	}
	wanted := firstWanted(t.free)
	held, err := t.sing(ctx, m, m.without(fmt.Sprintf(`\x%02X`, wanted[0])))
	if err != nil || strings.Contains(held, wanted) {
		t.open = t.open || err != nil && !refused(err)
		return "what it banned came all the same"
	}
	if m.by == decode.EnforcedByRegex {
		return ""
	}
	return t.tryCompiling(ctx, m)
}

func (t *trial) failed(err error) string {
	t.open = t.open || !refused(err)
	return "the server did not answer a request with it: " + err.Error()
}

// tryWords wants the word that the model writes first not to come when it is forbidden, and to come when
// another is. It may well be part of another word then.
func (t *trial) tryWords(ctx context.Context, m *mechanism) string {
	word := firstWord(t.free)
	held, err := t.sing(ctx, m, []string{word})
	if err != nil {
		return t.failed(err)
	}
	other, err := t.sing(ctx, m, []string{canaryWord})
	return t.judge(firstWord(held) != word, err == nil && firstWord(other) == word)
}

// firstWord returns the name or number that a text begins with, or else its first character. A longer text has more ways
// to be written in tokens, of which a server keeps out one.
func firstWord(text string) string {
	text = strings.TrimSpace(text)
	end := strings.IndexFunc(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(text)
	}
	_, first := utf8.DecodeRuneInString(text)
	return text[:max(end, first)]
}

// tryBias wants another text when the tokens of what the model writes are forbidden, and the same one when
// others are.
func (t *trial) tryBias(ctx context.Context, m *mechanism) string {
	if t.tokens == nil {
		return "the tokens of the model are not known"
	}
	ids, err := t.tokens.Tokenize(ctx, t.free)
	others, otherErr := t.tokens.Tokenize(ctx, canaryWord)
	if err != nil || otherErr != nil {
		return "the server does not tell its tokens"
	}
	own, unused := map[int]int{}, map[int]int{}
	for _, id := range others {
		unused[id] = constraint.Bias
	}
	for _, id := range ids {
		own[id] = constraint.Bias
		delete(unused, id)
	}
	held, err := t.sing(ctx, m, own)
	if err != nil {
		return t.failed(err)
	}
	other, err := t.sing(ctx, m, unused)
	return t.judge(held != t.free, err == nil && strings.Contains(other, firstWanted(t.free)))
}

// tryStop wants the text up to and with where it is to stop, and all of it where it is not.
func (t *trial) tryStop(ctx context.Context, m *mechanism) string {
	wanted := firstWanted(t.free)
	if strings.HasSuffix(t.free, wanted) && strings.Count(t.free, wanted) == 1 {
		return "its model wrote too little to stop it"
	}
	held, err := t.sing(ctx, m, m.stops([]string{wanted}))
	if err != nil {
		return t.failed(err)
	}
	other, err := t.sing(ctx, m, m.stops([]string{canaryWord}))
	return t.judge(len(held) < len(t.free) && strings.Contains(held, wanted), err == nil && len(other) >= len(t.free))
}

// stops writes texts to stop at.
func (m *mechanism) stops(texts []string) []string {
	if !m.regexes {
		return texts
	}
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = regexp.QuoteMeta(text)
	}
	return out
}

func (t *trial) judge(held, spared bool) string {
	switch {
	case !held:
		return "the server accepts it and ignores it"
	case !spared:
		return "it also keeps out what it was not told to"
	}
	return ""
}

// refused reports whether a server answered that it will not do what was asked.
func refused(err error) bool {
	var t *Trouble
	return errors.As(err, &t) && t.Status >= 400 && t.Status < 500
}

// sing asks for a few tokens under a mechanism, nil for none.
func (t *trial) sing(ctx context.Context, m *mechanism, value any) (string, error) {
	r := decode.Request{Language: "python", Path: "add.py", Prefix: "def add(a, b):\n    return", Suffix: "\n", MaxTokens: canaryTokens}
	if t.spaced {
		r.Prefix += " "
	}
	if restricted.MatchString(strings.ToLower(t.e.model)) {
		r.MaxTokens = thinkingTokens
	}
	a := t.e.ask(r)
	if m != nil {
		a.hold(m, value)
	}
	var text strings.Builder
	_, err := t.client.exchange(ctx, t.e, t.key, a, func(piece string) error {
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
