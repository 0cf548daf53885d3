//go:build ignore

package fixture

import "strings"

func hostSuffix(host string) bool {
	// ruleid: go.host-suffix
	a := strings.HasSuffix(host, "example.com")
	// ruleid: go.host-suffix
	return a || strings.HasSuffix(host, "internal.example.org")
}

func hostSuffixNearMisses(host string) bool {
	// ok: go.host-suffix
	a := strings.HasSuffix(host, ".example.com")
	// ok: go.host-suffix
	return a || host == "example.com"
}
