package syntax

import "strings"

// elementState is where in an element of markup the cursor stands.
type elementState uint8

const (
	elementTag elementState = iota
	elementText
	elementEnd
)

// markup takes a lexeme that belongs to the tags of markup or the text between them; before and
// holes are the mode's around it.
func (u *unfinished) markup(x Lexeme, before, holes string) bool {
	f := u.top()
	text := u.text[x.Span.Start:x.Span.End]
	switch {
	case len(holes) > len(before) && holes[len(holes)-1] == frameTag:
		u.begin(f)
		f.operand("<")
		f.count++
		u.frames = append(u.frames, frame{
			open: "<", close: "</", element: true, naming: true, kind: frameList, last: x, indent: indentOf(u.text, u.lineStart),
		})
	case f.element && len(holes) == len(before) && strings.HasSuffix(before, ">") && text == "</":
		f.state, f.naming, f.last = elementEnd, true, x
	case f.element && len(holes) == len(before) && strings.HasSuffix(before, "<") && text == ">":
		f.state = elementText
	case f.element && len(holes) < len(before):
		inner := *f
		u.frames = u.frames[:len(u.frames)-1]
		u.closed(u.top(), &inner, x, ">")
	case f.element && len(holes) == len(before) && x.Kind != LexNewline:
		u.inElement(f, x, text)
	default:
		return false
	}
	return true
}

func (u *unfinished) inElement(f *frame, x Lexeme, text string) {
	if f.state == elementText {
		if i := strings.LastIndexByte(text, '\n'); i >= 0 {
			u.lineStart = x.Span.Start + i + 1
		}
		return
	}
	f.naming = f.naming && x.Span.Start == f.last.Span.End && x.Kind != LexSpace
	switch {
	case f.naming && f.state == elementTag:
		f.tag += text
	case f.naming:
		f.typed += text
	}
	if x.Kind.Trivia() {
		return
	}
	f.last, f.word = x, text
	f.count++
}

// closeElement writes what ends an element.
func (w *closer) closeElement(f *frame) {
	switch {
	case f.state == elementText:
		w.raw("</" + f.tag + ">")
	case f.state == elementEnd:
		rest, _ := strings.CutPrefix(f.tag, f.typed)
		w.raw(rest + ">")
	case f.tag == "":
		w.raw("></>")
	default:
		w.attribute(f)
		w.raw(" />")
	}
}

// attribute gives an attribute its value.
func (w *closer) attribute(f *frame) {
	if f.state == elementTag && f.word == "=" {
		w.raw("{" + Placeholder + "}")
	}
}
