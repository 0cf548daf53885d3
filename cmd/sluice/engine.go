package main

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/backend"
	"github.com/sluice-lsp/sluice/completion/local"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/workspace"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// newEngine makes what completions are made with. The info is of the server that answers, or says
// that the embedded model does.
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
		model, info, err = local.New(), backend.Info{Kind: settings.Embedded}, nil
	}
	if err != nil {
		return nil, backend.Info{}, err
	}
	engine := &completion.Engine{Gate: completion.NewGate(set, blocks), Model: model, Settings: s.Completion, Seed: 1}
	engine.Ahead = info.Kind == settings.Embedded || onThisMachine(info.URL)
	return engine, info, nil
}

// onThisMachine reports whether what is asked of a server costs nobody but the user.
func onThisMachine(address string) bool {
	u, err := url.Parse(address)
	return err == nil && settings.Loopback(u.Hostname())
}

// A teacher lets the embedded model read the workspaces that documents lie in, each once. It is safe
// for concurrent use. Any other model needs no teacher.
type teacher struct {
	model *local.Model // nil: another model answers
	log   *slog.Logger

	mu   sync.Mutex
	seen map[string]bool // by root; guarded by mu
}

func newTeacher(e *completion.Engine, log *slog.Logger) *teacher {
	model, _ := e.Model.(*local.Model)
	return &teacher{model: model, log: log, seen: map[string]bool{}}
}

// learn reads the workspace of a document, unless it was read before. It returns when that is done or
// the context ends; what was read by then is known.
func (t *teacher) learn(ctx context.Context, root string, progress func(local.Progress)) {
	if t.model == nil || root == "" || !t.first(root) {
		return
	}
	w, err := workspace.Open(root)
	if err != nil {
		t.log.Warn("the embedded model cannot read the workspace", "err", err)
		return
	}
	defer w.Close()
	start := time.Now()
	err = t.model.Learn(ctx, sources(ctx, w, root), progress)
	t.log.Info("the embedded model has read the workspace", "took", time.Since(start), "err", err)
}

// brief bounds how long a single completion lets the embedded model read the workspace before it
// answers.
const brief = 2 * time.Second

func (t *teacher) briefly(ctx context.Context, root string) {
	ctx, cancel := context.WithTimeout(ctx, brief)
	defer cancel()
	t.learn(ctx, root, nil)
}

func (t *teacher) first(root string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	first := !t.seen[root]
	t.seen[root] = true
	return first
}

// sources are the files of a workspace in languages that sluice knows.
func sources(ctx context.Context, w *workspace.Workspace, root string) iter.Seq[local.File] {
	known := func(name string) bool { return syntax.ByPath(name) != nil }
	return func(yield func(local.File) bool) {
		for f := range w.Files(ctx, workspace.Limits{}, known) {
			if !yield(local.File{Path: filepath.Join(root, filepath.FromSlash(f.Path)), Text: f.Text}) {
				return
			}
		}
	}
}
