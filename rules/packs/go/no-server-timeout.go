//go:build ignore

package fixture

import "net/http"

func noServerTimeout(mux *http.ServeMux) {
	// ruleid: go.no-server-timeout
	http.ListenAndServe(":8080", mux)
	// ruleid: go.no-server-timeout
	http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", mux)
}

func noServerTimeoutNearMisses(server *http.Server) {
	// ok: go.no-server-timeout
	server.ListenAndServe()
	// ok: go.no-server-timeout
	http.Handle("/", nil)
}
