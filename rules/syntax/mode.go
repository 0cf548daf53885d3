package syntax

import (
	"slices"
	"strings"
)

// ModeKind says in what kind of text an offset lies.
type ModeKind uint8

// The kinds of modes.
const (
	ModeCode ModeKind = iota
	ModeLineComment
	ModeBlockComment
	ModeString // strings, characters and regular expressions
	ModeText   // between the tags of markup
)

// A Mode is all that a lexer must know to go on in the middle of a text. The zero Mode is the start of
// a text. Modes are compared with ==.
type Mode struct {
	Kind ModeKind
	Form int // of a string or a block comment: its index in the language's table

	close   string // ends a delimited string
	holes   string // the holes and elements around, outermost first, each with the brackets open in it
	spec    bool   // in the text behind a hole's Spec
	operand bool   // the lexeme before ends an operand, so "/" divides
	escaped bool   // right behind an escape's first byte
	class   bool   // within the brackets of a regular expression
}

// InHole reports whether the mode lies in code within a string or within markup.
func (m Mode) InHole() bool { return m.holes != "" }

// A byte of Mode.holes is an open bracket, an element of markup or, from frameForm up, a string form.
const (
	frameTag   = '<' // in an element's first tag
	frameText  = '>' // behind it
	frameEnd   = '/' // in its last tag
	frameForm  = 0x80
	frameSpec  = 0x40 // the hole stands in the text behind a Spec
	frameIndex = 0x3F
)

// maxHoles bounds the work on hostile text: deeper than that, holes are text and brackets not followed.
const maxHoles = 1 << 10

func (m *Mode) frame() byte {
	if m.holes == "" {
		return 0
	}
	return m.holes[len(m.holes)-1]
}

func (m *Mode) pop() { m.holes = m.holes[:len(m.holes)-1] }

// ModeAt returns the mode of a text at an offset. Between two lexemes of code it is ModeCode, right
// before a comment or string too. It takes time linear in the offset.
func (l *Language) ModeAt(text string, offset int) Mode {
	s := scanner{x: l.lex, text: text[:offset]}
	for s.pos < offset {
		s.next()
	}
	return s.mode
}

// openString takes the start of a string at i, behind a prefix that was read, and its text.
func (s *scanner) openString(prefix string, i int) (open, ok bool) {
	for _, index := range s.x.strings[s.text[i]] {
		f := &s.x.Strings[index]
		if !strings.HasPrefix(s.text[i:], f.Open) || !f.takes(prefix) || f.Regex && s.mode.operand {
			continue
		}
		s.mode = Mode{Kind: ModeString, Form: index, holes: s.mode.holes}
		from := i + len(f.Open)
		if f.Delimited {
			from = s.delimiter(from)
		}
		return s.stringText(from), true
	}
	return false, false
}

func (f *StringForm) takes(prefix string) bool {
	return prefix == "" && len(f.Prefixes) == 0 || slices.Contains(f.Prefixes, prefix)
}

// delimiter reads what stands between the quote of a C++ raw string and its parenthesis. A string
// without it ends as others do.
func (s *scanner) delimiter(from int) int {
	end := from
	for end < len(s.text) && end-from <= 16 && !strings.ContainsRune(" ()\\\t\v\f\n\"", rune(s.text[end])) {
		end++
	}
	if s.at(end) != '(' {
		return from
	}
	s.mode.close = ")" + s.text[from:end] + "\""
	return end + 1
}

// stringText takes the text of a string from an offset up to and with its end, or up to a hole. At
// least what lies before from is taken.
func (s *scanner) stringText(from int) (open bool) {
	f := &s.x.Strings[s.mode.Form]
	end := f.Close
	if s.mode.close != "" {
		end = s.mode.close
	}
	if s.mode.escaped {
		s.mode.escaped = false
		from++
	}
	for i := from; i < len(s.text); i++ {
		b := s.text[i]
		switch {
		case f.Escape != 0 && b == f.Escape:
			i = s.escape(f, i)
		case f.Regex && b == '[':
			s.mode.class = true
		case s.mode.class && b == ']':
			s.mode.class = false
		case b == end[0] && !s.mode.class && strings.HasPrefix(s.text[i:], end):
			s.endString(f, i+len(end))
			return false
		case !f.Multiline && newlineAt(s.text, i) > 0:
			s.pos = i
			s.leaveString()
			return true
		case s.mode.spec && strings.HasPrefix(s.text[i:], f.Hole.Close), s.holeAt(f, i):
			s.pos = i
			return false
		case f.Hole.Doubled && strings.HasPrefix(s.text[i:], f.Hole.Open):
			i += len(f.Hole.Open)
		}
	}
	s.pos = len(s.text)
	return true
}

