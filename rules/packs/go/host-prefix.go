//go:build ignore

package fixture

import "strings"

func hostPrefix(url, referer string) bool {
	// ruleid: go.host-prefix
	a := strings.HasPrefix(url, "https://example.com")
	// ruleid: go.host-prefix
	return a || strings.HasPrefix(referer, "http://www.example.org")
}

func hostPrefixNearMisses(url string) bool {
	// ok: go.host-prefix
	a := strings.HasPrefix(url, "https://example.com/")
	// ok: go.host-prefix
	return a || strings.HasPrefix(url, "https://")
}
