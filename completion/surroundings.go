package completion

import (
	"sync"

	"github.com/sluice-lsp/sluice/completion/workspace"
)

// Surroundings are the workspaces that documents lie in, opened when they are first asked for. They
// are safe for concurrent use and stay open as long as the process runs.
type Surroundings struct {
	mu   sync.Mutex
	open map[string]*workspace.Workspace // by root, nil where it cannot be read; guarded by mu
}

// of returns the workspace of a document, nil if it has none.
func (s *Surroundings) of(d *Document) *workspace.Workspace {
	if d.Root == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if w, ok := s.open[d.Root]; ok {
		return w
	}
	w, err := workspace.Open(d.Root)
	if err != nil {
		w = nil
	}
	if s.open == nil {
		s.open = map[string]*workspace.Workspace{}
	}
	s.open[d.Root] = w
	return w
}

// unsendable returns why no model may see the document, "" if it may.
func (s *Surroundings) unsendable(d *Document) string {
	if d.Path == "" {
		return ""
	}
	if w := s.of(d); w != nil {
		return w.Unsendable(d.Path)
	}
	return workspace.SecretPath(d.Path)
}
