package completion

import (
	"maps"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A frame makes windows of the document around a place: the function there, the imports, and of the
// rest what the function and a candidate name. Windows are small, so that a candidate can be parsed
// again and again. One goroutine owns a frame.
type frame struct {
	place   *Place
	base    *syntax.Tree
	hole    syntax.Span
	names   map[string]bool // that the function around the place has
	calls   *calls
	follows bool             // a rule follows calls
	views   map[string]*view // by the text of their windows
}

// maxLinked is how much text of linked functions a window holds, in bytes; rules that follow calls are
// left to the whole document beyond it.
const maxLinked = 96 << 10

// newFrame returns the frame of a place; nil where it is in no function, or where the tree does not say
// what is around it.
func newFrame(p *Place) *frame {
	base := p.whole.base
	hole := p.whole.holeIn(base.Text())
	if !base.Member(hole.Start).Valid() {
		return nil
	}
	w := base.Window(hole)
	if w.Broken {
		return nil
	}
	f := &frame{place: p, base: base, hole: hole, names: map[string]bool{}, views: map[string]*view{}}
	f.collect(f.names, base.Text()[w.Keep.Start:w.Keep.End])
	f.calls, f.follows = newCalls(base), p.gate.needs(p.doc.Language, match.ScopeCalls)
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

// around returns the view of the window for a candidate, nil if there is none to be trusted, and the
// widest scope of rules that it will do for, which is at most wanted.
func (f *frame) around(insert string, wanted match.Scope) (*view, match.Scope) {
	names := maps.Clone(f.names)
	f.collect(names, insert)
	widest := match.ScopeMember
	var whole map[int]bool
	if f.follows && wanted >= match.ScopeCalls {
		linked, size := f.calls.linked(f.hole.Start, insert, names)
		switch {
		case !disguised(insert) && !f.place.gate.mayFlow(f.calls, linked, names):
			widest = match.ScopeCalls
		case size <= maxLinked:
			whole, widest = linked, match.ScopeCalls
		}
	}
	if whole == nil {
		whole = f.calls.ids(f.calls.changing(names))
	}
	return f.cut(names, whole), widest
}

func (f *frame) cut(names map[string]bool, whole map[int]bool) *view {
	var w *syntax.Window
	for range rounds {
		w = f.base.Focus(f.hole, func(name string) bool { return names[name] }, whole)
		if !f.collect(names, w.Text) {
			break
		}
	}
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
	v := &view{lang: whole.lang, before: w.Text[:start], old: whole.old, after: w.Text[end:]}
	if v.settle(f.place.gate, relativePath(f.place.doc)) != nil || whole.sound && !v.sound {
		return nil
	}
	return v
}

// window returns the view in which a text is tried, nil if only the whole document will do, and the
// widest scope of rules that may be tried there.
func (p *Place) window(t trial) (*view, match.Scope) {
	switch {
	case p.frame == nil:
		return nil, 0
	case t.prefix && t.within != "":
		return p.frame.around(t.within, match.ScopeMember)
	case t.prefix:
		return p.frame.around(t.insert, match.ScopeMember)
	}
	return p.frame.around(t.insert, match.ScopeCalls)
}
