// Package backend asks a model behind an OpenAI-compatible server for text.
//
// It knows HTTP, what servers can do (profiles), how a prompt is laid out for a family of models, and
// where an API key comes from. It must not know rules, verdicts or editors. Text leaves this machine
// only by https and only to the host that the user named; keys and prompts never reach an error or a log.
package backend

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// ErrNoServer says that no server is configured and none was found, or that the embedded model is
// asked for by name: either way, the embedded model answers.
var ErrNoServer = errors.New("no model server is configured, and none answers on the usual ports of this machine")

// Options are what Open needs beside the settings. The zero value works.
type Options struct {
	Log   *slog.Logger // nil: nothing is logged
	Ports []Port       // where Open looks when no URL is set; nil: UsualPorts

	now    func() time.Time // measures replies; nil: time.Now
	limits *limits          // nil: usualLimits
}

// limits bound the questions that find out what a server is.
type limits struct {
	detect time.Duration // whether anybody listens on a usual port: enough on this machine, and short for one that hangs
	probe  time.Duration // what a server is
	canary time.Duration // all canaries of a server together
	tokens time.Duration // what one request may spend on texts whose tokens are not known yet; the next goes on
}

var usualLimits = limits{detect: 300 * time.Millisecond, probe: 3 * time.Second, canary: 15 * time.Second, tokens: 50 * time.Millisecond}

// filled returns the options with the usual ones in the place of those that are not set.
func (o Options) filled() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Ports == nil {
		o.Ports = UsualPorts
	}
	if o.now == nil {
		o.now = time.Now
	}
	if o.limits == nil {
		o.limits = &usualLimits
	}
	return o
}

// Info says what Open found, for people.
type Info struct {
	Kind     string // of settings.Kinds, "auto" if the server did not answer
	Version  string // of the server, "" if it does not say
	URL      string // without credentials
	Model    string
	Template string // FIM family or way of asking
	Window   int    // tokens that the model can see, 0 if unknown
	Detected bool   // found on a usual port rather than configured

	Proofs   []Proof       // what was seen of each way to constrain the server
	Latency  time.Duration // of a reply of a few tokens
	Compile  time.Duration // that a new grammar delays a reply by, 0 if none holds
	Constant bool          // it gets one grammar for all cursors, for new ones take it long

	// Trouble is one sentence about what does not work and what to do about it, "" if all is well. A
	// server that is down now may come up later: each request tries again.
	Trouble string
	// Note is one sentence about what could work better, "" if nothing.
	Note string
}

// Enforces reports whether the server was seen to hold to what it is told, and by what.
func (i Info) Enforces() (by []string) {
	for _, p := range i.Proofs {
		if p.Holds {
			by = append(by, p.Mechanism)
		}
	}
	return by
}

// Open returns the model that the settings ask for. An unreachable server is not an error: it is
// Trouble in the Info, and Generate tries again. ErrNoServer means that the embedded model is to answer;
// any other error is a mistake in the settings.
func Open(ctx context.Context, s settings.Backend, o Options) (decode.Model, Info, error) {
	o = o.filled()
	switch {
	case s.URL == settings.Embedded:
		return nil, Info{}, ErrNoServer
	case s.URL == "":
		return openDetected(ctx, s, o)
	}
	c, err := newClient(s, o)
	if err != nil {
		return nil, Info{}, err
	}
	return c, c.Info(ctx), nil
}

func openDetected(ctx context.Context, s settings.Backend, o Options) (decode.Model, Info, error) {
	url := detect(ctx, o)
	if url == "" {
		return nil, Info{}, ErrNoServer
	}
	// A server that happened to stand on a port was not given the key.
	s.URL, s.Key = url, settings.Key{}
	c, err := newClient(s, o)
	if err != nil {
		return nil, Info{}, err
	}
	info := c.Info(ctx)
	info.Detected = true
	return c, info, nil
}
