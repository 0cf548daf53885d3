package main

import (
	"net/url"
	"os"
	"testing"
)

// TestPages: an editor that has the last page open must not take the next one for it.
func TestPages(t *testing.T) {
	p := &pages{}
	defer p.close()
	seen := map[string]bool{}
	for _, text := range []string{"a", "b", "c", "d", "e", "f"} {
		uri, err := p.write(text)
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(uri)
		if err != nil || seen[uri] {
			t.Fatalf("%q was the name of another page, or %v", uri, err)
		}
		seen[uri] = true
		if data, err := os.ReadFile(u.Path); err != nil || string(data) != text {
			t.Errorf("%q, %v", data, err)
		}
	}
	if left, _ := os.ReadDir(p.dir); len(left) != pagesKept {
		t.Errorf("%d pages are left", len(left))
	}
	dir := p.dir
	p.close()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
}
