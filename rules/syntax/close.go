package syntax

import (
	"slices"
	"strings"
)

// Close returns what ends the brackets, strings, comments, statements and blocks that the text before
// a cursor opens and the text after it does not end. Closers after the cursor are taken to belong to
// the outermost open brackets, unless kinds or indentation say otherwise. Where the text after the
// cursor ends the string or comment around it, nothing can be inserted and the Closing is empty.
func (l *Language) Close(before, after string) Closing {
	u := l.unfinished(before)
	w := &closer{u: u, prev: before}
	mode, ok := w.endText(after)
	if !ok {
		return Closing{}
	}
	holeless, limit := w.endHoles(mode, after)
	rest := readRest(l, holeless, after)
	keep := u.covered(rest.closers, limit)
	for i := len(u.frames) - 1; i > keep; i-- {
		w.complete(&u.frames[i], true)
		w.closeFrame(i)
	}
	w.finish(rest)
	return Closing{w.placeholder, w.text.String()}
}

// A closer writes a Closing.
type closer struct {
	u           *unfinished
	prev        string // what stands before what is written next
	placeholder string
	text        strings.Builder
	ended       bool // the last thing written ends a statement
	fixed       bool // no placeholder can be set any more
}

func (w *closer) write(s string) {
	if s == "" {
		return
	}
	if s != Placeholder {
		w.fixed = true
	}
	if w.glues(s) {
		s = " " + s
	}
	if !w.fixed {
		w.placeholder, w.fixed = s, true
	} else {
		w.text.WriteString(s)
	}
	w.prev = s
}

// glues reports whether s would join the text before it to one lexeme.
func (w *closer) glues(s string) bool {
	if w.prev == "" {
		return false
	}
	part := &w.u.lang.Lexical.NamePart
	last := w.prev[len(w.prev)-1]
	if part.Has(s[0]) {
		return part.Has(last) || strings.IndexByte(`"'`+"`", last) >= 0
	}
	return !strings.Contains(" \t\n([{.,;", string(last)) && !strings.Contains(")]};,\n\"'`", s[:1])
}

// endText ends the string or comment at the cursor, and returns the mode in which the text after the
// cursor goes on. ok is false where that text ends it itself.
func (w *closer) endText(after string) (mode Mode, ok bool) {
	l, m := w.u.lang, w.u.mode
	code := Mode{holes: m.holes, operand: true}
	switch m.Kind {
	case ModeString:
		if m.spec {
			return m, !endsBefore(l, m, after, true)
		}
		if endsBefore(l, m, after, l.Lexical.Strings[m.Form].Multiline) && !betterClosed(l, m, code, after) {
			return m, false
		}
		end := l.Lexical.Strings[m.Form].Close
		if m.close != "" {
			end = m.close
		}
		if m.escaped {
			end = " " + end
		}
		w.write(end)
		return code, true
	case ModeBlockComment:
		c := l.Lexical.BlockComments[m.Form]
		end, open := strings.Index(after, c.Close), strings.Index(after, c.Open)
		if end >= 0 && (open < 0 || end < open) {
			return m, false
		}
		w.write(c.Close)
	case ModeLineComment:
		line, _, _ := strings.Cut(after, "\n")
		if strings.TrimSpace(line) != "" {
			return m, false
		}
		w.prev = "" // a newline must come first; see finish
		w.text.WriteString("\n")
		w.fixed = true
	}
	return code, true
}

// endsBefore reports whether a text ends the string that it starts in.
func endsBefore(l *Language, m Mode, after string, multiline bool) bool {
	if !multiline {
		if i := strings.IndexByte(after, '\n'); i >= 0 {
			after = after[:i]
		}
	}
	depth := len(m.holes)
	s := scanner{x: l.lex, text: after, mode: m}
	for s.pos < len(after) {
		x := s.next()
		if s.mode.Kind == ModeCode && len(s.mode.holes) <= depth && x.Kind == LexString {
			return !x.Open
		}
	}
	return false
}

// betterClosed reports whether what follows a string makes sense only if the string ends at the
// cursor: read as its rest, it leaves another string open, and read as code it does not.
func betterClosed(l *Language, inside, code Mode, after string) bool {
	if !l.Lexical.Strings[inside.Form].Multiline {
		after, _, _ = strings.Cut(after, "\n")
	}
	return leavesOpen(l, inside, after) && !leavesOpen(l, code, after)
}

func leavesOpen(l *Language, m Mode, text string) bool {
	for x := range l.LexFrom(m, text) {
		if x.Open {
			return true
		}
	}
	return false
}

