package completion

import (
	"maps"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A frame makes windows of the document around a place: the function there, the imports, and of the
// rest what the function and a candidate name. Windows are small, so that a candidate can be parsed
// again and again. One goroutine owns a frame.
type frame struct {
	place  *Place
	base   *syntax.Tree
	hole   syntax.Span
	names  map[string]bool // that the function around the place has
	around *mention        // what it mentions
	calls  *calls
	views  map[string]*view // by the text of their windows
	cuts   []cut            // that were made, the latest last

	last windowOf // the window that was asked for last
}

// windowOf is a window and what it was asked for.
type windowOf struct {
	insert string
	member bool
	window *window
}

// maxLinked is how much text of linked functions a window holds, in bytes; rules that follow calls are
// left to the whole document beyond it.
const maxLinked = 96 << 10

// newFrame returns the frame of a place; nil where it is in no function, or where the tree does not say
// what is around it.
func newFrame(p *Place) *frame {
	base := p.whole.had.base
	hole := p.whole.holeIn(base.Text())
	if !base.Member(hole.Start).Valid() {
		return nil
	}
	w := base.Window(hole)
	if w.Broken {
		return nil
	}
	f := &frame{place: p, base: base, hole: hole, names: map[string]bool{}, views: map[string]*view{}}
	keep := base.Text()[w.Keep.Start:w.Keep.End]
	f.collect(f.names, keep)
	f.around = newMention(p.doc.Language, p.gate.Rules, keep)
	f.calls = newCalls(base, p.gate.Rules, p.kept)
	return f
}

// collect adds the names in a text, and reports whether there were new ones.
func (f *frame) collect(names map[string]bool, text string) bool {
	before := len(names)
	for l := range f.base.Language().Lex(text) {
		if l.Kind == syntax.LexName {
			names[text[l.Span.Start:l.Span.End]] = true
		}
	}
	return len(names) > before
}

// rounds bounds how far names are followed from one declaration to the next.
const rounds = 2

// A window is a view of a part of the document, and says for which rules it will do. Where rules that follow data could
// find something there is a second one, which also holds the functions that they must see: it may be much longer, so
// that no other rule is run in it.
type window struct {
	*view
	linked *view                // may be the same; nil where it would be too long, or no rule needs it
	flows  map[*rules.Rule]bool // rules that follow data and could find something
	lang   *syntax.Language
}

// runs reports whether a rule is to be run in the window.
func (w *window) runs(r *rules.Rule) bool {
	return r.Scope(w.lang) <= match.ScopeMember || w.linked == w.view && w.follows(r)
}

// follows reports whether a rule is to be run where the linked functions are. Rules that follow data and can find
// nothing need not be.
func (w *window) follows(r *rules.Rule) bool {
	return w.linked != nil && w.flows[r] && !w.ranges(r)
}

// ranges reports whether a rule looks at the whole file whatever names stand there.
func (w *window) ranges(r *rules.Rule) bool { return r.Scope(w.lang) > match.ScopeCalls }

// leaves reports whether a rule must see the whole document.
func (w *window) leaves(r *rules.Rule) bool {
	return w.ranges(r) || w.linked == nil && w.flows[r]
}

// longest returns the view that holds the most.
func (w *window) longest() *view {
	if w.linked != nil {
		return w.linked
	}
	return w.view
}

// window returns the window for a candidate. Where only rules are asked for that look no further than a member, it
// is of no other.
func (f *frame) window(insert string, member bool) *window {
	l, set := f.base.Language(), f.place.gate.Rules
	insert = f.joined(insert)
	names := maps.Clone(f.names)
	f.collect(names, insert)
	text := newMention(l, set, insert)
	w := &window{lang: l}
	w.view = f.cut(names, f.calls.ids(f.calls.changing(names, text)))
	if member {
		return w
	}
	r := f.calls.reach(f.hole.Start, names, f.around, text)
	if w.flows = f.mayFlow(r, insert); len(w.flows) > 0 && r.size <= maxLinked {
		w.linked = f.cut(names, r.functions)
	}
	if w.linked != nil && w.linked != w.view {
		w.linked.long = true
	}
	return w
}

// joined is a candidate with the lines that it is put into, which may hold the other half of what it says.
func (f *frame) joined(insert string) string {
	v := f.place.whole
	start := strings.LastIndexByte(strings.TrimRight(v.before, " \t\r\n"), '\n') + 1
	end := len(v.after) - len(strings.TrimLeft(v.after, " \t\r\n"))
	if i := strings.IndexByte(v.after[end:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(v.after)
	}
	return v.before[start:] + insert + v.after[:end]
}

// mayFlow returns the rules that follow data and could find something within a reach.
func (f *frame) mayFlow(r *reach, insert string) map[*rules.Rule]bool {
	l, set := f.base.Language(), f.place.gate.Rules
	if r.hidden || disguised(insert) {
		return set.Flowing(l)
	}
	return set.MayFlow(l, r.flows, func(name string) bool { return f.calls.stands(name) || containsName(insert, name) })
}

// A cut is a window that was cut, and what it hangs on: which of the names that were asked for were among those that
// were given, and which functions are whole.
type cut struct {
	asked map[string]bool // whether it was among them
	given int             // how many of those were
	whole map[int]bool
	view  *view
}

// maxKeptCuts bounds how many are remembered; a candidate and what is left of it need two or three.
const maxKeptCuts = 8

func (c *cut) serves(names map[string]bool, whole map[int]bool) bool {
	given := 0
	for name := range names {
		switch among, asked := c.asked[name]; {
		case among:
			given++
		case asked:
			return false
		}
	}
	return given == c.given && maps.Equal(c.whole, whole)
}

// cut returns the view of the window that holds what names declare. It may be one that was cut before.
func (f *frame) cut(names map[string]bool, whole map[int]bool) *view {
	for i := range f.cuts {
		if f.cuts[i].serves(names, whole) {
			return f.cuts[i].view
		}
	}
	c := cut{asked: map[string]bool{}, whole: whole}
	all := maps.Clone(names)
	wanted := func(name string) bool {
		if _, asked := c.asked[name]; !asked {
			if c.asked[name] = names[name]; names[name] {
				c.given++
			}
		}
		return all[name]
	}
	var w *syntax.Window
	for range rounds {
		if w = f.base.Focus(f.hole, wanted, whole); !f.collect(all, w.Text) {
			break
		}
	}
	c.view = f.viewOf(w)
	f.cuts = append(f.cuts[max(0, len(f.cuts)-maxKeptCuts+1):], c)
	return c.view
}

func (f *frame) viewOf(w *syntax.Window) *view {
	if v, ok := f.views[w.Text]; ok {
		return v
	}
	v := f.view(w)
	f.views[w.Text] = v
	return v
}

func (f *frame) view(w *syntax.Window) *view {
	start, okStart := w.ToWindow(f.hole.Start)
	end, okEnd := w.ToWindow(f.hole.End)
	if w.Broken || !okStart || !okEnd {
		return nil
	}
	whole := f.place.whole
	return &view{lang: whole.lang, before: w.Text[:start], old: whole.old, after: w.Text[end:]}
}

// window returns the window in which a text is tried, nil if only the whole document will do. How far data flows in
// a prefix is not asked: it has nothing settled that the whole has not, unless its text reads as something else there.
func (p *Place) window(t trial) *window {
	if p.frame == nil {
		return nil
	}
	text := t.insert
	if t.prefix && t.within != "" {
		text = t.within
	}
	last := &p.frame.last
	if last.window == nil || last.insert != text || last.member != t.prefix {
		*last = windowOf{text, t.prefix, p.frame.window(text, t.prefix)}
	}
	if last.window.view == nil {
		return nil
	}
	return last.window
}
