package completion

import (
	"slices"
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/report"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Gate checks edits before anyone sees them. It is immutable and safe for concurrent use.
type Gate struct {
	Rules     *rules.Set
	Threshold rules.Threshold
	Limit     time.Duration    // for a parse, and for all that is done for one candidate; beyond it the answer is unknown
	Now       func() time.Time // injected by tests

	Surroundings *Surroundings // tells which packages a project needs; nil: none is asked

	handed *handed
}

// NewGate returns a gate over a set of rules, with the limits that interactive use needs.
func NewGate(set *rules.Set, t rules.Threshold) *Gate {
	return &Gate{Rules: set, Threshold: t, Limit: 2 * time.Second, Now: time.Now, Surroundings: &Surroundings{}, handed: &handed{}}
}

// An Outcome is the gate's answer for one edit: what may be inserted, and why. Insert is empty unless
// the verdict says that it may be shown.
type Outcome struct {
	Insert  string
	Verdict verdict.Verdict
}

// Check answers for replacing span of the document by insert. It opens the place anew; to check many
// candidates for one place, open it once with Open.
func (g *Gate) Check(doc *Document, span syntax.Span, insert string) Outcome {
	if doc.Kept == nil && doc.Language != nil {
		once := *doc
		once.Kept = NewKept(doc.Language)
		defer once.Kept.Close()
		doc = &once
	}
	return g.Open(doc, span).Check(insert)
}

// Check answers for one candidate: it passes whole, or with a rule's own fix, or is cut to the longest
// run of whole lines that passes, or is withheld. Whatever cannot be checked is unknown.
func (p *Place) Check(insert string) Outcome {
	started := p.gate.Now()
	p.until = started.Add(p.gate.Limit)
	out := p.decide(insert)
	p.until = time.Time{}
	out.Verdict.EnforcedBy = []string{"gate"}
	out.Verdict.Micros = p.gate.Now().Sub(started).Microseconds()
	return out
}

func (p *Place) decide(insert string) Outcome {
	wrong, prefix := p.wrong(insert)
	if wrong.clean() {
		return Outcome{insert, verdict.Verdict{Kind: verdict.Passed, Notes: p.notes}}
	}
	if !prefix {
		if fixed, ok := p.rewrite(insert, wrong); ok {
			return Outcome{fixed, p.verdictOf(verdict.Rewritten, wrong)}
		}
	}
	return p.shorten(insert, wrong)
}

// wrong examines a candidate and then the prefixes of it that could be worse than the whole. It returns
// the first examination that is not clean, and whether that is of a prefix.
func (p *Place) wrong(insert string) (e examination, prefix bool) {
	p.notes = nil
	whole := p.examine(trial{insert: insert})
	if whole.clean() {
		at, why := p.unknownImport(whole, insert)
		if why == "" {
			at, why = blockAsLiteral(whole, p.doc.Language, len(insert))
		}
		if why != "" {
			return p.unread(insert, at, why), false
		}
		whole.findings = append(p.handsOn(whole, insert), p.inPlainWords(whole, insert)...)
	}
	if !whole.clean() {
		return whole, false
	}
	for _, k := range p.boundaries(insert, whole) {
		if e := p.examine(trial{insert: insert[:k], within: insert, prefix: true}); !e.clean() {
			return e, true
		}
	}
	return whole, false
}

// maxCuts bounds how many shorter texts are tried of a candidate that does not pass.
const maxCuts = 16

// shorten cuts a candidate to the longest run of whole lines that ends before what is wrong with it
// and passes by itself; where there is none the candidate is withheld.
func (p *Place) shorten(insert string, wrong examination) Outcome {
	if wrong.reason != "" {
		return Outcome{Verdict: verdict.Verdict{Kind: verdict.Unknown, Reason: wrong.reason}}
	}
	cut := lineBefore(insert, min(wrong.firstProblem()-p.span.Start, len(insert)-1))
	for tries := 0; tries < maxCuts && strings.TrimSpace(insert[:cut]) != ""; tries++ {
		e, _ := p.wrong(insert[:cut])
		if e.clean() {
			return Outcome{insert[:cut], p.verdictOf(verdict.Trimmed, wrong)}
		}
		cut = lineBefore(insert, min(e.firstProblem()-p.span.Start, cut))
	}
	return Outcome{Verdict: p.verdictOf(verdict.Withheld, wrong)}
}

// lineBefore returns the offset of the last line end in text[:limit], without the newline; 0 if none.
func lineBefore(text string, limit int) int {
	end := max(strings.LastIndexByte(text[:max(limit, 0)], '\n'), 0)
	return len(strings.TrimSuffix(text[:end], "\r"))
}

func (p *Place) verdictOf(kind verdict.Kind, e examination) verdict.Verdict {
	v := verdict.Verdict{Kind: kind, Reason: e.why(), Notes: p.notes}
	lines := syntax.NewLineIndex(e.text)
	for _, f := range e.findings {
		v.Findings = append(v.Findings, report.FindingOf(&f, p.doc.Path, e.text, lines, p.gate.Threshold))
		if !slices.Contains(v.Rules, f.Rule.ID) {
			v.Rules = append(v.Rules, f.Rule.ID)
		}
	}
	return v
}