// endHoles decides whether the text after the cursor ends the strings whose holes stand open. If it
// does not, all of them are closed here: the mode is without holes, and no frame from limit on can be
// left to that text.
func (w *closer) endHoles(m Mode, after string) (mode Mode, limit int) {
	limit = len(w.u.frames) - 1
	if m.holes == "" {
		return m, limit
	}
	s := scanner{x: w.u.lang.lex, text: after, mode: m}
	for s.pos < len(after) {
		x := s.next()
		if s.mode.holes == "" && s.mode.Kind == ModeCode {
			if x.Kind == LexString && !x.Open {
				return m, limit
			}
			break
		}
	}
	for i := range w.u.frames {
		if w.u.frames[i].hole != "" {
			return Mode{operand: true}, i - 1
		}
	}
	return Mode{operand: true}, limit
}

// rest is what the text after the cursor begins with, and which brackets it closes.
type rest struct {
	text    string
	closers []closerAt
	next    Lexeme // the first lexeme that is not trivia, newlines left out
	word    string
	newline bool // a newline stands before it
	indent  int  // of the line that it stands in, if a newline does
	end     bool // there is none
}

// A closerAt is a closing bracket that the text after the cursor does not open.
type closerAt struct {
	text   string
	first  bool // in its line
	indent int
}

// maxClosers bounds the work on hostile text; nobody nests that deep.
const maxClosers = 256

func readRest(l *Language, m Mode, after string) *rest {
	r := &rest{text: after, end: true}
	s := scanner{x: l.lex, text: after, mode: m}
	var open []string
	lineStart, first := 0, false
	for s.pos < len(after) && len(r.closers) < maxClosers {
		x := s.next()
		if x.Kind == LexNewline {
			lineStart, first = x.Span.End, true
			continue
		}
		if x.Kind.Trivia() {
			continue
		}
		word := after[x.Span.Start:x.Span.End]
		if r.end {
			r.next, r.word, r.end, r.newline, r.indent = x, word, false, first, indentOf(after, lineStart)
		}
		if first && slices.Contains(l.Closers.FileLevel, word) && (l.Closers.Indented || x.Span.Start == lineStart) {
			break
		}
		if x.Kind == LexOperator {
			open = r.bracket(open, directive(l, after, x, word), first, indentOf(after, lineStart))
		}
		first = false
	}
	return r
}

// directive returns "#if" and "#endif" for the directives that nest, other operators as they are.
func directive(l *Language, text string, x Lexeme, word string) string {
	if word != "#" || !l.Closers.Preprocessor {
		return word
	}
	name := strings.TrimLeft(text[x.Span.End:], " \t")
	switch {
	case strings.HasPrefix(name, "if"):
		return "#if"
	case strings.HasPrefix(name, "endif"):
		return "#endif"
	}
	return word
}

var closerOf = map[string]string{"(": ")", "[": "]", "{": "}", "${": "}", "#if": "#endif"}

func (r *rest) bracket(open []string, word string, first bool, indent int) []string {
	if c := closerOf[word]; c != "" {
		return append(open, c)
	}
	switch word {
	case ")", "]", "}", "#endif":
	default:
		return open
	}
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] == word {
			return open[:i]
		}
	}
	r.closers = append(r.closers, closerAt{word, first, indent})
	return nil
}

// covered returns how many of the frames, the file not counted, the closers after the cursor close:
// the number for which closing the others at the cursor leaves the fewest brackets without a partner.
// Among equals it is the largest.
func (u *unfinished) covered(closers []closerAt, limit int) int {
	best, least := 0, 1<<30
	from := 0
	if len(u.frames) > maxClosers {
		from = len(u.frames) - maxClosers
	}
	for keep := min(limit, len(u.frames)-1); keep >= from; keep-- {
		if cost := u.cost(keep, closers); cost < least {
			best, least = keep, cost
		}
	}
	return best
}

// cost counts what goes wrong when the closers after the cursor meet the outermost frames, in
// quarters of a bracket; a line of closers that is indented otherwise than the line of its bracket
// counts one.
func (u *unfinished) cost(keep int, closers []closerAt) (cost int) {
	top := keep
	for _, c := range closers {
		at := top
		for at > 0 && u.frames[at].close != c.text {
			at--
		}
		if at == 0 {
			cost += 4
			continue
		}
		cost += 4 * (top - at)
		if c.first && c.indent != u.frames[at].indent {
			cost++
		}
		top = at - 1
	}
	return cost + 4*top
}
