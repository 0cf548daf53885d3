package settings

import (
	"strings"
)

// Flags reads a layer from "KEY=VALUE" pairs of a command line. A value is read as YAML is. Relative
// paths start in dir.
func Flags(dir string, pairs ...string) (Layer, []Problem) {
	r := reading{layer: Layer{Source: Source{Name: "--set", Trusted: true, Dir: dir}}}
	for _, pair := range pairs {
		key, text, ok := strings.Cut(pair, "=")
		if !ok {
			r.problem(key, 0, "must be written KEY=VALUE")
			continue
		}
		v, err := yamlTree([]byte(text))
		if err != nil {
			_, message := yamlError(err)
			r.problem(key, 0, "%s", message)
			continue
		}
		if v.isNull() {
			v.data = ""
		}
		v.line = 0
		r.take(key, member{key: key, value: v})
	}
	return r.layer, r.problems
}
