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
	return l.close(l.unfinished(before), before, after, func(m Mode, after string) *rest { return readRest(l, m, after) })
}

func (l *Language) close(u *unfinished, before, after string, read func(m Mode, after string) *rest) Closing {
	w := &closer{u: u, prev: before, read: read}
	mode, ok := w.endText(after)
	if !ok {
		return Closing{}
	}
	rest, keep := w.meet(mode, after)
	if u.directive && !rest.end && !rest.newline {
		return Closing{}
	}
	w.opens = u.lacksOpener(keep, rest.closers)
	for i := len(u.frames) - 1; i > keep; i-- {
		w.complete(&u.frames[i], true)
		w.closeFrame(i)
	}
	w.finish(rest)
	if u.c.Composite && rest.end && !strings.HasSuffix(w.prev, "\n") {
		w.raw("\n") // Go's grammar wants one behind a last declaration
	}
	return Closing{w.placeholder, w.text.String()}
}

// A closer writes a Closing.
type closer struct {
	u           *unfinished
	read        func(m Mode, after string) *rest
	prev        string // what stands before what is written next
	placeholder string
	text        strings.Builder
	ended       bool // the last thing written ends a statement
	fixed       bool // no placeholder can be set any more
	opens       bool // the text after the cursor closes a brace that nothing opens: the statement's body
	comment     bool // in a line comment: a newline must come first
}

