package syntax

import (
	"strings"
)

// Placeholder is the name that stands for an operand that is missing at the cursor.
const Placeholder = "sluice_"

// Closers say how unfinished text of a language is finished, as plain data.
//
// A pattern is what must follow a word, its parts separated by blanks: E is an operand, S a
// statement, (…) and {…} are brackets with parts inside (separated by "~"), anything else stands for
// itself.
type Closers struct {
	Statements   map[string]string // word that starts a statement → pattern
	Inner        map[string]string // word or operator within one → pattern
	Turns        map[string]string // "word lexeme": after that lexeme the word's pattern becomes this one
	Modifiers    []string          // words before the first word of a statement
	TypeWords    []string          // names of types that no operand can be
	TypeKeywords []string          // words that declare types with a body in braces
	Infix        []string          // words that stand between operands
	Body         string            // the smallest statement
	Terminator   string            // ends a statement
	// ListCommas are the opening brackets within which a comma may come last.
	ListCommas string
	// CommaStatements are first words of statements that a comma cannot end though brackets are closed;
	// "*" stands for all.
	CommaStatements []string
	FileLevel       []string // words at the start of a line that cannot stand within brackets
	Indented        bool     // blocks are told by indentation
	Angles          bool     // types have arguments between "<" and ">"
	TypeBodiesEnd   bool     // no terminator follows the body of a type
	Preprocessor    bool     // lines that start with "#"; #if needs #endif
	EmptyGroup      bool     // "()" is an operand
	Composite       bool     // "[]T" starts an operand that needs a body (Go)
	Declared        bool     // a member is a type and a name (Java)
	Lambdas         bool     // "[]" starts an operand that needs a body (C++)
	Methods         bool     // a name and parentheses in a class or object need a body (JavaScript)
}

// A Closing is what finishes unfinished text. Inserted between the text before and after a cursor,
// first Placeholder and then Text, it ends what the text before opens and the text after does not end.
type Closing struct {
	Placeholder string // a name where an operand is missing, with a blank where one is needed; or ""
	Text        string
}

type partKind uint8

const (
	partLiteral partKind = iota
	partOperand
	partStatement
	partBracket
)

type part struct {
	kind  partKind
	text  string // as it is written
	inner string // the pattern within brackets
}

func parsePattern(pattern string) (parts []part) {
	for _, w := range strings.Fields(pattern) {
		switch {
		case w == "E":
			parts = append(parts, part{partOperand, Placeholder, ""})
		case w == `""`:
			parts = append(parts, part{partOperand, w, ""})
		case w == "S":
			parts = append(parts, part{partStatement, "", ""})
		case len(w) > 1 && strings.ContainsRune("([{", rune(w[0])):
			inner := strings.ReplaceAll(w[1:len(w)-1], "~", " ")
			parts = append(parts, part{partBracket, w[:1] + strings.ReplaceAll(inner, "E", Placeholder) + w[len(w)-1:], inner})
		default:
			parts = append(parts, part{partLiteral, w, ""})
		}
	}
	return parts
}

// pending is a word whose pattern is not complete.
type pending struct {
	key   string
	whole bool // it is the word of a statement
	parts []part
}

type frameKind uint8

const (
	frameBlock frameKind = iota // holds statements
	frameType                   // holds members
	frameList                   // anything else
	framePaste                  // #if … #endif
)

