//go:build ignore

package fixture

import (
	"net/http"
	"plugin"
)

func codeInjection(r *http.Request) {
	// ruleid: go.code-injection
	a, err := plugin.Open(r.FormValue("plugin"))
	use(a, err)
}

func LoadPlugin(name string) (*plugin.Plugin, error) {
	// ruleid: go.code-injection
	return plugin.Open("/srv/plugins/" + name + ".so")
}

func codeInjectionNearMiss(r *http.Request, operations map[string]func()) {
	operations[r.FormValue("operation")]()
	// ok: go.code-injection
	a, err := plugin.Open("/srv/plugins/csv.so")
	use(a, err)
}

func LoadFixed(name string) (*plugin.Plugin, error) {
	// ok: go.code-injection
	return plugin.Open("/srv/plugins/json.so")
}
