package constraint

import (
	"errors"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/match"
)

// Derive evaluates those rules of a set that block at a site: of each it takes the runs of lexemes without which it
// cannot match, in every way in which the text around the hole can write them. Of a rule that leaves
// nothing, or of which a part leaves nothing, it says why.
func Derive(set *rules.Set, t rules.Threshold, site Site) *Constraint {
	d := residuals.get(set, t, site)
	c := &Constraint{Phrases: d.phrases, NotDerived: d.notDerived}
	for _, s := range site.Sinks {
		c.keepOut(site, t, s)
	}
	if len(c.Phrases) > 0 {
		c.Automaton = NewAutomaton(site.Language, c.Phrases, site.Before, site.After)
	}
	return c
}

// derive is Derive without the text around the hole.
func derive(set *rules.Set, t rules.Threshold, site Site) derivation {
	site.Before, site.After, site.Sinks = "", "", nil
	d := derivation{set: set, threshold: t, site: site}
	for _, r := range set.For(site.Language) {
		if !r.Blocks(t) {
			continue
		}
		phrases, err := Residual(set, r, site)
		d.phrases = append(d.phrases, phrases...)
		if err != nil {
			d.notDerived = append(d.notDerived, NotDerived{r.ID, err.Error()})
		}
	}
	d.phrases = slices.Clip(d.phrases)
	return d
}

// Behind returns the constraint's automaton for a site that lies further on, with more phrases that are
// forbidden there; nil if nothing is.
func (c *Constraint) Behind(site Site, more []Phrase) *Automaton {
	phrases := slices.Concat(c.Phrases, more)
	if len(phrases) == 0 {
		return nil
	}
	return NewAutomaton(site.Language, phrases, site.Before, site.After)
}

// Residual is what is left of one rule at a site, with an error that says why it is nothing or not
// all. A residual without an error whose phrases are exact is exact.
func Residual(set *rules.Set, r *rules.Rule, site Site) ([]Phrase, error) {
	if r.Constrain == "none" {
		return nil, errors.New("the rule wants no constraint")
	}
	m := r.Matcher(site.Language)
	d := deriver{rule: r, site: site}
	switch {
	case m == nil:
		d.sinks(set)
	case m.CallForm() != nil:
		d.call(m.CallForm())
	default:
		all, err := m.Clauses()
		if err != nil {
			return nil, err
		}
		for _, clause := range all {
			d.clause(clause, all)
		}
	}
	if len(d.phrases) > 0 && d.err != nil {
		d.err = errors.New("in part: " + d.err.Error())
	}
	return d.phrases, d.err
}

// A deriver derives the residual of one rule.
type deriver struct {
	rule    *rules.Rule
	site    Site
	phrases []Phrase
	err     error // the first of what could not be derived
}

func (d *deriver) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// clause derives the phrases of one clause.
func (d *deriver) clause(c match.Clause, all []match.Clause) {
	if c.Beyond != "" || c.Pattern == "" {
		d.fail(errors.New(c.Beyond))
		return
	}
	ws, err := words(d.site.Language, c.Pattern)
	if err != nil {
		d.fail(err)
		return
	}
	filled, err := fill(ws, c.Where)
	if err != nil {
		d.fail(err)
		return
	}
	if filled.part {
		d.fail(errRegex)
	}
	for _, ws := range filled.words {
		s := &sketch{words: ws, wider: c.Except, inexact: filled.part}
		if filled.wider != "" {
			s.widen(filled.wider)
		}
		s.cut(d.counts(ws, all))
		if d.rule.Constrain != "phrases" {
			d.exclude(s, c)
		} else if len(c.Not) > 0 {
			s.widen("where the rule makes an exception")
		}
		d.add(s)
	}
}

func (d *deriver) exclude(s *sketch, c match.Clause) {
	for _, pattern := range c.Not {
		not, err := words(d.site.Language, pattern)
		if err != nil {
			s.widen("where the rule makes an exception")
			continue
		}
		if sameHead(s.words, not) {
			s.exclude(not)
		}
	}
}

