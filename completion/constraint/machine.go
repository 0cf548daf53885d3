package constraint

import "github.com/sluice-lsp/sluice/rules/syntax"

// A machine reads text byte by byte and says when a phrase has come. It is a lexer, approximated so
// that its memory is bounded, whose lexemes drive the items of the phrases that are under way. It is
// immutable; its states are values.
//
// Approximations: newlines are trivia even where they end a statement; regular expressions read as
// code; a "}" ends the hole of a string whatever brackets are open in it, and holes do not nest; the
// delimiters of C++ raw strings are not remembered; the case of letters in strings does not count.
type machine struct {
	lexical *syntax.Lexical
	words   trie // names and numbers of phrases, and prefixes of strings
	marks   trie // operators, and what opens comments and strings
	texts   trie // of strings in phrases, in lower case
	nodes   []node
	follow  map[int16]map[lexeme]int16 // the tries of forms
	starts  [][]start                  // lexeme → phrases that begin with it

	paths      [][]int16 // phrase → its nodes
	sibling    []int16   // form of strings → the one without holes that is like it, or itself
	textLow    lexeme    // the strings of phrases are [textLow, textHigh)
	textHigh   lexeme
	remembered []bool // lexeme → a phrase may not begin right behind it
	detail     detail
	closed     bool // no phrase begins any more
}

// detail is how much a machine follows. A smaller one makes fewer states and lets more through.
type detail struct {
	depth   int8 // of brackets within an argument list
	opening bool // argument lists that begin in the hole, and not only those around it
	holes   bool // code in strings
}

// full is all that a machine can follow.
var full = detail{depth: 6, opening: true, holes: true}

// A lexeme is what phrases can tell apart: an index into their names, operators and strings in the
// order of their texts, so that the lexemes below a node of a trie are a range.
type lexeme int16

const (
	other  lexeme = 0 // any that no phrase names
	quoted lexeme = 1 // any string that no phrase names
)

// A token is a lexeme with what it does to brackets.
type token struct {
	lexeme  lexeme
	nesting int8 // 1 opens a bracket, -1 closes one
	comma   bool
	hole    bool // opens code in a string
	spreads bool // before an argument, makes many of it
	stops   bool // ends a statement
	joins   bool // a string before it is not the whole of its expression
}

// The modes that a machine can be in.
const (
	inCode uint8 = iota
	inWord
	inNumber
	inMark
	inLine
	inBlock
	inString
)

// A state is all that a machine remembers. States are compared with ==.
type state struct {
	mode  uint8
	step  int8   // inBlock, inString: how much of the closing text was read, escaped behind an escape
	hole  int8   // 1 + the form of the string in whose hole the code stands, 0 if none
	node  int16  // inWord, inNumber, inMark: in the trie, -1 for a word that no phrase has; inBlock, inString: the form
	text  int16  // inString: in the trie of texts, -1 for one that no phrase has
	last  lexeme // the lexeme before
	items string // phrases under way, as written by encode
}

const escaped = -1

// read returns the state behind one more byte, and whether a phrase was completed on the way; it is
// dropped then. If begin is false no new phrase is taken up.
func (m *machine) read(s state, b byte, begin bool) (next state, hit bool) {
	switch s.mode {
	case inLine:
		return m.readLine(s, b), false
	case inBlock:
		return m.readBlock(s, b), false
	case inString:
		return m.readString(s, b, begin)
	case inWord, inNumber:
		if m.goesOn(&s, b) {
			return m.narrow(s, &m.words, m.words.child(s.node, b), begin)
		}
		if s.node >= 0 && m.words.nodes[s.node].prefix {
			if n := m.marks.child(m.words.nodes[s.node].from, b); n > 0 && m.marks.nodes[n].form > 0 {
				s.mode, s.node = inMark, n
				return m.enter(s)
			}
		}
		s, hit = m.emit(s, token{lexeme: m.words.lexeme(s.node)}, begin)
	case inMark:
		if n := m.marks.child(s.node, b); n > 0 {
			if s, hit = m.narrow(s, &m.marks, n, begin); hit {
				return s, true
			}
			return m.settle(s, begin)
		}
		if m.marks.nodes[s.node].form > 0 {
			if s, hit = m.enterString(s, m.marks.nodes[s.node].form); hit {
				return s, true
			}
			return m.readString(s, b, begin)
		}
		s, hit = m.emit(s, m.marks.token(s.node), begin)
	}
	next, h := m.readCode(s, b, begin)
	return next, hit || h
}

