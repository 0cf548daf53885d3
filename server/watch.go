package server

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// watches are the files that the session was made of, and that it is made of again when they change. It is
// safe for concurrent use.
type watches struct {
	mu    sync.Mutex
	rules map[string]bool // files and folders of rules that some settings name
}

// add returns those paths that are new.
func (w *watches) add(paths []string) (added []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range paths {
		if p = filepath.Clean(p); !w.rules[p] {
			w.rules[p] = true
			added = append(added, p)
		}
	}
	return added
}

// holds reports whether a file belongs to the rules. Fixtures beside them do not.
func (w *watches) holds(file string) bool {
	if ext := filepath.Ext(file); ext != ".yaml" && ext != ".yml" {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for p := range w.rules {
		if rel, err := filepath.Rel(p, file); err == nil && filepath.IsLocal(rel) {
			return true
		}
	}
	return false
}

func (s *session) didChangeWatchedFiles(p *lsp.DidChangeWatchedFilesParams) (any, error) {
	var uris []string
	for _, change := range p.Changes {
		uris = append(uris, change.URI)
	}
	s.filesChanged(uris...)
	return nil, nil
}

// filesChanged reads settings and rules again if a file that was written holds some. Editors that watch no
// files tell of what they save themselves.
func (s *session) filesChanged(uris ...string) {
	config, rules := false, false
	for _, uri := range uris {
		file := pathOf(uri)
		config = config || path.Base(uri) == settings.FileName || file != "" && file == s.opts.UserFile
		rules = rules || s.watches.holds(file)
	}
	if rules {
		s.engines.reset()
	}
	if config || rules {
		s.calls.background("settings", s.reloadSettings)
	}
}

// watch asks the editor to tell when rules change that settings name.
func (s *session) watch(paths []string) {
	added := s.watches.add(paths)
	if len(added) == 0 || !s.client.capabilities.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		return
	}
	s.calls.tasks.run(func() {
		var watchers []map[string]any
		for _, p := range added {
			watchers = append(watchers, s.watchers(p)...)
		}
		s.registerWatchers(s.ctx, "sluice.rules "+added[0], watchers)
	})
}

// watchers are for a file and, should it be a folder, for what lies in it. Clients that do not know relative
// patterns match the whole path.
func (s *session) watchers(p string) []map[string]any {
	if s.client.capabilities.Workspace.DidChangeWatchedFiles.RelativePatternSupport {
		return []map[string]any{
			{"globPattern": map[string]any{"baseUri": uriOfPath(filepath.Dir(p)), "pattern": filepath.Base(p)}},
			{"globPattern": map[string]any{"baseUri": uriOfPath(p), "pattern": "**/*.{yaml,yml}"}},
		}
	}
	p = filepath.ToSlash(p)
	return []map[string]any{{"globPattern": p}, {"globPattern": strings.TrimSuffix(p, "/") + "/**/*.{yaml,yml}"}}
}

func (s *session) registerWatchers(ctx context.Context, id string, watchers []map[string]any) {
	params := map[string]any{"registrations": []map[string]any{{
		"id": id, "method": "workspace/didChangeWatchedFiles", "registerOptions": map[string]any{"watchers": watchers},
	}}}
	if err := s.ask(ctx, "client/registerCapability", params, nil); err != nil {
		s.log.Warn("the editor will not tell of changed files", "error", fmt.Errorf("registering %s: %w", id, err))
	}
}
