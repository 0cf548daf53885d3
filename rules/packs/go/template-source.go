//go:build ignore

package fixture

import (
	"fmt"
	"html/template"
)

func templateSource(name string) {
	// ruleid: go.template-source
	a, err := template.New("a").Parse("<h1>" + name + "</h1>")
	// ruleid: go.template-source
	b, err := template.New("b").Parse(fmt.Sprintf("<p>%s</p>{{.}}", name))
	use(a, b, err)
}

func templateSourceNearMisses(name string) {
	// ok: go.template-source
	a, err := template.New("a").Parse("<h1>{{.Name}}</h1>")
	// ok: go.template-source
	b, err := url.Parse("http://" + name)
	use(a, b, err)
}