// goesOn reports whether a byte is part of the name or number that is being read.
func (m *machine) goesOn(s *state, b byte) bool {
	return m.lexical.NamePart.Has(b) || s.mode == inNumber && b == '.'
}

// readCode reads the first byte of a lexeme.
func (m *machine) readCode(s state, b byte, begin bool) (state, bool) {
	s.mode, s.node, s.step, s.text = inCode, 0, 0, 0
	switch {
	case m.lexical.NameStart.Has(b):
		s.mode = inWord
		return m.narrow(s, &m.words, m.words.child(0, b), begin)
	case '0' <= b && b <= '9':
		s.mode = inNumber
		return m.narrow(s, &m.words, m.words.child(0, b), begin)
	case b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == '\f' || b == '\v':
		return s, false
	case m.lexical.Continuation != "" && b == m.lexical.Continuation[0]:
		return s, false
	case b == '}' && s.hole > 0:
		return m.leaveHole(s, begin)
	}
	n := m.marks.child(0, b)
	if n < 0 {
		return m.emit(s, token{}, begin)
	}
	s.mode = inMark
	s, hit := m.narrow(s, &m.marks, n, begin)
	if hit {
		return s, true
	}
	return m.settle(s, begin)
}

// narrow moves to a node of a trie, and forgets what the lexeme can no longer become: phrases whose
// next lexeme does not begin so and, in a word that nothing waits for, the word itself. States that
// accept the same texts are mostly the same for it. Where no way on is allowed that is a hit.
func (m *machine) narrow(s state, t *trie, at int16, begin bool) (state, bool) {
	s.node = at
	r := span{parts: true}
	if at >= 0 {
		n := &t.nodes[at]
		if n.trivia {
			return s, false
		}
		r = span{n.low, n.high, n.token.comma || n.token.nesting < 0, !n.token.joins, n.opens, s.mode == inMark}
	}
	hit := false
	s.items, hit = m.filter(s.items, r)
	if at >= 0 && s.mode != inMark && !t.nodes[at].kept && !m.waiting(s.items, r) && !(begin && m.mayStart(r, s.last)) {
		s.node = -1
	}
	return s, hit
}

// settle ends a mark that no further byte can extend, and enters what a mark opens.
func (m *machine) settle(s state, begin bool) (state, bool) {
	s, hit := m.enter(s)
	if s.mode == inMark && len(m.marks.nodes[s.node].next) == 0 {
		return m.emit(s, m.marks.token(s.node), begin)
	}
	return s, hit
}

// enter goes into the comment or string that a complete mark opens.
func (m *machine) enter(s state) (state, bool) {
	n := &m.marks.nodes[s.node]
	switch {
	case n.line:
		s.mode, s.node = inLine, 0
	case n.block > 0:
		s.mode, s.node, s.step = inBlock, int16(n.block-1), 0
	case n.form > 0 && len(n.next) == 0:
		return m.enterString(s, n.form)
	}
	return s, false
}

func (m *machine) readLine(s state, b byte) state {
	switch {
	case m.lexical.ContinuedComments && b == '\\':
		s.step = escaped
	case b == '\n' && s.step != escaped:
		s.mode, s.step = inCode, 0
	case b != '\r':
		s.step = 0
	}
	return s
}

func (m *machine) readBlock(s state, b byte) state {
	closing := m.lexical.BlockComments[s.node].Close
	if s.step = advance(closing, s.step, b); int(s.step) == len(closing) {
		s.mode, s.node, s.step = inCode, 0, 0
	}
	return s
}

// advance returns how much of a closing text was read after one more byte. The closing texts of all
// languages are runs of one byte or of two that differ, so falling back is simple.
func advance(closing string, read int8, b byte) int8 {
	if b == closing[read] {
		return read + 1
	}
	if b == closing[0] {
		return 1
	}
	return 0
}
