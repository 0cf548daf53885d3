//go:build ignore

package fixture

import (
	"html/template"
	"net/http"
)

func templateInjection(r *http.Request) {
	source := "Hello " + r.FormValue("name")
	// ruleid: go.template-injection
	a, err := template.New("page").Parse(source)
	use(a, err)
}

func RenderText(source string) (*template.Template, error) {
	// ruleid: go.template-injection
	return template.New("page").Parse(source)
}

func templateInjectionNearMiss(w http.ResponseWriter, r *http.Request) {
	// ok: go.template-injection
	page := template.Must(template.New("page").Parse("Hello {{.}}"))
	page.Execute(w, r.FormValue("name"))
}

func RenderFixed(name string) (*template.Template, error) {
	// ok: go.template-injection
	return template.New(name).Parse("Hello {{.}}")
}
