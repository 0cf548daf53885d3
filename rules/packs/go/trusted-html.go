//go:build ignore

package fixture

import "html/template"

func trustedHTML(comment string) {
	// ruleid: go.trusted-html
	a := template.HTML("<p>" + comment + "</p>")
	// ruleid: go.trusted-html
	b := template.JS(comment)
	// ruleid: go.trusted-html
	c := template.URL(comment)
	use(a, b, c)
}

func trustedHTMLNearMisses(comment string) {
	// ok: go.trusted-html
	a := template.HTML("<hr>")
	// ok: go.trusted-html
	b := template.HTMLEscapeString(comment)
	// ok: go.trusted-html
	c := template.New(comment)
	use(a, b, c)
}