// A frame is an open bracket, or the file, with the statement that stands open in it.
type frame struct {
	kind     frameKind
	open     string // "" for the file
	close    string
	indent   int    // of the line that it stands in
	hole     string // ends the string whose hole it is
	embedded bool   // within markup
	callee   string // the lexeme before the bracket
	parent   frameKind
	key      string // word whose body it is
	types    bool   // Go: holds parameters
	group    string // word whose pattern each statement in it follows, as in "var ("
	after    bool   // an operand stands right before the bracket

	waiting   []pending // innermost last
	count     int       // lexemes of the statement, a bracket and what it holds being two
	first     string    // its first word
	last      Lexeme    // its last lexeme
	word      string    // the text of last
	settled   bool      // last wants no operand though it looks so
	start     bool      // the next word may start a statement
	angles    int       // open "<" of type arguments
	colons    int       // since the last comma
	pairs     bool      // a colon stands at its level: a map
	loops     bool      // "for" stands in it: a comprehension
	assigns   bool      // "=" stands in its statement
	names     int       // since the last comma, modifiers and what follows a point left out
	parens    bool      // a "(…)" stands in its statement since the last comma
	funcs     bool      // Go: "func" stands in its statement
	typeWord  string    // "class", "struct" and the like stand in its statement
	annotated bool      // the statement's annotations have not ended

	element bool   // of markup
	tag     string // its name
	state   elementState
	typed   string // of the name in its last tag
	naming  bool   // the name may go on
}

func (f *frame) special() bool { return f.hole != "" || f.element }

func (f *frame) statements() bool { return f.open == "" || f.kind != frameList }

func (f *frame) reset() {
	*f = frame{
		kind: f.kind, open: f.open, close: f.close, indent: f.indent, group: f.group, after: f.after, start: true,
		key: f.key, parent: f.parent, callee: f.callee, types: f.types,
	}
}

// maxWaiting bounds the work on hostile text.
const maxWaiting = 64

func (f *frame) wait(key, pattern string) {
	if parts := parsePattern(pattern); len(parts) > 0 && len(f.waiting) < maxWaiting {
		f.waiting = append(f.waiting, pending{key: key, parts: parts})
	}
}

func (f *frame) top() *pending {
	if len(f.waiting) == 0 {
		return nil
	}
	return &f.waiting[len(f.waiting)-1]
}

// drop removes the innermost waiting words from index i on.
func (f *frame) drop(i int) { f.waiting = f.waiting[:i] }

// step takes n parts of the i-th waiting word, drops the words within it, and itself when complete.
func (f *frame) step(i, n int) {
	p := &f.waiting[i]
	p.parts = p.parts[n:]
	f.drop(i + 1)
	if len(p.parts) == 0 {
		f.drop(i)
	}
}

// literal lets the innermost waiting word that expects text have it.
func (f *frame) literal(text string) bool {
	for i := len(f.waiting) - 1; i >= 0; i-- {
		parts := f.waiting[i].parts
		for n := range min(2, len(parts)) {
			if parts[n].kind == partLiteral && parts[n].text == text {
				f.step(i, n+1)
				return true
			}
			if parts[n].kind != partOperand {
				break
			}
		}
	}
	return false
}

// bracket lets the innermost waiting word that expects an opening bracket have it, and returns the
// word and the pattern within.
func (f *frame) bracket(open string, body bool) (key, inner string, ok bool) {
	for i := len(f.waiting) - 1; i >= 0 && body; i-- {
		parts := f.waiting[i].parts
		skip := open == "{" && f.waiting[i].whole // a body ends its header, complete or not
		for n := range parts {
			if parts[n].kind == partBracket && parts[n].text[:1] == open && (n == 0 || open == "{") {
				key, inner = f.waiting[i].key, parts[n].inner
				f.step(i, n+1)
				return key, inner, true
			}
			if parts[n].kind != partOperand && !skip {
				break
			}
		}
		if len(parts) > 0 && parts[0].kind == partBracket && parts[0].text[:1] == "{" && open != "{" {
			return "", "", false
		}
	}
	return "", "", false
}

// operand lets the innermost waiting word have an operand.
func (f *frame) operand(text string) {
	p := f.top()
	if p == nil || p.parts[0].kind != partOperand {
		return
	}
	if text == "(" && len(p.parts) > 1 && p.parts[1].kind == partBracket && p.parts[1].text[:1] == "(" {
		return // the receiver of a method
	}
	f.step(len(f.waiting)-1, 1)
}
