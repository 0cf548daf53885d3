package settings

import (
	"cmp"
	"fmt"
)

// A Source is where a layer of settings comes from, and what it is allowed to do.
type Source struct {
	Name    string // for people: "defaults", a file's path, "initializationOptions", "--set"
	Trusted bool   // the user's own configuration; every other source may only tighten

	// Whole says that an editor sends the whole tree with its own defaults filled in. Values that equal
	// a default then say nothing about what anybody wants, and are passed over.
	Whole bool

	Dir    string // relative paths in rules.config start here; "" leaves them as they are
	Within string // for an untrusted source: the folder that its paths may not leave
}

// A Layer is the settings that one source gives. It is immutable.
type Layer struct {
	Source  Source
	entries []entry
}

// An entry is one setting of a layer: a key of the schema and the value that was written for it.
type entry struct {
	key   string
	value value
}

// A Problem is something in a source that was ignored, and why.
type Problem struct {
	Source  string
	Key     string // "" if the whole source is meant
	Line    int    // 1-based, 0 if unknown
	Message string
}

// String returns the problem as one line: "config.yaml:3: backend.ulr: there is no such setting".
func (p Problem) String() string {
	at := p.Source
	if p.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, p.Line)
	}
	if p.Key == "" {
		return at + ": " + p.Message
	}
	return at + ": " + p.Key + ": " + p.Message
}

// A reading collects what is found while one source is read.
type reading struct {
	layer    Layer
	problems []Problem
}

func (r *reading) problem(key string, line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.layer.Source.Name, key, line, fmt.Sprintf(format, args...)})
}

// walk takes the entries out of a tree, section by section. An editor's tree may hold keys that are
// meant for the editor's own client.
func (r *reading) walk(section string, tree value) {
	if tree.isNull() {
		return
	}
	members, ok := tree.data.([]member)
	if !ok {
		r.problem(section, tree.line, "must be a mapping of settings, not %s", tree.describe())
		return
	}
	for _, m := range members {
		r.take(join(section, m.key), m)
	}
}

func (r *reading) take(key string, m member) {
	switch {
	case m.value.isNull():
	case schemaOf(key) != nil:
		r.add(entry{key, m.value})
	case isSection(key):
		r.walk(key, m.value)
	case r.layer.Source.Whole && clientKeys[key]:
	default:
		r.problem(key, m.line, "there is no such setting%s", didYouMean(key))
	}
}

// add keeps the later one of two entries for the same key.
func (r *reading) add(e entry) {
	for i, old := range r.layer.entries {
		if old.key == e.key {
			r.problem(e.key, cmp.Or(e.value.line, old.value.line), "is set twice; the later one holds")
			r.layer.entries[i] = e
			return
		}
	}
	r.layer.entries = append(r.layer.entries, e)
}

// clientKeys are settings of editors' language clients, not of sluice.
var clientKeys = map[string]bool{"trace": true, "server": true}

func join(section, key string) string {
	if section == "" {
		return key
	}
	return section + "." + key
}
