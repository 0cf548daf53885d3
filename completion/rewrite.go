package completion

import (
	"cmp"
	"slices"

	"github.com/sluice-lsp/sluice/rules"
)

// rewrite applies the fixes of the rules that found something, where each finding brings one that
// changes nothing but the candidate, and what comes out passes as it is.
func (p *Place) rewrite(insert string, wrong examination) (string, bool) {
	if wrong.reason != "" || wrong.problem >= 0 {
		return "", false
	}
	fixes := make([]rules.Fix, 0, len(wrong.findings))
	for _, f := range wrong.findings {
		if f.Fix == nil {
			return "", false
		}
		fixes = append(fixes, *f.Fix)
	}
	fixed, ok := apply(insert, wrong.start, fixes)
	if !ok || fixed == insert {
		return "", false
	}
	e, _ := p.wrong(fixed)
	return fixed, e.clean()
}

// apply makes the replacements in the text that starts at an offset; ok is false if one reaches out of
// it or two overlap.
func apply(text string, start int, fixes []rules.Fix) (string, bool) {
	slices.SortFunc(fixes, func(a, b rules.Fix) int { return cmp.Compare(b.Span.Start, a.Span.Start) })
	limit := len(text)
	for _, f := range fixes {
		from, to := f.Span.Start-start, f.Span.End-start
		if from < 0 || to > limit || from > to {
			return "", false
		}
		text = text[:from] + f.Text + text[to:]
		limit = from
	}
	return text, true
}
