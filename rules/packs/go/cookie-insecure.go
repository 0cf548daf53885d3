//go:build ignore

package fixture

import "net/http"

func cookieInsecure(w http.ResponseWriter, id string) {
	// ruleid: go.cookie-insecure
	http.SetCookie(w, &http.Cookie{Name: "id", Value: id})
	// ruleid: go.cookie-insecure
	http.SetCookie(w, &http.Cookie{Name: "id", Value: id, HttpOnly: true})
}

func cookieInsecureNearMisses(w http.ResponseWriter, id string, cookie *http.Cookie) {
	// ok: go.cookie-insecure
	http.SetCookie(w, &http.Cookie{Name: "id", Value: id, Secure: true, HttpOnly: true})
	// ok: go.cookie-insecure
	http.SetCookie(w, cookie)
	// ok: go.cookie-insecure
	http.SetCookie(w, &http.Cookie{Name: "id", MaxAge: -1})
}