func (w *closer) write(s string) {
	if s == "" {
		return
	}
	if w.comment {
		w.raw("\n")
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
	if m.Kind == ModeText {
		code.Kind = ModeText
	}
	switch m.Kind {
	case ModeString:
		if m.spec {
			return m, !endsBefore(l, m, after, l.Lexical.Strings[m.Form].Multiline)
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
		w.comment = true
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

// meet reads the text after the cursor and returns how many frames it closes. Which strings with holes and
// which elements of markup it goes on with is told by trying: how it reads depends on it.
func (w *closer) meet(m Mode, after string) (r *rest, keep int) {
	frames := w.u.frames
	var special []int
	for i := range frames {
		if frames[i].special() {
			special = append(special, i)
		}
	}
	cuts := specials(m.holes)
	cuts = cuts[max(0, len(cuts)-len(special)):]
	special = special[len(special)-len(cuts):]
	least := 1 << 30
	try := func(mode Mode, low, high int) {
		read := w.read(mode, after)
		k, cost := w.u.covered(read.closers, low, high)
		if cost += 4 * read.open; cost < least {
			least, r, keep = cost, read, k
		}
	}
	high := len(frames) - 1
	mode := m
	for n := len(cuts) - 1; n >= max(0, len(cuts)-maxMarkup); n-- {
		try(mode, special[n], high)
		try(insideOf(m.holes[:cuts[n]+1]), special[n], special[n])
		mode, high = insideOf(m.holes[:cuts[n]]), special[n]-1
	}
	try(mode, 0, high)
	return r, keep
}

// insideOf is the mode right behind the start of the last of some holes.
func insideOf(holes string) Mode {
	m := Mode{holes: holes, operand: true}
	if m.frame() == frameText {
		m.Kind = ModeText
	}
	return m
}

// maxMarkup bounds how often the text after the cursor is read.
const maxMarkup = 16

// rest is what the text after the cursor begins with, and which brackets it closes.
type rest struct {
	text    string
	closers []closerAt
	next    Lexeme // the first lexeme that is not trivia, newlines left out
	word    string
	newline bool // a newline stands before it
	indent  int  // of the line that it stands in, if a newline does
	end     bool // there is none
	open    int  // strings that are not closed
	ends    int  // last tags of markup that are not complete
	second  Lexeme
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
	lineStart, first, count := 0, false, 0
	for s.pos < len(after) && len(r.closers) < maxClosers {
		holes := s.mode.holes
		x := s.next()
		if x.Kind == LexNewline {
			lineStart, first = x.Span.End, true
			continue
		}
		word := after[x.Span.Start:x.Span.End]
		if x.Kind == LexString && endsWith(holes, frameText) {
			if i := strings.LastIndexByte(word, '\n'); i >= 0 {
				lineStart, first = x.Span.Start+i+1, strings.TrimSpace(word[i:]) == ""
			}
			if strings.TrimSpace(word) == "" {
				continue
			}
		}
		if x.Kind.Trivia() {
			continue
		}
		if x.Open {
			r.open++
		}
		if r.end {
			r.next, r.word, r.end, r.newline, r.indent = x, word, false, first, indentOf(after, lineStart)
		}
		if count++; count == 2 {
			r.second = x
		}
		if first && slices.Contains(l.Closers.FileLevel, word) && (l.Closers.Indented || x.Span.Start == lineStart) {
			break
		}
		if x.Kind == LexOperator {
			open = r.bracket(open, nesting(l, after, x, word, holes, s.mode.holes), first, indentOf(after, lineStart))
		}
		first = false
	}
	return r
}

func endsWith(holes string, frame byte) bool { return holes != "" && holes[len(holes)-1] == frame }

// nesting returns the operator as it nests: "#if" and "#endif" for directives, "<" and "</" for the
// elements of markup, others as they are.
func nesting(l *Language, text string, x Lexeme, word, before, holes string) string {
	switch {
	case len(holes) > len(before) && holes[len(holes)-1] == frameTag:
		return "<"
	case len(holes) < len(before) && word == "/>", word == "</":
		return word
	case len(holes) < len(before) && word == ">":
		return "</>"
	case word == "<":
		return ""
	case word != "#" || !l.Closers.Preprocessor:
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

var closerOf = map[string]string{"(": ")", "[": "]", "{": "}", "${": "}", "#if": "#endif", "<": "</"}

func (r *rest) bracket(open []string, word string, first bool, indent int) []string {
	if c := closerOf[word]; c != "" {
		return append(open, c)
	}
	switch {
	case word == "</>" && r.ends > 0:
		r.ends-- // of a tag whose "</" was counted
		return open
	case word == "</>":
		word = "</" // the cursor stands in the tag
	case word == "</":
		r.ends++
	case word == "/>":
		word = "</"
	case word == ")" || word == "]" || word == "}" || word == "#endif":
	default:
		return open
	}
	for i := len(open) - 1; i >= max(0, len(open)-maxClosers); i-- {
		if open[i] == word {
			return open[:i]
		}
	}
	r.closers = append(r.closers, closerAt{word, first, indent})
	return nil
}

// covered returns how many of the frames, the file not counted, the closers after the cursor close, low
// to high of them, and what it costs:
// the number for which closing the others at the cursor leaves the fewest brackets without a partner.
// Among equals it is the largest.
func (u *unfinished) covered(closers []closerAt, low, high int) (best, least int) {
	best, least = high, 1<<30
	for keep := high; keep >= max(low, high-maxClosers); keep-- {
		if cost := u.cost(keep, closers); cost < least {
			best, least = keep, cost
		}
	}
	return best, least
}

// lacksOpener reports whether one more brace at the cursor would make the brackets meet better.
func (u *unfinished) lacksOpener(keep int, closers []closerAt) bool {
	cost := u.cost(keep, closers)
	if cost < 4 || u.frames[keep].kind == frameList && keep > 0 {
		return false
	}
	with := *u
	with.frames = append(slices.Clone(u.frames[:keep+1]), frame{close: "}", indent: indentOf(u.text, u.lineStart)})
	return with.cost(keep+1, closers) < cost-2
}

// cost counts what goes wrong when the closers after the cursor meet the outermost frames, in
// quarters of a bracket; a line of closers that is indented otherwise than the line of its bracket
// counts one.
func (u *unfinished) cost(keep int, closers []closerAt) (cost int) {
	top := keep
	for _, c := range closers {
		at := top
		for at > 0 && top-at < maxClosers && u.frames[at].close != c.text {
			at--
		}
		if at == 0 || u.frames[at].close != c.text {
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
