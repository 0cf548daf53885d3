package settings

import (
	"slices"
	"strconv"
)

// Resolved is the settings that hold, and where each came from. It is immutable.
type Resolved struct {
	Settings
	origins map[string][]Origin
}

// An Origin is a place that gave a setting its value.
type Origin struct {
	Source string `json:"source"`
	Line   int    `json:"line,omitempty"` // 1-based, 0 if unknown
}

// String returns "config.yaml:3".
func (o Origin) String() string {
	if o.Line == 0 {
		return o.Source
	}
	return o.Source + ":" + strconv.Itoa(o.Line)
}

// An Entry is one setting with its value. A key's value says where the key comes from.
type Entry struct {
	Key     string
	Value   any
	Origins []Origin // more than one only where a workspace added to the user's list
}

// Entries returns every setting in a fixed order.
func (r Resolved) Entries() []Entry {
	entries := make([]Entry, 0, len(schema))
	for _, s := range schema {
		origins := r.origins[s.name()]
		if origins == nil {
			origins = []Origin{{Source: defaults}}
		}
		entries = append(entries, Entry{s.name(), s.value(&r.Settings), origins})
	}
	return entries
}

const defaults = "defaults"

// Resolve merges layers over the defaults. Among the trusted ones the later wins. The others come
// after all of those, in their order, and may only tighten what the user's own configuration says;
// whatever would loosen it is a Problem and changes nothing.
func Resolve(layers ...Layer) (Resolved, []Problem) {
	a := application{now: Default(), defaults: Default(), origins: map[string][]Origin{}}
	for _, layer := range layers {
		if layer.Source.Trusted {
			a.applyLayer(layer)
		}
	}
	a.base = a.now
	for _, layer := range layers {
		if !layer.Source.Trusted {
			a.applyLayer(layer)
		}
	}
	return Resolved{a.now, a.origins}, a.problems
}

// An application is the state of one Resolve.
type application struct {
	source              Source // of the layer that is being applied
	defaults, base, now Settings
	origins             map[string][]Origin
	problems            []Problem
}

func (a *application) applyLayer(layer Layer) {
	a.source = layer.Source
	for _, e := range layer.entries {
		if err := schemaOf(e.key).apply(a, e); err != nil {
			a.problems = append(a.problems, Problem{a.source.Name, e.key, e.value.line, err.Error()})
		}
	}
}

// note records where a value came from, beside or instead of where it came from before.
func (a *application) note(key string, e entry, beside bool) {
	origin := Origin{a.source.Name, e.value.line}
	if !beside {
		a.origins[key] = []Origin{origin}
		return
	}
	if !slices.Contains(a.origins[key], origin) {
		a.origins[key] = append(slices.Clip(a.origins[key]), origin)
	}
}