// holeAt reports whether a hole starts at i.
func (s *scanner) holeAt(f *StringForm, i int) bool {
	open := f.Hole.Open
	if open == "" || len(s.mode.holes) >= maxHoles || s.text[i] != open[0] || !strings.HasPrefix(s.text[i:], open) {
		return false
	}
	return !f.Hole.Doubled || s.mode.spec || !strings.HasPrefix(s.text[i+len(open):], open)
}

// escape returns the offset of the last byte of the escape at i.
func (s *scanner) escape(f *StringForm, i int) int {
	switch n := newlineAt(s.text, i+1); {
	case i+1 >= len(s.text):
		s.mode.escaped = true
		return i
	case n > 0 && !f.Multiline && !f.Joins:
		return i
	case n > 0:
		return i + n
	}
	if f.Hole.Doubled { // Python: a backslash hides no brace, but \N{…} is not a hole
		if strings.HasPrefix(s.text[i+1:], "N{") {
			return i + 2
		}
		if strings.HasPrefix(s.text[i+1:], f.Hole.Open) {
			return i
		}
	}
	return i + 1
}

// stringEdge takes the start of a hole, or the end of the text behind a hole's Spec, if the string
// goes on with one.
func (s *scanner) stringEdge() bool {
	f := &s.x.Strings[s.mode.Form]
	switch {
	case s.mode.escaped || s.mode.class:
	case s.holeAt(f, s.pos):
		frame := byte(frameForm | s.mode.Form)
		if s.mode.spec {
			frame |= frameSpec
		}
		s.mode = Mode{holes: s.mode.holes + string([]byte{frame})}
		s.pos += len(f.Hole.Open)
		return true
	case s.mode.spec && strings.HasPrefix(s.text[s.pos:], f.Hole.Close):
		s.pos += len(f.Hole.Close)
		s.resume(s.mode.frame())
		return true
	}
	return false
}

// hole follows the brackets within a hole by an operator that was taken, and reports whether the code
// ended with it. A closing bracket takes along those opened within that are not closed.
func (s *scanner) hole(b byte, n int) bool {
	frame := s.mode.frame()
	switch b {
	case '(', '[', '{':
		if len(s.mode.holes) < maxHoles {
			s.mode.holes += string([]byte{b})
		}
		return false
	case ')', ']', '}':
		i := len(s.mode.holes) - 1
		for ; i >= 0 && strings.IndexByte("([{", s.mode.holes[i]) >= 0; i-- {
			if closerOf[s.mode.holes[i:i+1]][0] == b {
				s.mode.holes = s.mode.holes[:i]
				if s.mode.frame() == frameText {
					s.mode.Kind = ModeText
				}
				return s.mode.Kind != ModeCode
			}
		}
		if i < 0 || s.mode.holes[i] < frameForm || s.x.Strings[s.mode.holes[i]&frameIndex].Hole.Close[0] != b {
			return false
		}
		frame = s.mode.holes[i]
		s.mode.holes = s.mode.holes[:i+1]
		s.resume(frame)
		return true
	}
	if frame >= frameForm && s.text[s.pos-n:s.pos] == s.x.Strings[frame&frameIndex].Hole.Spec {
		s.mode = Mode{Kind: ModeString, Form: int(frame & frameIndex), holes: s.mode.holes, spec: true}
		return true
	}
	return false
}

// resume goes back to the string around a hole that ended.
func (s *scanner) resume(frame byte) {
	s.mode.pop()
	s.mode = Mode{Kind: ModeString, Form: int(frame & frameIndex), holes: s.mode.holes, spec: frame&frameSpec != 0}
}

func (s *scanner) endString(f *StringForm, end int) {
	s.pos = end
	for f.Regex && s.pos < len(s.text) && s.x.NamePart.Has(s.text[s.pos]) {
		s.pos++
	}
	s.leaveString()
}

// leaveString goes back to code. A string that ends in the text behind a Spec takes its hole along.
func (s *scanner) leaveString() {
	for spec := s.mode.spec; spec; {
		spec = s.mode.frame()&frameSpec != 0
		s.mode.pop()
	}
	s.mode = Mode{holes: s.mode.holes, operand: true}
}
