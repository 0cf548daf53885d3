package completion

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/adversary"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// spoiled counts what became of real code with a violation put in.
type spoiled struct {
	offered, harmless int // harmless: no whole-file check finds more there, for what the violation names is not imported
	withheld, trimmed int
	passed            []string
}

// TestSpoiledSpansAreWithheld takes lines out of real projects' code as TestBenignAcceptance does, and offers them with a
// violation of the packs' fixtures before them: where a whole-file check finds that, the gate passes no such text as it is,
// and what it leaves of one is clean.
func TestSpoiledSpansAreWithheld(t *testing.T) {
	g, projects := builtinGate(t), realProjects(t)
	g.Limit = time.Minute // what takes too long is shown to nobody either, but says nothing of the rules
	violations := map[*syntax.Language][]adversary.Violation{}
	for _, v := range violationsOfPacks(t) {
		violations[v.Language] = append(violations[v.Language], v)
	}
	each := max(count(t, 100)/len(projects), 1)
	for _, l := range syntax.Languages() {
		if len(projects[l]) == 0 || len(violations[l]) == 0 {
			continue
		}
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			s := &spoiled{}
			for _, f := range projects[l] {
				if s.offered-s.harmless >= each {
					break
				}
				s.spoil(t, g, f, violations[l])
			}
			found := s.offered - s.harmless
			t.Logf("%d spans, in %d of which a whole-file check finds what was put in: %d withheld, %d trimmed to what is clean, %d passed",
				s.offered, found, s.withheld, s.trimmed, len(s.passed))
			for _, p := range s.passed {
				t.Error(p)
			}
		})
	}
}

// spoil offers some spans of a file, each with another violation.
func (s *spoiled) spoil(t *testing.T, g *Gate, f sourceFile, violations []adversary.Violation) {
	text, sound := f.text(t)
	ends := lexemeEnds(f.lang, text)
	if !sound || len(ends) == 0 {
		return
	}
	r := rand.New(rand.NewPCG(*seed, shuffled(f.path)))
	for range 12 {
		span := someLines(r, text, ends)
		before, after := text[:span.Start], text[span.End:]
		indent := before[strings.LastIndexByte(before, '\n')+1:]
		v := violations[r.IntN(len(violations))]
		insert := v.Text + "\n" + indent + text[span.Start:span.End]
		if tree, err := syntax.Parse(f.lang, before+insert+after, 0); err != nil || tree.Root().HasError() {
			continue // no statement may stand there
		}
		s.offer(t, g, f, before, insert, after, v)
	}
}

func (s *spoiled) offer(t *testing.T, g *Gate, f sourceFile, before, insert, after string, v adversary.Violation) {
	s.offered++
	if !slices.Contains(broken(g, f.lang, before, insert, after), v.Rule) {
		s.harmless++
		return
	}
	doc := &Document{Path: "a" + f.lang.Extensions[0], Language: f.lang, Text: before + after}
	o := g.Check(doc, syntax.Span{Start: len(before), End: len(before)}, insert)
	switch {
	case o.Verdict.Kind == verdict.Withheld:
		s.withheld++
	case o.Verdict.Kind != verdict.Passed && len(broken(g, f.lang, before, o.Insert, after)) == 0:
		s.trimmed++
	default:
		s.passed = append(s.passed, fmt.Sprintf("%s at %d: %s, though %s finds something in ⟦%s⟧", f.path, len(before), o.Verdict.Kind, v.Rule, o.Insert))
	}
}
