//go:build ignore

package fixture

import (
	"net/http"
	"slices"
)

func ssrf(r *http.Request) {
	// ruleid: go.ssrf
	a, err := http.Get(r.FormValue("url"))
	host := r.FormValue("host")
	// ruleid: go.ssrf
	b, err := http.NewRequest("GET", "https://"+host+"/items", nil)
	use(a, b, err)
}

func ssrfNearMiss(r *http.Request, allowed []string) {
	host := r.FormValue("host")
	if !slices.Contains(allowed, host) {
		return
	}
	// ok: go.ssrf
	a, err := http.Get("https://" + host + "/items")
	// ok: go.ssrf
	b, err := http.Get("https://a.example.com/items")
	use(a, b, err)
}
