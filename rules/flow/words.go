package flow

import (
	"slices"
	"strings"
)

// SinkWords returns names one of which stands in every text in which the rule finds something, unless
// it is disguised: what its sinks call or assign, by the last name. None are returned where a sink may be
// anything.
func (r *Rule) SinkWords(m *Models) []string {
	if r.spec.models != nil {
		return r.modelWords(m)
	}
	var words []string
	for i, p := range r.parts {
		if p.role != roleSink {
			continue
		}
		called, ok := r.matchers[i].Words()
		if !ok {
			return nil
		}
		words = append(words, called...)
	}
	return words
}

func (r *Rule) modelWords(m *Models) []string {
	var words []string
	if m == nil {
		return nil
	}
	for _, row := range m.rows {
		sink := row.section == sectionSinks && slices.ContainsFunc(row.kinds, func(k string) bool { return slices.Contains(r.spec.models.to, k) })
		if sink {
			words = append(words, row.last[strings.LastIndexByte(row.last, ' ')+1:])
		}
	}
	return words
}
