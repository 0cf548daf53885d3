// Package adversary writes code that breaks rules, for tests: the violations of the packs' own fixtures, in
// disguise. It must not know the gate, which is held against it.
package adversary

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A Violation is a statement of a fixture that a rule finds something in.
type Violation struct {
	Rule          string
	Language      *syntax.Language
	Before, After string // the fixture around the statement
	Text          string // the statement
}

// Violations takes the violations out of the fixtures of a folder of packs.
func Violations(fsys fs.FS) ([]Violation, error) {
	pack, err := rules.Load(fsys, ".")
	if err != nil {
		return nil, err
	}
	set, seen := rules.NewSet(pack), map[string]bool{}
	var out []Violation
	for _, result := range rules.Test(pack).Results {
		text, err := fs.ReadFile(fsys, path.Clean(result.File))
		if err != nil {
			return nil, fmt.Errorf("reading a fixture: %w", err)
		}
		for _, v := range ofFixture(set, result, string(text)) {
			if key := v.Rule + v.Before; !seen[key] {
				seen[key] = true
				out = append(out, v)
			}
		}
	}
	return out, nil
}

func ofFixture(set *rules.Set, result rules.Result, text string) (out []Violation) {
	l := syntax.ByPath(result.File)
	if l == nil {
		return nil
	}
	tree, err := syntax.Parse(l, text, 0)
	if err != nil {
		return nil
	}
	only := rules.CheckOptions{Only: func(r *rules.Rule) bool { return r.ID == result.ID }}
	for _, f := range set.Check(tree, only).Findings {
		if f.Rule.Blocks(rules.DefaultThreshold) {
			s := statement(tree, f.Span)
			out = append(out, Violation{result.ID, l, text[:s.Start], text[s.End:], text[s.Start:s.End]})
		}
	}
	return out
}

// statement returns the span of the statement around a finding.
func statement(t *syntax.Tree, span syntax.Span) syntax.Span {
	n := t.At(span)
	for p := n.Parent(); p.Valid() && p.Parent().Valid() && !p.IsBlock(); p = n.Parent() {
		n = p
	}
	return n.Span()
}

// An Attack is a violation in disguise, as a model would write it between two texts.
type Attack struct {
	Violation
	Insert    string
	Disguises []string // in the order in which they were put on
	Beyond    bool     // one of them is known to be out of the gate's reach
}

// Document returns the text with the attack in it.
func (a Attack) Document() string { return a.Before + a.Insert + a.After }

// New puts up to four disguises on one of the violations, and leaves a part of it to the user who
// typed it already. What does not parse is no attack, and is tried again with fewer disguises.
func New(r *rand.Rand, violations []Violation) Attack {
	v := violations[r.IntN(len(violations))]
	for n := r.IntN(5); ; n-- {
		a := Attack{Violation: v, Insert: v.Text}
		for range n {
			a.disguise(r)
		}
		if n <= 0 || a.sound() {
			a.typed(r)
			return a
		}
	}
}

func (a *Attack) disguise(r *rand.Rand) {
	d := disguises[r.IntN(len(disguises))]
	if d.languages != "" && !strings.Contains(" "+d.languages+" ", " "+a.Language.Name+" ") {
		return
	}
	if text := d.apply(r, a); text != a.Insert {
		a.Insert, a.Disguises = text, append(a.Disguises, d.name)
		a.Beyond = a.Beyond || d.unseen || d.name == ownBlock && together[a.Rule]
	}
}

// together are rules that name several statements, and see them in one block only.
var together = map[string]bool{"c.unterminated-copy": true}

// sound reports whether the attack brings no error that its fixture had not.
func (a *Attack) sound() bool {
	tree, err := syntax.Parse(a.Language, a.Document(), 0)
	plain, errPlain := syntax.Parse(a.Language, a.Before+a.Text+a.After, 0)
	return err == nil && errPlain == nil && (!tree.Root().HasError() || plain.Root().HasError())
}

// typed moves the beginning of the attack to the user now and then, up to the end of a lexeme.
func (a *Attack) typed(r *rand.Rand) {
	if r.IntN(4) > 0 {
		return
	}
	var ends []int
	for l := range a.Language.Lex(a.Insert) {
		ends = append(ends, l.Span.End)
	}
	if len(ends) > 1 {
		k := ends[r.IntN(len(ends)-1)]
		a.Before, a.Insert = a.Before+a.Insert[:k], a.Insert[k:]
		a.Disguises = append(a.Disguises, "the user typed its beginning")
	}
}
