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
}

// NewGate returns a gate over a set of rules, with the limits that interactive use needs.
func NewGate(set *rules.Set, t rules.Threshold) *Gate {
	return &Gate{Rules: set, Threshold: t, Limit: 2 * time.Second, Now: time.Now}
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
	whole := p.examine(trial{insert: insert})
	if !whole.clean() {
		if fixed, ok := p.rewrite(insert, whole); ok {
			return Outcome{fixed, p.verdictOf(verdict.Rewritten, whole)}
		}
		return p.shorten(insert, whole)
	}
	for _, k := range p.boundaries(insert, whole) {
		if e := p.examine(trial{insert: insert[:k], within: insert, prefix: true}); !e.clean() {
			return p.shorten(insert, e)
		}
	}
	return Outcome{insert, verdict.Verdict{Kind: verdict.Passed}}
}

// shorten cuts a candidate to the longest run of whole lines that ends before what is wrong with it
// and passes by itself; where there is none the candidate is withheld.
func (p *Place) shorten(insert string, wrong examination) Outcome {
	if wrong.reason != "" {
		return Outcome{Verdict: verdict.Verdict{Kind: verdict.Unknown, Reason: wrong.reason}}
	}
	limit := min(wrong.firstProblem()-p.span.Start, len(insert)-1)
	for cut := lineBefore(insert, limit); cut > 0; cut = lineBefore(insert, cut) {
		kept := insert[:cut]
		if strings.TrimSpace(kept) == "" {
			break
		}
		if p.decide(kept).Verdict.Kind == verdict.Passed {
			return Outcome{kept, p.verdictOf(verdict.Trimmed, wrong)}
		}
	}
	return Outcome{Verdict: p.verdictOf(verdict.Withheld, wrong)}
}

// lineBefore returns the offset of the last line end in text[:limit], without the newline; 0 if none.
func lineBefore(text string, limit int) int {
	end := max(strings.LastIndexByte(text[:max(limit, 0)], '\n'), 0)
	return len(strings.TrimSuffix(text[:end], "\r"))
}

func (p *Place) verdictOf(kind verdict.Kind, e examination) verdict.Verdict {
	v := verdict.Verdict{Kind: kind, Reason: e.why()}
	lines := syntax.NewLineIndex(e.text)
	for _, f := range e.findings {
		v.Findings = append(v.Findings, report.FindingOf(&f, p.doc.Path, e.text, lines, p.gate.Threshold))
		if !slices.Contains(v.Rules, f.Rule.ID) {
			v.Rules = append(v.Rules, f.Rule.ID)
		}
	}
	return v
}
