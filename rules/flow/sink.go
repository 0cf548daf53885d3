package flow

import "slices"

// A Sink is a place where data of a rule's sources must not arrive. Constraints are derived from it.
type Sink struct {
	Callee   string // in full: "sqlite3.Cursor.execute"; "" if it is a property that is written
	Property string // in full: "Element.innerHTML"
	ByName   bool   // the member's name alone says it where the receiver is unknown
	Position int    // of the argument, from 0; -1 where it has a name alone
	Name     string // of the argument
	Kind     string // of data that must not come, "" where that is not asked
}

// Sinks returns the arguments and properties that models name for a rule of the native form; none for
// rules that say what their sinks are by patterns.
func (r *Rule) Sinks(m *Models) []Sink {
	if r.spec.models == nil || m == nil {
		return nil
	}
	var out []Sink
	for _, row := range m.rows {
		if row.section != sectionSinks || !slices.ContainsFunc(row.kinds, func(k string) bool { return slices.Contains(r.spec.models.to, k) }) {
			continue
		}
		if row.form == formAssign {
			out = append(out, Sink{Property: row.name, ByName: row.byName, Position: -1})
			continue
		}
		for _, p := range row.ports {
			if p.kind == portArgument {
				out = append(out, Sink{Callee: row.name, ByName: row.byName, Position: p.index, Name: p.name})
			}
		}
	}
	return out
}
