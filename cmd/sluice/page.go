package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// pages are the explanations that editors open as documents. They may hold text that was withheld, so they lie in
// a folder that only the user can read, and go with the session. It is safe for concurrent use.
type pages struct {
	mu  sync.Mutex
	dir string // "" until the first page
}

// write keeps the page in the place of the one before, and returns its URI.
func (p *pages) write(markdown string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dir == "" {
		dir, err := os.MkdirTemp("", "sluice-")
		if err != nil {
			return "", fmt.Errorf("making a folder for explanations: %w", err)
		}
		p.dir = dir
	}
	name := filepath.Join(p.dir, "explanation.md")
	if err := os.WriteFile(name, []byte(markdown), 0o600); err != nil {
		return "", fmt.Errorf("writing an explanation: %w", err)
	}
	path := filepath.ToSlash(name)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String(), nil
}

func (p *pages) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dir != "" {
		os.RemoveAll(p.dir)
	}
}
