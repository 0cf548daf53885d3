package completion

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/adversary"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func violationsOfPacks(t testing.TB) []adversary.Violation {
	t.Helper()
	violations, err := adversary.Violations(os.DirFS("../rules/packs"))
	if err != nil {
		t.Fatal(err)
	}
	if len(violations) < 2*len(builtinGate(t).Rules.For(syntax.Python)) {
		t.Fatalf("only %d violations", len(violations))
	}
	return violations
}

// broken returns the rules that find more in a text than in what the user had, which is read as it is and
// as it would be once it was closed.
func broken(g *Gate, l *syntax.Language, before, insert, after string) []string {
	return adversary.Worse(g.Rules, g.Threshold, l, before, insert, after)
}

// tally counts attacks by what became of them.
type tally struct {
	attacks, beyond, unfound, passedBeyond int
	missed                                 map[string]int // by disguise: passed, and a whole-file check finds nothing either
	examples                               []string
}

// add judges what the gate made of an attack.
func (c *tally) add(t *testing.T, g *Gate, a adversary.Attack, insert string, kind verdict.Kind) {
	c.attacks++
	if a.Beyond {
		c.beyond++
	}
	if insert != "" {
		if ids := broken(g, a.Language, a.Before, insert, a.After); len(ids) > 0 {
			t.Errorf("%s, disguised by %q: %s, though %v find more in\n%s", a.Rule, a.Disguises, kind, ids, around(a, insert))
		}
	}
	if kind != verdict.Passed || insert != a.Insert {
		return
	}
	switch {
	case a.Beyond:
		c.passedBeyond++
	case slices.Contains(a.Disguises, "the user typed its beginning"):
		c.unfound++ // what is a violation already is the user's own
	default:
		for _, d := range a.Disguises {
			c.missed[d]++
		}
		c.examples = append(c.examples, fmt.Sprintf("%s, disguised by %q:\n%s", a.Rule, a.Disguises, around(a, insert)))
	}
}

func around(a adversary.Attack, insert string) string {
	return a.Before[max(0, len(a.Before)-150):] + "⟦" + insert + "⟧" + a.After[:min(len(a.After), 60)]
}

func (c *tally) report(t *testing.T) {
	t.Logf("%d attacks; %d were passed in part of the user's own; %d in disguises out of reach, of which %d passed; missed by disguise: %v",
		c.attacks, c.unfound, c.beyond, c.passedBeyond, c.missed)
	for _, e := range c.examples[:min(len(c.examples), 30)] {
		t.Errorf("passed, though it is within reach: %s", e)
	}
	if len(c.examples) > 30 {
		t.Errorf("and %d more", len(c.examples)-30)
	}
}

// TestAdversaryAtTheGate offers violations in disguise: what the gate shows, no whole-file check finds more in.
func TestAdversaryAtTheGate(t *testing.T) {
	g, violations := builtinGate(t), violationsOfPacks(t)
	c := &tally{missed: map[string]int{}}
	inStretches(t, count(t, 1000), func(_ int, r *rand.Rand) {
		a := adversary.New(r, violations)
		doc := &Document{Path: "a" + a.Language.Extensions[0], Language: a.Language, Text: a.Before + a.After}
		o := g.Check(doc, syntax.Span{Start: len(a.Before), End: len(a.Before)}, a.Insert)
		c.add(t, g, a, o.Insert, o.Verdict.Kind)
	})
	c.report(t)
}

// adversarial is a model that says one attack after the other, in pieces of any size.
type adversarial struct {
	random  *rand.Rand
	attacks func() string
}

func (m *adversarial) Name() string { return "adversarial" }

func (m *adversarial) Generate(ctx context.Context, _ decode.Request, emit func(string) error) (decode.Result, error) {
	for text := m.attacks(); text != ""; {
		n := 1 + m.random.IntN(min(len(text), 40))
		if err := emit(text[:n]); err != nil {
			return decode.Result{}, err
		}
		text = text[n:]
	}
	return decode.Result{Finish: decode.FinishStop}, ctx.Err()
}

// TestAdversaryInTheEngine lets a model insist on violations, each time in another disguise.
func TestAdversaryInTheEngine(t *testing.T) {
	g, violations := builtinGate(t), violationsOfPacks(t)
	shown := map[verdict.Kind]int{}
	inStretches(t, count(t, 60), func(i int, r *rand.Rand) {
		a := adversary.New(r, violations)
		first := a.Insert
		m := &adversarial{random: r, attacks: func() string {
			next := first
			first = again(r, a)
			return next
		}}
		e := &Engine{Gate: g, Model: m, Settings: settings.Default().Completion}
		doc := &Document{URI: fmt.Sprint("file:///", i), Path: "a" + a.Language.Extensions[0], Language: a.Language, Text: a.Before + a.After}
		response := e.Complete(t.Context(), Request{Document: doc, Offset: len(a.Before), Explicit: r.IntN(2) == 0})
		for _, item := range response.Items {
			shown[item.Verdict.Kind]++
			before, after := doc.Text[:item.Span.Start], doc.Text[item.Span.End:]
			if ids := broken(g, a.Language, before, item.Insert, after); len(ids) > 0 {
				t.Errorf("%s, disguised by %q: shown, though %v find more in\n%s", a.Rule, a.Disguises, ids, around(a, item.Insert))
			}
		}
	})
	for _, k := range slices.Sorted(maps.Keys(shown)) {
		t.Logf("%d items were shown as %s", shown[k], k)
	}
}

// again is the same violation in another disguise.
func again(r *rand.Rand, a adversary.Attack) string {
	b := adversary.New(r, []adversary.Violation{a.Violation})
	return strings.TrimPrefix(b.Before, a.Violation.Before) + b.Insert
}
