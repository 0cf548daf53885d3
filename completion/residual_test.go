package completion

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// packFixtures are the fixtures of the rules that ship: code that they find, and near misses.
func packFixtures(t *testing.T) (paths []string) {
	err := filepath.WalkDir("../rules/packs", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && syntax.ByPath(path) != nil && filepath.Dir(path) != "../rules/packs" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// A retype takes a line of a file out and offers it as a candidate.
type retype struct {
	before, insert, after string
}

// retypes takes each line of a text, and each line from some lexeme in it on.
func retypes(l *syntax.Language, text string) []retype {
	var out []retype
	line := 0
	for x := range l.Lex(text) {
		if x.Kind == syntax.LexNewline {
			line = x.Span.End
			continue
		}
		if x.Kind.Trivia() || x.Span.Start < line {
			continue
		}
		end := strings.IndexByte(text[x.Span.Start:], '\n')
		if end < 0 {
			end = len(text) - x.Span.Start
		}
		out = append(out, retype{text[:x.Span.Start], text[x.Span.Start : x.Span.Start+end], text[x.Span.Start+end:]})
	}
	return out
}

// TestExactResiduals: what the gate withholds for a rule whose residual at the cursor is exact, the
// automaton forbids; and of the near misses it forbids only what the residual says that it does.
func TestExactResiduals(t *testing.T) {
	gate := builtinGate(t)
	rejected, passed, forbidden := 0, 0, 0
	for _, path := range packFixtures(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		l := syntax.ByPath(path)
		all := retypes(l, string(data))
		for i := len(path) % 4; i < len(all); i += 1 + len(all)/6 {
			r := all[i]
			doc := &Document{Path: filepath.Base(path), Language: l, Text: r.before + r.after}
			place := gate.Open(doc, syntax.Span{Start: len(r.before), End: len(r.before)})
			c := newCursor(place, Request{Document: doc, Offset: len(r.before)})
			e := place.examine(trial{insert: r.insert})
			site := c.site()
			site.After = r.after
			for _, f := range e.findings {
				phrases, err := constraint.Residual(gate.Rules, f.Rule, site)
				if err != nil || !exact(phrases) || ownFinding(l, phrases, f, r) {
					continue
				}
				rejected++
				a := constraint.NewAutomaton(l, phrases, r.before, r.after)
				if a.Accepts(a.Run(a.Start(), r.insert)) {
					t.Errorf("%s: %s lets %q through behind %q", path, f.Rule.ID, r.insert, lastLine(r.before))
				}
			}
			if len(e.findings) == 0 && e.reason == "" && e.problem < 0 {
				passed++
				for _, rule := range wronglyForbidden(gate, l, site, r) {
					forbidden++
					t.Logf("%s: %s forbids %q behind %q", path, rule, r.insert, lastLine(r.before))
				}
			}
		}
	}
	t.Logf("%d rejected, all of them dead; of %d that passed, %d are dead", rejected, passed, forbidden)
	if rejected < 150 || forbidden*100 > passed {
		t.Errorf("%d rejected, %d of %d that passed are forbidden", rejected, forbidden, passed)
	}
}

func exact(phrases []constraint.Phrase) bool {
	for _, p := range phrases {
		if !p.Exact {
			return false
		}
	}
	return true
}

// ownFinding reports whether the candidate only binds a name that other code uses, or the phrases stand
// in the text before it: the one is not theirs to forbid, the other not the candidate's fault.
func ownFinding(l *syntax.Language, phrases []constraint.Phrase, f rules.Finding, r retype) bool {
	if f.Span.End <= len(r.before) || f.Span.Start >= len(r.before)+len(r.insert) {
		return true
	}
	start := min(f.Span.Start, len(r.before))
	a := constraint.NewAutomaton(l, phrases, r.before[:start], "")
	return !a.Accepts(a.Run(a.Start(), r.before[start:]))
}

// wronglyForbidden returns the phrases that forbid a candidate which passes, and do not say so.
func wronglyForbidden(gate *Gate, l *syntax.Language, site constraint.Site, r retype) []string {
	all := slices.Clone(constraint.Derive(gate.Rules, gate.Threshold, site).Phrases)
	all = slices.DeleteFunc(all, func(p constraint.Phrase) bool { return p.Wider != "" })
	if !forbids(l, all, r) {
		return nil
	}
	var out []string
	for _, p := range all {
		if forbids(l, []constraint.Phrase{p}, r) && !finds(gate, l, gate.Rules.Rule(p.Rule), r) {
			out = append(out, p.Rule+": "+p.String())
		}
	}
	return out
}

func forbids(l *syntax.Language, phrases []constraint.Phrase, r retype) bool {
	a := constraint.NewAutomaton(l, phrases, r.before, r.after)
	return !a.Accepts(a.Run(a.Start(), r.insert))
}

// finds reports whether a rule finds what the candidate is part of: where it stood there before in
// another form, the gate lets it pass.
func finds(gate *Gate, l *syntax.Language, rule *rules.Rule, r retype) bool {
	tree, err := syntax.Parse(l, r.before+r.insert+r.after, 0)
	if err != nil {
		return true
	}
	for _, f := range gate.Rules.Check(tree, rules.CheckOptions{}).Findings {
		if f.Rule == rule && f.Span.Start < len(r.before)+len(r.insert) && f.Span.End > len(r.before) {
			return true
		}
	}
	return false
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }
