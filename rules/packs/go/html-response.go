//go:build ignore

package fixture

import (
	"fmt"
	"html"
	"net/http"
)

func htmlResponse(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.html-response
	fmt.Fprintf(w, "<h1>Hello %s</h1>", name)
	// ruleid: go.html-response
	w.Write([]byte("<p>" + name + "</p>"))
}

func htmlResponseNearMisses(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ok: go.html-response
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(name))
	// ok: go.html-response
	fmt.Fprintf(w, "Hello %s", name)
	// ok: go.html-response
	fmt.Fprintf(w, "<b>%d</b>", len(name))
}

func htmlResponseElsewhere(b *strings.Builder, name string) {
	// ok: go.html-response
	fmt.Fprintf(b, "<h1>Hello %s</h1>", name)
}
