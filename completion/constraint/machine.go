package constraint

import (
	"encoding/binary"
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A machine reads text byte by byte and says when a phrase has come. It is a lexer, approximated so
// that its memory is bounded, whose lexemes drive the items of the phrases that are under way. It is
// immutable; its states are values.
//
// Approximations: newlines are trivia even where they end a statement; regular expressions read as
// code; a "}" ends the hole of a string whatever brackets are open in it, and holes do not nest; the
// delimiters of C++ raw strings are not remembered.
type machine struct {
	lexical *syntax.Lexical
	words   trie // names of phrases, and prefixes of strings
	marks   trie // operators, and what opens comments and strings
	phrases []phrase
	starts  [][]int // lexeme → phrases that begin with it

	remembered []bool // lexeme → a phrase may not begin right behind it
}

type phrase struct {
	lexemes  []lexeme
	notAfter []lexeme
}

// A lexeme is what phrases can tell apart: an index into their names and operators in the order of
// their texts, so that the lexemes below a node of a trie are a range; or other.
type lexeme int16

const other lexeme = 0

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
	node  int16  // inWord, inMark: in the trie, -1 for a word that no phrase has; inBlock, inString: the form
	step  int8   // inBlock, inString: how much of the closing text was read, escaped behind an escape
	hole  int8   // 1 + the form of the string in whose hole the code stands, 0 if none
	last  lexeme // the lexeme before
	items string // phrases under way, with their positions, as read by item
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
		return m.readString(s, b), false
	case inWord:
		if m.lexical.NamePart.Has(b) {
			return m.narrow(s, &m.words, m.words.child(s.node, b)), false
		}
		if s.node >= 0 && m.words.nodes[s.node].prefix {
			if n := m.marks.child(m.words.nodes[s.node].from, b); n > 0 && m.marks.nodes[n].form > 0 {
				s.mode, s.node = inMark, n
				return m.enter(s), false
			}
		}
		s, hit = m.emit(s, m.words.lexeme(s.node), begin)
	case inNumber:
		if m.lexical.NamePart.Has(b) || b == '.' {
			return s, false
		}
		s, hit = m.emit(s, other, begin)
	case inMark:
		if n := m.marks.child(s.node, b); n > 0 {
			return m.settle(m.narrow(s, &m.marks, n), begin)
		}
		if m.marks.nodes[s.node].form > 0 {
			return m.readString(s.enterString(m.marks.nodes[s.node].form), b), false
		}
		s, hit = m.emit(s, m.marks.lexeme(s.node), begin)
	}
	next, h := m.readCode(s, b, begin)
	return next, hit || h
}

// readCode reads the first byte of a lexeme.
func (m *machine) readCode(s state, b byte, begin bool) (state, bool) {
	s.mode, s.node, s.step = inCode, 0, 0
	switch {
	case m.lexical.NameStart.Has(b):
		s.mode = inWord
		s = m.narrow(s, &m.words, m.words.child(0, b))
	case '0' <= b && b <= '9':
		s.mode = inNumber
	case b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == '\f' || b == '\v':
	case m.lexical.Continuation != "" && b == m.lexical.Continuation[0]:
	case b == '}' && s.hole > 0:
		return state{mode: inString, node: int16(s.hole - 1)}, false
	default:
		n := m.marks.child(0, b)
		if n < 0 {
			return m.emit(s, other, begin)
		}
		s.mode = inMark
		return m.settle(m.narrow(s, &m.marks, n), begin)
	}
	return s, false
}

// narrow moves to a node of a trie, and forgets what the lexeme can no longer become: phrases whose
// next lexeme does not begin so and, in a word that nothing waits for, the word itself. States that
// accept the same texts are mostly the same for it.
func (m *machine) narrow(s state, t *trie, node int16) state {
	s.node = node
	if node < 0 {
		s.items = ""
		return s
	}
	n := &t.nodes[node]
	if !n.trivia {
		s.items = m.filter(s.items, n)
	}
	if s.mode == inWord && s.items == "" && !n.kept && !m.mayStart(n, s.last) {
		s.node = -1
	}
	return s
}

func (m *machine) filter(items string, n *trieNode) string {
	var out []byte
	for rest := []byte(items); len(rest) > 0; {
		p, at, size := item(rest)
		if next := m.phrases[p].lexemes[at]; n.low <= next && next < n.high {
			out = append(out, rest[:size]...)
		}
		rest = rest[size:]
	}
	return string(out)
}

// mayStart reports whether a phrase may begin with a lexeme below the node, behind last.
func (m *machine) mayStart(n *trieNode, last lexeme) bool {
	for l := n.low; l < n.high; l++ {
		for _, p := range m.starts[l] {
			if !slices.Contains(m.phrases[p].notAfter, last) {
				return true
			}
		}
	}
	return false
}

// item reads the first of a state's items, and its size.
func item(items []byte) (phrase, at, size int) {
	p, n := binary.Uvarint(items)
	a, k := binary.Uvarint(items[n:])
	return int(p), int(a), n + k
}

// settle ends a mark that no further byte can extend, and enters what a mark opens.
func (m *machine) settle(s state, begin bool) (state, bool) {
	s = m.enter(s)
	if s.mode == inMark && len(m.marks.nodes[s.node].next) == 0 {
		return m.emit(s, m.marks.lexeme(s.node), begin)
	}
	return s, false
}

// enter goes into the comment or string that a complete mark opens.
func (m *machine) enter(s state) state {
	n := &m.marks.nodes[s.node]
	switch {
	case n.line:
		s.mode, s.node = inLine, 0
	case n.block > 0:
		s.mode, s.node, s.step = inBlock, int16(n.block-1), 0
	case n.form > 0 && len(n.next) == 0:
		return s.enterString(n.form)
	}
	return s
}

// enterString goes into a string, which is a lexeme that no phrase has.
func (s state) enterString(form int) state {
	return state{mode: inString, node: int16(form - 1), hole: s.hole}
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

func (m *machine) readString(s state, b byte) state {
	f := &m.lexical.Strings[s.node]
	switch {
	case s.step == escaped:
		s.step = 0
		return s
	case f.Escape != 0 && b == f.Escape:
		s.step = escaped
		return s
	case b == '\n' && !f.Multiline:
		s.mode, s.node, s.step, s.hole = inCode, 0, 0, 0
		return s
	case f.Hole.Open != "" && b == f.Hole.Open[len(f.Hole.Open)-1]:
		s.mode, s.hole, s.node, s.step = inCode, int8(s.node+1), 0, 0
		return s
	}
	if s.step = advance(f.Close, s.step, b); int(s.step) == len(f.Close) {
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

// emit drives the phrases by one lexeme.
func (m *machine) emit(s state, l lexeme, begin bool) (state, bool) {
	hit := false
	var items []byte
	advance := func(p, at int) {
		if m.phrases[p].lexemes[at] != l {
			return
		}
		if at+1 == len(m.phrases[p].lexemes) {
			hit = true
			return
		}
		items = binary.AppendUvarint(binary.AppendUvarint(items, uint64(p)), uint64(at+1))
	}
	for rest := []byte(s.items); len(rest) > 0; {
		p, at, size := item(rest)
		rest = rest[size:]
		advance(p, at)
	}
	if begin && l != other {
		for _, p := range m.starts[l] {
			if !slices.Contains(m.phrases[p].notAfter, s.last) {
				advance(p, 0)
			}
		}
	}
	if !m.remembered[l] {
		l = other
	}
	s.mode, s.node, s.step, s.last, s.items = inCode, 0, 0, l, string(items)
	return s, hit
}
