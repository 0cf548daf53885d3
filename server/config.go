package server

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"sync"
	"time"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/server/lsp"
)

// patience is how long a client may take to answer us.
const patience = 10 * time.Second

// nearestFor is how long a folder's .sluice.yaml is taken to be as it was read. Clients that watch files
// tell us sooner.
const nearestFor = 5 * time.Second

// A configuration holds the settings of every source. It is safe for concurrent use.
type configuration struct {
	opts Options

	mu      sync.Mutex
	user    settings.Layer // read again on reload
	initial settings.Layer // initializationOptions: the user's own
	client  settings.Layer // what the editor says later; it may hold a repository's settings, so it only tightens
	found   []settings.Problem
	nearest map[string]nearest // by folder of the document
}

// nearest is the configuration that was found for a folder, empty if there is none.
type nearest struct {
	layer settings.Layer
	until time.Time
}

func newConfiguration(opts Options) *configuration {
	c := &configuration{opts: opts, nearest: map[string]nearest{}}
	c.readUser()
	return c
}

func (c *configuration) readUser() {
	if c.opts.User != nil {
		var found []settings.Problem
		c.user, found = c.opts.User()
		c.found = append(c.found, found...)
	}
}

func (c *configuration) initialize(options json.RawMessage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var found []settings.Problem
	c.initial, found = settings.ParseJSON(settings.Source{Name: "initializationOptions", Trusted: true}, options)
	c.found = append(c.found, found...)
}

// setClient takes what the editor sent in place of what it sent before.
func (c *configuration) setClient(source string, data json.RawMessage) {
	layer, found := settings.ParseJSON(settings.Source{Name: source, Whole: true}, data)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.client = layer
	c.found = append(c.found, found...)
}

// reload reads the user's file again, and forgets what was read of workspaces.
func (c *configuration) reload() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.readUser()
	clear(c.nearest)
}

// session returns the settings that hold where there is no document.
func (c *configuration) session() settings.Settings { return c.resolve(settings.Layer{}) }

// document returns the settings that hold for a document. It may read the disk.
func (c *configuration) document(root, document string) settings.Settings {
	if root == "" || document == "" {
		return c.session()
	}
	return c.resolve(c.workspace(root, document))
}

func (c *configuration) workspace(root, document string) settings.Layer {
	folder, now := filepath.Dir(document), c.opts.clock.Now()
	c.mu.Lock()
	known, ok := c.nearest[folder]
	c.mu.Unlock()
	if ok && now.Before(known.until) {
		return known.layer
	}
	layer, found := settings.Nearest(root, document)
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.DeleteFunc(c.nearest, func(_ string, n nearest) bool { return !now.Before(n.until) })
	c.nearest[folder] = nearest{layer, now.Add(nearestFor)}
	c.found = append(c.found, found...)
	return layer
}

func (c *configuration) resolve(workspace settings.Layer) settings.Settings {
	c.mu.Lock()
	defer c.mu.Unlock()
	resolved, found := settings.Resolve(c.user, c.initial, c.opts.Flags, c.client, workspace)
	c.found = append(c.found, found...)
	return resolved.Settings
}

// problems returns what was ignored since it was last asked, each once.
func (c *configuration) problems() []settings.Problem {
	c.mu.Lock()
	defer c.mu.Unlock()
	var once []settings.Problem
	seen := map[settings.Problem]bool{}
	for _, p := range c.found {
		if !seen[p] {
			seen[p] = true
			once = append(once, p)
		}
	}
	c.found = nil
	return once
}

// pullConfiguration asks the editor for its settings, if it can be asked.
func (s *session) pullConfiguration(ctx context.Context) {
	if !s.client.capabilities.Workspace.Configuration {
		return
	}
	var answer []json.RawMessage
	params := map[string]any{"items": []map[string]string{{"section": "sluice"}}}
	if err := s.ask(ctx, "workspace/configuration", params, &answer); err != nil {
		s.log.Warn("the editor's settings stay as they were", "error", err)
		return
	}
	if len(answer) > 0 {
		s.config.setClient("workspace/configuration", answer[0])
		s.settingsChanged()
	}
}

// didChangeConfiguration takes the settings from the notification only where the editor cannot be asked:
// those that can often send an empty one.
func (s *session) didChangeConfiguration(p *lsp.DidChangeConfigurationParams) (any, error) {
	if s.client.capabilities.Workspace.Configuration {
		return work(func(ctx context.Context) (any, error) {
			s.pullConfiguration(ctx)
			return nil, nil
		}), nil
	}
	s.config.setClient("didChangeConfiguration", p.Settings)
	s.settingsChanged()
	return nil, nil
}

func (s *session) reloadSettings(context.Context) (any, error) {
	s.config.reload()
	s.settingsChanged()
	return nil, nil
}

// settingsChanged does what follows from new settings.
func (s *session) settingsChanged() {
	s.followLog()
	s.notices.problems(s.config.problems())
	s.diagnostics.again()
}

func (s *session) followLog() {
	if s.opts.SetLog == nil {
		return
	}
	if err := s.opts.SetLog(s.config.session().Log); err != nil {
		s.log.Warn("the log stays as it was", "error", err)
	}
}

// register asks the editor to tell of changes, where it can be asked.
func (s *session) register(ctx context.Context) {
	var registrations []map[string]any
	if s.client.capabilities.Workspace.DidChangeConfiguration.DynamicRegistration {
		registrations = append(registrations, map[string]any{
			"id": "sluice.configuration", "method": "workspace/didChangeConfiguration",
			"registerOptions": map[string]any{"section": "sluice"},
		})
	}
	if s.client.capabilities.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		watchers := []map[string]any{{"globPattern": "**/" + settings.FileName}}
		if s.opts.UserFile != "" {
			watchers = append(watchers, s.watchers(s.opts.UserFile)[:1]...)
		}
		registrations = append(registrations, map[string]any{
			"id": "sluice.files", "method": "workspace/didChangeWatchedFiles",
			"registerOptions": map[string]any{"watchers": watchers},
		})
	}
	if registrations == nil {
		return
	}
	if err := s.ask(ctx, "client/registerCapability", map[string]any{"registrations": registrations}, nil); err != nil {
		s.log.Warn("the editor will not tell of changed settings", "error", err)
	}
}
