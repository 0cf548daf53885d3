//go:build ignore

package fixture

import "net/http"

func cookieFlags(value string) {
	// ruleid: go.cookie-flags
	a := http.Cookie{Name: "session", Value: value, Secure: false}
	// ruleid: go.cookie-flags
	b := &http.Cookie{HttpOnly: false, Name: "session", Secure: true}
	use(a, b)
}

func cookieFlagsNearMisses(value string) {
	// ok: go.cookie-flags
	a := http.Cookie{Name: "session", Value: value, Secure: true, HttpOnly: true}
	// ok: go.cookie-flags
	b := &jar{Secure: false}
	use(a, b)
}
