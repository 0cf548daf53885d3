package match

import (
	"regexp"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A pattern is code with holes, and a grammar knows no holes: before it is parsed, each becomes an
// identifier that no program has, or what the grammar asks for in that place.
const (
	holeMeta  = "__mv_"    // $X
	holeMetas = "__mvs_"   // $...X
	holeDots  = "__dots"   // ...
	holeCases = "__cases"  // ... between the branches of a switch
	holeDeep  = "__deep"   // <... P ...> is __deep(P)
	holeTyped = "__typed_" // (T $X), ($X : T): followed by an index into holed.types
)

// holed is a pattern's text with its holes filled.
type holed struct {
	text  string
	types []string // of typed metavariables: the type as written
	names []string // and their names
}

var reDeleteArray = regexp.MustCompile(`\bdelete\s*\[\s*\]\s*\(\s*([\w$]+)\s*\)`)

var (
	reMeta       = regexp.MustCompile(`^\$(\.\.\.)?([A-Z_][A-Z_0-9]*)\b`)
	reTypedColon = regexp.MustCompile(`^\(\s*(\$[A-Z_][A-Z_0-9]*)\s*:\s*([^()=,{}?]+?)\s*\)`)
	reTypedLeft  = regexp.MustCompile(`^\(\s*((?:const |unsigned |signed |struct |long |short )*[A-Za-z_$][\w.$:]*(?:<[^()]*>)?(?:\[\])*[\s*&]*[\s*&>\]])\s*(\$[A-Z_][A-Z_0-9]*)\s*\)`)
)

// filler fills the holes of one pattern.
type filler struct {
	lang *syntax.Language
	src  string
	out  strings.Builder
	holed
	open []bracket
	deep int // how many <... are open
}

// A bracket is one that is open while scanning.
type bracket struct {
	char   byte
	params bool // of a declaration's parameters
	block  bool // of statements or members
	class  bool // of members
	dict   bool // of a Python dictionary
	loop   bool // the header of a for
	catch  bool
	annot  bool // the arguments of an annotation
	cases  bool // the branches of a switch
	enum   bool // constants
}

func fillHoles(lang *syntax.Language, src string) holed {
	if lang.Name == "cpp" {
		// Without a blank and a name, the brackets would be those of a lambda.
		src = reDeleteArray.ReplaceAllString(src, "delete[] $1")
	}
	f := &filler{lang: lang, src: src}
	f.scan()
	f.holed.text = f.out.String()
	return f.holed
}

func (f *filler) scan() {
	for i := 0; i < len(f.src); {
		i = f.step(i)
	}
}

// step copies or replaces what stands at i and returns where to go on.
func (f *filler) step(i int) int {
	rest := f.src[i:]
	switch c := rest[0]; {
	case strings.HasPrefix(rest, "<..."):
		f.out.WriteString(holeDeep + "(")
		f.deep++
		return i + 4
	case f.deep > 0 && strings.HasPrefix(rest, "...>"):
		f.deep--
		f.out.WriteString(")")
		return i + 4
	case strings.HasPrefix(rest, "..."):
		return f.dots(i)
	case c == '$':
		return f.metavariable(i)
	case c == '"' || c == '\'' || c == '`':
		return f.quoted(i)
	case c == '(' || c == '[' || c == '{':
		if n := f.typed(i); n > 0 {
			return i + n
		}
		f.open = append(f.open, f.bracket(i))
	case c == ')' || c == ']' || c == '}':
		f.open = f.open[:max(len(f.open)-1, 0)]
	}
	f.out.WriteByte(rest[0])
	return i + 1
}

func (f *filler) metavariable(i int) int {
	m := reMeta.FindStringSubmatch(f.src[i:])
	switch {
	case m == nil:
		f.out.WriteByte('$')
		return i + 1
	case m[1] != "":
		f.sequence(i, len(m[0]), holeMetas+m[2])
	default:
		f.out.WriteString(holeMeta + m[2])
	}
	return i + len(m[0])
}

// quoted copies a string; metavariables in it are replaced, dots are not.
func (f *filler) quoted(i int) int {
	quote := f.src[i : i+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(f.src[i:], triple) {
		quote = triple
	}
	f.out.WriteString(quote)
	for i += len(quote); i < len(f.src); {
		switch {
		case strings.HasPrefix(f.src[i:], quote):
			f.out.WriteString(quote)
			return i + len(quote)
		case f.src[i] == '\\' && i+1 < len(f.src):
			f.out.WriteString(f.src[i : i+2])
			i += 2
		case f.src[i] == '$' && reMeta.MatchString(f.src[i:]):
			m := reMeta.FindStringSubmatch(f.src[i:])
			f.out.WriteString(map[bool]string{true: holeMetas, false: holeMeta}[m[1] != ""] + m[2])
			i += len(m[0])
		case quote == "`" && strings.HasPrefix(f.src[i:], "${...}"):
			f.out.WriteString("${" + holeDots + "}")
			i += 6
		case quote == "`" && strings.HasPrefix(f.src[i:], "${") && matching(f.src, i+1) > 0:
			i = f.interpolated(i, matching(f.src, i+1))
		default:
			f.out.WriteByte(f.src[i])
			i++
		}
	}
	return i
}

// interpolated fills the holes of an expression in a string and returns where the string goes on.
func (f *filler) interpolated(i, end int) int {
	f.out.WriteString("${")
	f.open = append(f.open, bracket{char: '('})
	for i += 2; i < end; {
		i = f.step(i)
	}
	f.open = f.open[:len(f.open)-1]
	f.out.WriteByte('}')
	return end + 1
}

// typed replaces a typed metavariable and returns how long it is, 0 if none stands at i.
func (f *filler) typed(i int) int {
	if f.src[i] != '(' {
		return 0
	}
	var name, typ, all string
	switch f.lang.Name {
	case "java", "c", "cpp":
		if m := reTypedLeft.FindStringSubmatch(f.src[i:]); m != nil && !f.afterName(i) && !f.operands(m[1]) {
			name, typ, all = m[2], m[1], m[0]
		}
	default:
		if m := reTypedColon.FindStringSubmatch(f.src[i:]); m != nil && !f.header(i+len(m[0])-1, i) && !f.afterName(i) {
			name, typ, all = m[1], m[2], m[0]
		}
	}
	if all == "" {
		return 0
	}
	f.out.WriteString(holeTyped + string(rune('a'+len(f.types)%26)) + strings.Repeat("z", len(f.types)/26))
	f.types, f.names = append(f.types, typ), append(f.names, name)
	return len(all)
}

// operands reports whether what stands left of a metavariable is an operand and its operator, not a
// type: ($A * $B) is a product, and C has no references.
func (f *filler) operands(left string) bool {
	return strings.HasPrefix(left, "$") && strings.ContainsAny(left, "*&") || f.lang.Name == "c" && strings.Contains(left, "&")
}

// afterName reports whether a name stands right before i, so that a bracket at i calls it.
func (f *filler) afterName(i int) bool {
	word := lastWord(f.src[:i])
	switch word {
	case "":
		before := strings.TrimRight(f.src[:i], " \t\n")
		return strings.HasSuffix(before, ")") && strings.HasSuffix(before, f.src[:i])
	case "return", "in", "if", "while", "for", "case", "throw", "await", "and", "or", "not":
		return word == "for"
	}
	return true
}

// lastWord returns the identifier that text ends with, behind blanks.
func lastWord(text string) string {
	text = strings.TrimRight(text, " \t\n")
	i := len(text)
	for i > 0 && (isWord(text[i-1]) || text[i-1] == '$') {
		i--
	}
	return text[i:]
}

func isWord(c byte) bool {
	return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// bracket says what kind of place the bracket at i opens.
func (f *filler) bracket(i int) bracket {
	b := bracket{char: f.src[i]}
	word := lastWord(f.src[:i])
	end := matching(f.src, i)
	switch b.char {
	case '(':
		b.loop, b.catch = word == "for", word == "catch"
		b.params = f.header(end, i)
		b.annot = f.lang.Name == "java" && reAnnotated.MatchString(f.src[:i])
	case '{':
		b.class = f.classHeader(i)
		b.cases, b.enum = f.switchHeader(i), b.class && strings.Contains(lastStatement(f.src[:i]), "enum ")
		b.block = b.class || f.blockBefore(i, word)
		b.dict = !b.block && f.lang.Name == "python" && (colonInside(f.src[i+1:max(end, i+1)]) || strings.TrimSpace(f.src[i+1:max(end, i+1)]) == "...")
	}
	return b
}

// header reports whether the parentheses that close at end hold the parameters of a declaration.
func (f *filler) header(end, open int) bool {
	if end < 0 || end >= len(f.src) {
		return false
	}
	switch lastWord(f.src[:open]) {
	case "if", "for", "while", "switch", "catch", "with", "synchronized", "return":
		return false
	}
	if strings.HasPrefix(strings.TrimSpace(lastStatement(f.src[:open])), "new ") || strings.Contains(lastStatement(f.src[:open]), "= new ") {
		return false
	}
	line := f.src[strings.LastIndexByte(f.src[:open], '\n')+1 : open]
	if f.lang.Name == "python" {
		return strings.Contains(line, "def ")
	}
	after := strings.TrimLeft(f.src[end+1:], " \t\n")
	for _, p := range []string{"{", "=>", "->", "throws", "const", "override"} {
		if strings.HasPrefix(after, p) {
			return true
		}
	}
	return strings.Contains(line, "func ") || strings.Contains(line, "function ")
}

// classHeader reports whether the brace at i opens the body of a class.
func (f *filler) classHeader(i int) bool {
	head := f.src[:i]
	if cut := strings.LastIndexAny(head, "{};)"); cut >= 0 {
		head = head[cut+1:]
	}
	for _, word := range strings.Fields(head) {
		switch word {
		case "class", "interface", "enum", "struct", "record":
			return true
		}
	}
	// An anonymous class: new X(…) { … }.
	return f.lang.Name == "java" && strings.HasSuffix(strings.TrimSpace(f.src[:i]), ")") && strings.Contains(lastStatement(f.src[:i]), "new ")
}

var reAnnotated = regexp.MustCompile(`@[\w.$]+\s*$`)

// reBranch is a branch of a switch: dots behind it are statements of its.
var reBranch = regexp.MustCompile(`\b(case|default)\b`)

// switchHeader reports whether the brace at i opens branches alone.
func (f *filler) switchHeader(i int) bool {
	head := lastStatement(f.src[:i])
	if f.lang.Name == "c" || f.lang.Name == "cpp" || f.lang.Name == "python" {
		return false
	}
	for _, word := range strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == '(' || r == '\t' || r == '\n' }) {
		return word == "switch" || word == "select"
	}
	return false
}

// blockBefore reports whether the brace at i opens a block of statements.
func (f *filler) blockBefore(i int, word string) bool {
	if f.lang.Name == "python" {
		return false
	}
	before := strings.TrimRight(f.src[:i], " \t\n")
	switch {
	case before == "":
		return f.lang.Name != "javascript" && f.lang.Name != "typescript" && f.lang.Name != "tsx" || strings.Contains(f.src[i:], ";")
	case word == "else" || word == "try" || word == "finally" || word == "do" || word == "default" || word == "select":
		return true
	case strings.HasSuffix(before, "=>") || strings.HasSuffix(before, "->") || strings.ContainsAny(before[len(before)-1:], ");{}"):
		return true
	case word == "return" || strings.ContainsAny(before[len(before)-1:], "=(,:[?&|") || strings.HasSuffix(before, "<..."):
		return false
	}
	if f.lang.Name == "java" && strings.HasSuffix(before, "]") {
		return false
	}
	if f.lang.Name == "go" {
		line := strings.TrimSpace(f.src[strings.LastIndexByte(f.src[:i], '\n')+1 : i])
		for _, p := range []string{"func", "if", "for", "switch", "select", "} else"} {
			if strings.HasPrefix(line, p) {
				return true
			}
		}
		return false
	}
	return true
}

func (f *filler) dots(i int) int {
	if f.lang.Name == "go" && i > 0 && (isWord(f.src[i-1]) || f.src[i-1] == ')') && strings.HasPrefix(strings.TrimSpace(f.src[i+3:]), ")") {
		f.out.WriteString("...")
		return i + 3
	}
	if after := f.src[i+3:]; isJSName(f.lang.Name) && after != "" && (isWord(after[0]) || strings.ContainsAny(after[:1], "${[") || strings.HasPrefix(after, "<...")) {
		// Code of the language: a spread.
		f.out.WriteString("...")
		return i + 3
	}
	if isJSName(f.lang.Name) && reAttribute.MatchString(f.src[:i]) {
		f.out.WriteString("{" + holeDots + "}")
		return i + 3
	}
	f.sequence(i, 3, holeDots)
	return i + 3
}

// reAttribute is an element's start tag up to an attribute's value.
var reAttribute = regexp.MustCompile(`<[\w$.]+(?:\s[^<>]*)?\s[\w$-]+=$`)

// sequence writes a hole that stands for a sequence as what may stand in its place.
func (f *filler) sequence(i, length int, name string) {
	in := bracket{}
	if len(f.open) > 0 {
		in = f.open[len(f.open)-1]
	}
	before, after := strings.TrimRight(f.src[:i], " \t"), strings.TrimLeft(f.src[i+length:], " \t")
	python := f.lang.Name == "python"
	switch {
	case in.annot:
		f.out.WriteString(name + " = " + name)
	case in.cases && !reBranch.MatchString(f.src[strings.LastIndexByte(f.src[:i], '{'):i]):
		f.out.WriteString("default: " + holeCases + ";")
	case in.enum || python && strings.HasSuffix(before, "lambda"):
		f.out.WriteString(name)
	case strings.HasSuffix(before, "."):
		f.out.WriteString(name)
	case in.dict && !strings.HasSuffix(before, ":"):
		f.out.WriteString("**" + name)
	case python && name == holeDots && !in.params && !(strings.HasSuffix(before, " for") && strings.HasPrefix(after, "in ")):
		f.out.WriteString("...")
	case in.catch && f.lang.Name == "cpp":
		f.out.WriteString("...")
	case (in.params || in.catch) && f.lang.Name == "java":
		f.out.WriteString(name + " " + name)
	case in.loop && !strings.Contains(f.src[i:max(matching(f.src, strings.LastIndexByte(f.src[:i], '(')), i)], ";") && strings.HasSuffix(before, "("):
		f.out.WriteString(name + ";;")
	case len(f.open) == 0 && (f.lang.Name == "c" || f.lang.Name == "cpp") && reControl.MatchString(before) && !f.operandAfter(after):
		f.out.WriteString(name + ";")
	case in.class && (f.lang.Name == "java" || f.lang.Name == "c" || f.lang.Name == "cpp"):
		f.out.WriteString("int " + name + ";")
	case (in.block || len(f.open) == 0) && f.statementBefore(before) && !f.operandAfter(after):
		f.out.WriteString(name + ";")
	default:
		f.out.WriteString(name)
	}
}

// reControl is the head of a statement that another one follows.
var reControl = regexp.MustCompile(`(^|[\s;{}])((if|for|while)\s*\(.*\)|else|do)\s*$`)

// statementBefore reports whether a statement may start behind before.
func (f *filler) statementBefore(before string) bool {
	trimmed := strings.TrimRight(before, "\n \t")
	if trimmed == "" {
		return true
	}
	if strings.ContainsAny(trimmed[len(trimmed)-1:], ";{}") || strings.HasSuffix(trimmed, "...") {
		return true
	}
	line := strings.Contains(before[len(trimmed):], "\n")
	last := trimmed[len(trimmed)-1]
	return line && !strings.ContainsAny(string(last), "+-*/%=&|<>,(?") || last == ':' || last == ')' && line
}

// operandAfter reports whether what follows goes on with an expression.
func (f *filler) operandAfter(after string) bool {
	return after != "" && strings.ContainsAny(after[:1], "+*/%=&|<>,?-")
}
