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
	mu    sync.Mutex
	dir   string // "" until the first page
	count int    // of pages written
}

// pagesKept is how many pages lie there at a time: an editor may still be opening the last ones.
const pagesKept = 4

// write keeps a page, and returns its URI. Each page has a name of its own: editors that have a file open already do
// not read it again.
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
	p.count++
	name := p.name(p.count)
	if err := os.WriteFile(name, []byte(markdown), 0o600); err != nil {
		return "", fmt.Errorf("writing an explanation: %w", err)
	}
	os.Remove(p.name(p.count - pagesKept)) // the first ones have none before them
	path := filepath.ToSlash(name)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String(), nil
}

func (p *pages) name(n int) string { return filepath.Join(p.dir, fmt.Sprintf("sluice-%d.md", n)) }

func (p *pages) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dir != "" {
		os.RemoveAll(p.dir)
	}
}
