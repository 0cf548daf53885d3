package backend

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// bytesAtMost bounds a reply: no token of code is that long on average, so a server that sends more
// ignores the limit of tokens.
const bytesAtMost = 32

// A pump passes a reply from a stream to emit, cut to what the request allows. It is used once.
type pump struct {
	emit   func(string) error
	cut    cutter
	unwrap wrapping // nil if the reply is the code as it stands
	tool   bool     // the reply is a call of a tool

	broken bool  // a character came that is none
	ended  bool  // the server said that it is done; the stream may be drained
	failed error // what went wrong with the stream, to be explained
}

func newPump(a ask, emit func(string) error) *pump {
	p := &pump{emit: emit, cut: cutter{stops: a.stops, limit: a.tokens * bytesAtMost}}
	switch p.tool = a.tool; {
	case a.messages == nil, a.raw:
	case a.region:
		p.unwrap = &region{before: a.line, behind: a.behind}
	default:
		p.unwrap = &unwrapper{line: a.line}
	}
	return p
}

// A wrapping takes code out of a reply that comes in pieces.
type wrapping interface {
	push(piece string) string
	finish() string
}

// run reads the stream to its end, to a stop, or to an error.
func (p *pump) run(stream eventStream) (decode.Result, error) {
	for {
		raw, err := stream.RecvRaw()
		if err != nil {
			return decode.Result{}, p.lost(err)
		}
		c, err := readChunk(raw)
		if err != nil {
			return decode.Result{}, p.lost(err)
		}
		if result, done, err := p.take(c); done || err != nil {
			return result, err
		}
	}
}

// lost says what an error of the stream means for the reply.
func (p *pump) lost(err error) error {
	if isCut(err) {
		return fmt.Errorf("%w before it said why it ended", decode.ErrCut)
	}
	p.failed = err
	return err
}

// take passes on what a chunk brings.
func (p *pump) take(c chunk) (result decode.Result, done bool, err error) {
	if p.broken && c.text+c.input != "" {
		return result, true, fmt.Errorf("%w: it sent bytes that are no text", decode.ErrCut)
	}
	text := c.text
	if p.tool {
		text = c.input
	}
	if i := strings.IndexRune(text, utf8.RuneError); i >= 0 {
		text, p.broken = text[:i], true
	}
	if p.unwrap != nil {
		text = p.unwrap.push(text)
	}
	result.Tokens = c.tokens
	stopped, full, err := p.write(text)
	switch {
	case err != nil:
		return decode.Result{}, true, err
	case stopped:
		result.Finish = decode.FinishStop
		return result, true, nil
	case full:
		result.Finish = decode.FinishLength
		return result, true, nil
	case c.finish == "":
		return result, false, nil
	}
	return p.finish(c, result)
}

// write passes text on as far as no stop comes.
func (p *pump) write(text string) (stopped, full bool, err error) {
	out, stopped, full := p.cut.push(text)
	if out != "" {
		err = p.emit(out)
	}
	return stopped, full, err
}

// finish ends a reply for the reason that the server gave.
func (p *pump) finish(c chunk, result decode.Result) (decode.Result, bool, error) {
	reason, known := finishes[c.finish]
	if p.tool && c.finish == "tool_calls" {
		reason, known = decode.FinishStop, true
	}
	if !known {
		return decode.Result{}, true, fmt.Errorf("%w: it ended for another reason than that it was done", decode.ErrCut)
	}
	p.ended = true
	result.Finish = reason
	if p.broken {
		result.Finish = decode.FinishLength
	}
	if p.unwrap != nil {
		if stopped, _, err := p.write(p.unwrap.finish()); stopped || err != nil {
			return result, true, err
		}
	}
	if rest := p.cut.finish(); rest != "" {
		return result, true, p.emit(rest)
	}
	return result, true, nil
}
