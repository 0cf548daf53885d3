package syntax

import "strings"

// finishIndented ends the statement and the blocks of a language that tells blocks by indentation.
func (w *closer) finishIndented(f *frame, r *rest) {
	u := w.u
	next, none := r.indent, r.end
	if f.count == 0 && len(f.waiting) == 0 {
		w.emptyLine(next, none)
	} else {
		w.finishLine(f, next, none)
	}
	if !r.end && !r.newline {
		return
	}
	for i := len(u.blocks) - 1; i >= 0; i-- {
		b := u.blocks[i]
		if !none && next > b.indent {
			return // its body goes on behind the cursor
		}
		if b.first != "try" || !none && next == b.indent && (r.word == "except" || r.word == "finally") {
			continue
		}
		w.raw("\n" + strings.Repeat(" ", b.indent) + "finally: " + u.c.Body)
	}
}

// emptyLine gives the block above an empty line its body, if it has none.
func (w *closer) emptyLine(next int, none bool) {
	u := w.u
	width := indentOf(u.text, u.lineStart)
	n := len(u.blocks)
	if n == 0 || u.blocks[n-1].body {
		if indent := u.frames[0].indent; u.decorated && (none || next < indent) {
			w.raw(strings.Repeat(" ", max(0, indent-width)) + "def " + Placeholder + "(): " + u.c.Body)
		}
		return
	}
	b := &u.blocks[n-1]
	if !none && next > b.indent {
		return
	}
	b.body = true
	if w.comment {
		width = 0
		w.raw("\n")
	}
	if width > b.indent {
		w.write(u.c.Body)
	} else {
		w.raw(strings.Repeat(" ", b.indent-width+4) + u.c.Body)
	}
}

// finishLine ends the statement at the cursor. A header that the next line's block belongs to gets no
// body.
func (w *closer) finishLine(f *frame, next int, none bool) {
	body := !none && next > f.indent
	if n := len(f.waiting); body && n > 0 {
		p := &f.waiting[0]
		if last := len(p.parts) - 1; p.parts[last].kind == partStatement {
			p.parts = p.parts[:last]
			if last == 0 {
				f.drop(0)
			}
		}
	}
	at := f.first == "@"
	w.complete(f, true)
	if at && (none || next < f.indent) {
		w.raw("\n" + strings.Repeat(" ", f.indent) + "def " + Placeholder + "(): " + w.u.c.Body)
	}
}
