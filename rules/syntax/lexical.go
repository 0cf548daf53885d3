package syntax

import "slices"

// Lexical is what a language's lexemes look like, as plain data: the lexer of this package runs on it,
// and so can any automaton over bytes that has to follow code, comments and strings.
type Lexical struct {
	Spaces        []string     // blanks within a line; all languages also take a byte order mark
	LineComments  []string     // texts that start a comment up to the end of the line
	BlockComments []Delimiters // they do not nest in any of the languages
	Strings       []StringForm // tried in this order
	Operators     []string     // of two bytes and more; every other single byte is an operator too
	NameStart     ByteSet      // bytes that a name starts with; bytes from 0x80 are in it
	NamePart      ByteSet      // bytes that a name goes on with
	Newline       NewlineRule
	// Continuation is the text that, right before a newline, makes it trivia; "" if there is none.
	Continuation string
	// ContinuedComments says that Continuation also carries line comments on to the next line.
	ContinuedComments bool
	// DigitSeparator may stand between the digits of a number, besides "_"; 0 if there is none.
	DigitSeparator byte
	// Markup says that tags and text may stand where an operand is missing (JSX).
	Markup bool
	// PrefixNames are names behind which an operand must come; only regular expression forms need them.
	PrefixNames []string
}

// Delimiters are the texts around a comment.
type Delimiters struct{ Open, Close string }

// NewlineRule says what a newline in code means.
type NewlineRule uint8

// The rules for newlines.
const (
	NewlineTrivia   NewlineRule = iota // as good as a blank
	NewlineEnds                        // may end a statement anywhere
	NewlineBrackets                    // ends a statement outside of brackets
)

// A StringForm is one way to write a string, a character or a regular expression.
type StringForm struct {
	Open, Close string
	Prefixes    []string // names that stand right before Open and are part of the form; "" is none
	Escape      byte     // hides the byte behind it; 0 if nothing does
	Multiline   bool     // newlines do not end it
	Joins       bool     // an escaped newline does not end it, though others do
	Hole        Hole     // code within
	// Delimited: up to 16 bytes and "(" follow Open, and those bytes stand between ")" and Close at the
	// end (C++ raw strings).
	Delimited bool
	// Regex: it stands only where an operand is missing, which is guessed from the lexeme before,
	// brackets hide its Close, and letters behind it are part of it.
	Regex bool
}

// A Hole is code inside a string. The zero Hole is none.
type Hole struct {
	Open, Close string
	Doubled     bool   // Open twice stands for its text
	Spec        string // ends the code and starts text that runs to Close and may have holes itself
}

// ByteSet is a set of bytes.
type ByteSet [4]uint64

// Has reports whether b is in the set.
func (s *ByteSet) Has(b byte) bool { return s[b>>6]>>(b&63)&1 != 0 }

func (s *ByteSet) add(lo, hi byte) {
	for b := int(lo); b <= int(hi); b++ {
		s[b>>6] |= 1 << (b & 63)
	}
}

// nameBytes returns the bytes of names: letters, digits where wanted, all from 0x80 up, and extra.
// Which code points beyond ASCII a name may have is left to the parser.
func nameBytes(extra string, digits bool) (s ByteSet) {
	s.add('a', 'z')
	s.add('A', 'Z')
	s.add(0x80, 0xFF)
	if digits {
		s.add('0', '9')
	}
	for i := range len(extra) {
		s.add(extra[i], extra[i])
	}
	return s
}

const byteOrderMark = "\uFEFF"

// lexTable is a Lexical made fast: everything is looked up by the first byte.
type lexTable struct {
	*Lexical
	blank     ByteSet       // blanks of one byte
	spaces    []string      // blanks of several bytes
	operators [256][]string // longest first
	line      [256][]string
	block     [256][]int
	strings   [256][]int
	quotes    ByteSet // first bytes of the Opens that a prefix may precede
	prefix    map[string]bool
}

func newLexTable(l *Lexical) *lexTable {
	x := &lexTable{Lexical: l, prefix: map[string]bool{}}
	for _, s := range append(slices.Clone(l.Spaces), byteOrderMark) {
		if len(s) == 1 {
			x.blank.add(s[0], s[0])
		} else {
			x.spaces = append(x.spaces, s)
		}
	}
	for _, op := range l.Operators {
		x.operators[op[0]] = append(x.operators[op[0]], op)
	}
	for i := range x.operators {
		slices.SortStableFunc(x.operators[i], func(a, b string) int { return len(b) - len(a) })
	}
	for _, c := range l.LineComments {
		x.line[c[0]] = append(x.line[c[0]], c)
	}
	for i, c := range l.BlockComments {
		x.block[c.Open[0]] = append(x.block[c.Open[0]], i)
	}
	for i, f := range l.Strings {
		x.strings[f.Open[0]] = append(x.strings[f.Open[0]], i)
		for _, p := range f.Prefixes {
			if p != "" {
				x.prefix[p] = true
				x.quotes.add(f.Open[0], f.Open[0])
			}
		}
	}
	return x
}
