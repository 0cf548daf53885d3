//go:build ignore

package fixture

import "github.com/antchfx/xpath"

func xpathBuiltString(name string) {
	// ruleid: go.xpath-built-string
	a, err := xpath.Compile("//user[@name='" + name + "']")
	// ruleid: go.xpath-built-string
	b := xpath.MustCompile(fmt.Sprintf("//user[@name='%s']", name))
	use(a, b, err)
}

func xpathBuiltStringNearMisses(name string) {
	// ok: go.xpath-built-string
	a, err := xpath.Compile("//user")
	// ok: go.xpath-built-string
	b := regexp.MustCompile("//user" + name)
	use(a, b, err)
}
