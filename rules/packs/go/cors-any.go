//go:build ignore

package fixture

func corsAny(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.cors-any
	a := cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}
	// ruleid: go.cors-any
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	use(a)
}

func corsAnyNearMisses(w http.ResponseWriter, r *http.Request) {
	// ok: go.cors-any
	a := cors.Options{AllowedOrigins: []string{"https://app.example.com"}, AllowCredentials: true}
	// ok: go.cors-any
	b := cors.Options{AllowedOrigins: []string{"*"}}
	// ok: go.cors-any
	w.Header().Set("Access-Control-Allow-Origin", "https://app.example.com")
	use(a, b)
}