// sameHead reports whether a pattern speaks of the same callee: an exception that speaks of another
// is none.
func sameHead(a, b []word) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		switch {
		case a[i] == b[i] && a[i].opens():
			return true
		case a[i] == b[i], a[i].kind == isMeta, b[i].kind == isMeta:
		default:
			return false
		}
	}
	return true
}

// counts reports whether the number of arguments of a pattern matters: others of the rule speak of
// calls of the same with more.
func (d *deriver) counts(ws []word, all []match.Clause) bool {
	n := len(ws)
	if n < 3 || !ws[n-1].is(")") || ws[n-2].kind != isMeta {
		return false
	}
	for _, c := range all {
		other, err := words(d.site.Language, c.Pattern)
		if err == nil && len(other) > n && slices.Equal(other[:n-1], ws[:n-1]) && other[n-1].is(",") {
			return true
		}
	}
	return false
}

// notCalled are the lexemes behind which a name is a member of something else, or is defined.
var notCalled = []string{".", "?.", "->", "::", "def", "class", "func", "function", "fn"}

// add spells a sketch out.
func (d *deriver) add(s *sketch) {
	lexemes := s.lexemes()
	if !speaks(lexemes) {
		d.fail(errors.New("it names nothing that code could be told by"))
		return
	}
	if !isNameLexeme(lexemes[0]) || lexemes[0] == "new" {
		d.spell(s, lexemes, s.notAfter)
	} else {
		d.spell(s, lexemes, append(slices.Clone(notCalled), s.notAfter...))
	}
	if lexemes[0] != "." {
		return
	}
	for _, local := range d.members(lexemes[1], s.notAfter) { // imported alone, it needs no receiver
		d.spell(s, append([]string{local}, lexemes[2:]...), notCalled)
	}
}

// members returns the names of imports that hold a member, but for those of some receivers.
func (d *deriver) members(member string, but []string) []string {
	var out []string
	for local, path := range d.site.Names {
		receiver, ok := strings.CutSuffix(path, "."+member)
		if ok && isPath(local) && !slices.Contains(but, receiver) {
			out = append(out, local)
		}
	}
	slices.Sort(out)
	return out
}

// spell keeps the phrases that write some lexemes in each way.
func (d *deriver) spell(s *sketch, lexemes, notAfter []string) {
	for _, way := range spell(d.site, lexemes) {
		d.keep(Phrase{Lexemes: way, NotAfter: notAfter, Only: s.onlyForms(d.site), Unless: d.arguments(s.unless),
			Rule: d.rule.ID, Exact: !s.inexact, Wider: s.wider})
	}
}

// keep keeps a phrase once. What it is not meant after are lexemes that the language has: in C, "::" is two.
func (d *deriver) keep(p Phrase) {
	p.NotAfter = slices.DeleteFunc(slices.Clone(p.NotAfter), func(l string) bool {
		return len(l) > 1 && !isNameLexeme(l) && !slices.Contains(d.site.Language.Lexical.Operators, l)
	})
	if !slices.ContainsFunc(d.phrases, func(q Phrase) bool { return same(p, q) }) {
		d.phrases = append(d.phrases, p)
	}
}

// onlyForms returns what alone may stand: a string, or a name that holds one.
func (s *sketch) onlyForms(site Site) [][]string {
	if !s.only {
		return nil
	}
	out := [][]string{{AnyString}}
	for _, name := range constantsOf(site, AnyString) {
		out = append(out, []string{name})
	}
	return out
}

// arguments spells arguments out that must come, up to the bracket of a call in them.
func (d *deriver) arguments(all [][]word) [][]string {
	var out [][]string
	for _, ws := range all {
		var lexemes []string
		for _, w := range ws {
			if w.kind == isMeta {
				break
			}
			lexemes = append(lexemes, w.lexeme())
		}
		out = append(out, spell(d.site, lexemes)...)
	}
	slices.SortFunc(out, func(a, b []string) int { return strings.Compare(strings.Join(a, " "), strings.Join(b, " ")) })
	return out
}
