package completion

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A mask is how a span of real code is chosen to be taken out.
var masks = []struct {
	name string
	span func(r *rand.Rand, text string, ends []int) syntax.Span
}{
	{"the rest of a line", restOfLine},
	{"lines", someLines},
	{"some lexemes", someLexemes},
}

// restOfLine is what a model is asked for most: from the end of a lexeme to the end of its line.
func restOfLine(r *rand.Rand, text string, ends []int) syntax.Span {
	start := ends[r.IntN(len(ends))]
	return syntax.Span{Start: start, End: start + len(line(text[start:]))}
}

// someLines are up to eight whole lines, from the first that is no blank on.
func someLines(r *rand.Rand, text string, ends []int) syntax.Span {
	at := ends[r.IntN(len(ends))]
	start := strings.LastIndexByte(text[:at], '\n') + 1
	start += len(line(text[start:])) - len(strings.TrimLeft(line(text[start:]), " \t"))
	end := start + len(line(text[start:]))
	for range r.IntN(8) {
		if end < len(text) {
			end += 1 + len(line(text[end+1:]))
		}
	}
	return syntax.Span{Start: start, End: end}
}

// someLexemes are up to thirty, wherever they end.
func someLexemes(r *rand.Rand, _ string, ends []int) syntax.Span {
	i := r.IntN(len(ends))
	return syntax.Span{Start: ends[i], End: ends[min(i+1+r.IntN(30), len(ends)-1)]}
}

func line(text string) string {
	before, _, _ := strings.Cut(text, "\n")
	return before
}

// lexemeEnds are the places at which a span may begin or end.
func lexemeEnds(l *syntax.Language, text string) (ends []int) {
	for x := range l.Lex(text) {
		if x.Kind != syntax.LexNewline {
			ends = append(ends, x.Span.End)
		}
	}
	return ends
}

// benign counts what became of the true texts of one language.
type benign struct {
	spans, explained int // explained: withheld because the file has a finding there
	misread          int // withheld because the grammar does not read the true text either
	defects          []string
	openings, calls  []time.Duration
	unread           *benign // of files that the grammar reads with errors
}

// TestBenignAcceptance takes random spans out of real projects' code and offers the true text: the gate
// passes it as it is, unless a whole-file check of the true text finds something there.
func TestBenignAcceptance(t *testing.T) {
	g := builtinGate(t)
	g.Limit = time.Minute // a slow machine must not look like a defect
	projects := realProjects(t)
	languages := make([]*syntax.Language, 0, len(projects))
	for _, l := range syntax.Languages() {
		if len(projects[l]) > 0 {
			languages = append(languages, l)
		}
	}
	each := max(count(t, 140)/len(languages), 1)
	for _, l := range languages {
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			b := maskFiles(t, g, projects[l], each)
			b.report(t, l.Name)
			b.unread.report(t, l.Name+" files with errors for the grammar")
		})
	}
}

// maskFiles takes three spans out of each file, until there are enough.
func maskFiles(t *testing.T, g *Gate, files []sourceFile, n int) *benign {
	b := &benign{unread: &benign{}}
	for _, f := range files {
		text, sound := f.text(t)
		if text == "" {
			continue
		}
		of := b
		if !sound {
			of = b.unread
		}
		ends := lexemeEnds(f.lang, text)
		r := rand.New(rand.NewPCG(*seed, shuffled(f.path)))
		if len(ends) == 0 {
			continue
		}
		for _, m := range masks {
			if span := m.span(r, text, ends); strings.TrimSpace(text[span.Start:span.End]) != "" {
				of.offer(g, f, text, span, m.name)
			}
		}
		if max(b.spans, b.unread.spans) >= n {
			break
		}
	}
	return b
}

// offer offers the true text of a span.
func (b *benign) offer(g *Gate, f sourceFile, text string, span syntax.Span, mask string) {
	truth := text[span.Start:span.End]
	doc := &Document{Path: "a" + f.lang.Extensions[0], Language: f.lang, Text: text[:span.Start] + text[span.End:]}
	began := time.Now()
	p := g.Open(doc, syntax.Span{Start: span.Start, End: span.Start})
	opened := time.Now()
	o := p.Check(truth)
	b.openings, b.calls = append(b.openings, opened.Sub(began)), append(b.calls, time.Since(opened))
	b.spans++
	switch {
	case o.Verdict.Kind == verdict.Passed && o.Insert == truth:
	case explained(g, f.lang, text, o.Verdict):
		b.explained++
	case misread(f.lang, text, span):
		b.misread++
	default:
		b.defects = append(b.defects, fmt.Sprintf("%s at %d (%s): %s, %s\n%s", f.path, span.Start, mask, o.Verdict.Kind, o.Verdict.Reason, shown(text, span)))
	}
}

// explained reports whether a whole-file check of the true text finds what the gate says, where it says so.
func explained(g *Gate, l *syntax.Language, text string, v verdict.Verdict) bool {
	found := map[string]bool{}
	for _, f := range fresh(g, l, text) {
		found[fmt.Sprint(f.Rule.ID, f.Span.Start)] = true
	}
	for _, f := range v.Findings {
		if !found[fmt.Sprint(f.Rule, f.Start.Offset)] {
			return false
		}
	}
	return len(v.Findings) > 0
}

// fresh returns what a whole-file check finds that blocks: the judge of everything that the gate says.
func fresh(g *Gate, l *syntax.Language, text string) (found []rules.Finding) {
	tree, err := syntax.Parse(l, text, 0)
	if err != nil {
		return nil
	}
	for _, f := range g.Rules.Check(tree, rules.CheckOptions{Unmask: true}).Findings {
		if f.Rule.Blocks(g.Threshold) {
			found = append(found, f)
		}
	}
	return found
}

// misread reports whether the grammar finds an error in the true text.
func misread(l *syntax.Language, text string, span syntax.Span) bool {
	tree, err := syntax.Parse(l, text, 0)
	return err == nil && slices.ContainsFunc(errorsOf(tree), func(s syntax.Span) bool { return touches(s, span) })
}

func shown(text string, span syntax.Span) string {
	before, after := text[:span.Start], text[span.End:]
	return before[max(0, len(before)-200):] + "⟦" + text[span.Start:span.End] + "⟧" + after[:min(len(after), 100)]
}

func (b *benign) report(t *testing.T, what string) {
	passed := b.spans - b.explained - b.misread - len(b.defects)
	t.Logf("%s: %d of %d passed (%.2f%%), %d withheld for what is there, %d that the grammar misreads, %d defects; opening p50 %v p99 %v, check p50 %v p99 %v",
		what, passed, b.spans, 100*float64(passed)/float64(max(b.spans, 1)), b.explained, b.misread, len(b.defects),
		percentile(b.openings, 50), percentile(b.openings, 99), percentile(b.calls, 50), percentile(b.calls, 99))
	for _, d := range b.defects[:min(len(b.defects), 40)] {
		t.Log(d)
	}
	if 100*len(b.defects) > b.spans {
		t.Errorf("%d of %d true texts are not passed without a reason", len(b.defects), b.spans)
	}
}

func percentile(took []time.Duration, p int) time.Duration {
	slices.Sort(took)
	if len(took) == 0 {
		return 0
	}
	return took[len(took)*p/100].Round(10 * time.Microsecond)
}
