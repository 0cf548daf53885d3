//go:build ignore

package fixture

import (
	"html"
	"html/template"
	"net/http"
	text "text/template"
)

func xss(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	page := "<p>Hello " + name + "</p>"
	// ruleid: go.xss
	w.Write([]byte(page))
	// ruleid: go.xss
	use(template.HTML(name))
}

func xssNearMiss(w http.ResponseWriter, r *http.Request) {
	name := html.EscapeString(r.FormValue("name"))
	page := "<p>Hello " + name + "</p>"
	// ok: go.xss
	w.Write([]byte(page))
	// ok: go.xss
	use(template.HTML("<br>"))
}

var plainPage = text.Must(text.New("page").Parse("<p>{{.}}</p>"))

func plainTemplate(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.xss
	plainPage.Execute(w, r.FormValue("text"))
	// ok: go.xss
	plainPage.Execute(w, "text")
}
