package completion

import (
	"cmp"
	"hash/maphash"
	"slices"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A mark is by what an item is ranked among others.
type mark struct {
	cut      bool    // it is not what the model said, but a part of it, or was mended
	warnings int     // findings that it brings and that do not block
	logProb  float64 // mean of a token; 0 if the model does not say
	length   int
	tree     uint64 // of its code: the same for two items that differ in blanks and comments alone
}

// compare orders marks, the best first: whole before cut, fewer warnings, likelier, and shorter.
func (m mark) compare(o mark) int {
	if m.cut != o.cut {
		if m.cut {
			return 1
		}
		return -1
	}
	likelier := 0
	if m.logProb != 0 && o.logProb != 0 {
		likelier = cmp.Compare(o.logProb, m.logProb)
	}
	return cmp.Or(cmp.Compare(m.warnings, o.warnings), likelier, cmp.Compare(m.length, o.length))
}

var treeSeed = maphash.MakeSeed()

// mark looks at an item for its rank.
func (p *Place) mark(insert string, v verdict.Verdict, d decode.Draft) mark {
	m := mark{cut: v.Kind != verdict.Passed, logProb: d.LogProb, length: len(insert)}
	view := p.whole
	if w := p.window(trial{insert: insert}); w != nil {
		view = w.longest()
	}
	tree, err := p.parse(view, insert)
	if err != nil {
		return m
	}
	here := syntax.Span{Start: len(view.before), End: len(view.before) + len(insert)}
	m.tree = treeOf(tree, here)
	report := p.gate.Rules.Check(tree, rules.CheckOptions{
		Path: relativePath(p.doc), Within: here, Deadline: p.gate.Now().Add(p.gate.Limit), Unmask: true,
		Only: func(r *rules.Rule) bool { return !r.Blocks(p.gate.Threshold) },
	})
	m.warnings = len(report.Findings)
	return m
}

// treeOf identifies the tree of what stands in a span.
func treeOf(t *syntax.Tree, within syntax.Span) uint64 {
	var h maphash.Hash
	h.SetSeed(treeSeed)
	for n := range t.Root().Subtree() {
		if s := n.Span(); n.IsExtra() || !within.Overlaps(s) {
			continue
		}
		h.WriteString(n.KindName())
		if n.FirstChild().Valid() {
			h.WriteByte('(')
			continue
		}
		h.WriteString(n.Text())
		h.WriteByte(0)
	}
	return h.Sum64()
}

// A ranked is an item with its mark.
type ranked struct {
	item Item
	mark mark
}

// rank puts the best items first.
func (a *answer) rank() {
	if len(a.marks) < 2 {
		return
	}
	both := make([]ranked, len(a.marks))
	for i := range both {
		both[i] = ranked{a.out.Items[i], a.marks[i]}
	}
	slices.SortStableFunc(both, func(x, y ranked) int { return x.mark.compare(y.mark) })
	for i := range both {
		a.out.Items[i], a.marks[i] = both[i].item, both[i].mark
	}
}
