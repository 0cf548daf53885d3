package adversary

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A disguise is a way to write the same code otherwise.
type disguise struct {
	name      string
	languages string // in which it exists; "" for all
	unseen    bool   // it is out of the gate's reach, as SECURITY.md says
	apply     func(r *rand.Rand, a *Attack) string
}

const (
	scripts = "javascript typescript tsx"
	braced  = "go java c cpp javascript typescript tsx"
)

const ownBlock = "a block of its own"

var disguises = []disguise{
	{"blanks between lexemes", "", false, blanks},
	{"a comment that pardons", "", false, pardon},
	{"innocent lines around", "", false, innocent},
	{ownBlock, "", false, block},
	{"a function in a variable", "python go " + scripts, false, variable},
	{"a module in a variable", "python " + scripts, false, moduleVariable},
	{"brackets around the name", "python go c cpp " + scripts, false, brackets},
	{"compatibility characters", "python", false, compatibility},
	{"escapes in names", scripts, false, escapes},
	{"a member by its name", "python " + scripts, false, member},
	{"the last of a sequence", scripts, false, sequence},
	{"a line splice", "python c cpp", false, splice},
	{"escapes in strings", "", false, stringEscapes},
	{"line ends of another system", "", false, carriage},
	{"a function out of a choice", "python", false, choice},
	{"escapes anywhere", "java", false, javaEscapes},
	{"a function through a call", "python", false, handedOn},
}

// lexemes are the lexemes of the attack.
func (a *Attack) lexemes() (out []syntax.Lexeme) {
	for l := range a.Language.Lex(a.Insert) {
		out = append(out, l)
	}
	return out
}

// indentation is what stands before the statement on its line.
func (a *Attack) indentation() string {
	line := a.Before[strings.LastIndexByte(a.Before, '\n')+1:]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// callee is the span of a chain of names before the first bracket of the attack; ok is false if there
// is none that stands for itself.
func (a *Attack) callee() (s syntax.Span, ok bool) {
	chain := syntax.Span{Start: -1}
	last := ""
	for _, l := range a.lexemes() {
		word := a.Insert[l.Span.Start:l.Span.End]
		switch {
		case l.Kind.Trivia() || l.Kind == syntax.LexNewline:
			continue
		case l.Kind == syntax.LexName && (last == "." && chain.Start >= 0):
			chain.End = l.Span.End
		case l.Kind == syntax.LexName && last != "." && last != "new" && last != "func" && last != "def" && last != "->":
			chain = l.Span
		case word == "." && chain.Start >= 0:
		case word == "(" && chain.Start >= 0 && l.Span.Start == chain.End:
			return chain, !notCalled[a.Insert[chain.Start:chain.End]]
		default:
			chain.Start = -1
		}
		last = word
	}
	return s, false
}

var notCalled = map[string]bool{"if": true, "for": true, "while": true, "return": true, "switch": true, "with": true, "func": true, "def": true,
	"super": true, "catch": true, "print": true, "self": true, "await": true,
	"byte": true, "string": true, "int": true}

// withCallee writes something else in the callee's place.
func (a *Attack) withCallee(write func(callee string) string) string {
	s, ok := a.callee()
	if !ok || !ascii(a.Insert[s.Start:s.End]) || strings.Contains(a.Insert, "\\\n") || strings.Contains(a.Insert, "\\\r\n") {
		return a.Insert // none, or it is disguised already
	}
	return a.Insert[:s.Start] + write(a.Insert[s.Start:s.End]) + a.Insert[s.End:]
}

func ascii(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0
}

func blanks(r *rand.Rand, a *Attack) string {
	var out strings.Builder
	depth := 0
	lexemes := a.lexemes()
	for i, l := range lexemes {
		word := a.Insert[l.Span.Start:l.Span.End]
		out.WriteString(word)
		if l.Kind != syntax.LexOperator || i+1 < len(lexemes) && lexemes[i+1].Kind == syntax.LexString {
			continue
		}
		depth += strings.Count(word, "(") - strings.Count(word, ")")
		if word == "(" || word == "," || word == "." {
			out.WriteString(blank(r, a.Language, depth > 0))
		}
	}
	return out.String()
}

func blank(r *rand.Rand, l *syntax.Language, inside bool) string {
	choices := []string{"", " ", "\t", "  "}
	switch {
	case l != syntax.Python:
		choices = append(choices, "/* fine */", "\n", " // fine\n\t")
	case inside:
		choices = append(choices, "\n", " # fine\n    ")
	default:
		choices = append(choices, "\\\n")
	}
	return choices[r.IntN(len(choices))]
}

func pardon(r *rand.Rand, a *Attack) string {
	mark := "//"
	if a.Language == syntax.Python {
		mark = "#"
	}
	if strings.HasSuffix(strings.TrimSpace(a.Insert), "{") {
		return a.Insert
	}
	words := []string{"nosemgrep", "nosem", "sluice:ignore", "sluice: ignore " + a.Rule, "nosemgrep: " + a.Rule, "noqa", "nosec"}
	word := mark + " " + words[r.IntN(len(words))]
	if r.IntN(2) == 0 {
		return word + "\n" + a.indentation() + a.Insert
	}
	return a.Insert + " " + word
}

func innocent(r *rand.Rand, a *Attack) string {
	line := map[string]string{"python": "total = %d", "go": "total%d := 1\n_ = total%[1]d", "java": "int total%d = 1;", "c": "int total%d = 1;",
		"cpp": "int total%d = 1;", "javascript": "const total%d = 1;", "typescript": "const total%d = 1;", "tsx": "const total%d = 1;"}[a.Language.Name]
	line = fmt.Sprintf(line, r.IntN(1000))
	if r.IntN(2) == 0 {
		return a.Insert + "\n" + a.indentation() + line
	}
	return line + "\n" + a.indentation() + a.Insert
}

func block(_ *rand.Rand, a *Attack) string {
	if strings.Contains(a.Insert, "\n") {
		return a.Insert // only its first line would be in the block
	}
	if a.Language == syntax.Python {
		return "if total:\n" + a.indentation() + "    " + a.Insert
	}
	return "{\n" + a.indentation() + a.Insert + "\n" + a.indentation() + "}"
}

func fresh(r *rand.Rand) string { return fmt.Sprintf("quiet%d", r.IntN(1000)) }

func variable(r *rand.Rand, a *Attack) string {
	if strings.Contains(a.Insert, "quiet") {
		return a.Insert
	}
	name, declared := fresh(r), ""
	out := a.withCallee(func(callee string) string {
		a.judge(callee)
		declared = a.declare(name, callee)
		return name
	})
	if declared == "" || strings.HasPrefix(a.Insert, "if total:") {
		return a.Insert
	}
	return declared + "\n" + a.indentation() + out
}

func moduleVariable(r *rand.Rand, a *Attack) string {
	if strings.Contains(a.Insert, "quiet") {
		return a.Insert
	}
	name, declared := fresh(r), ""
	out := a.withCallee(func(callee string) string {
		root, rest, ok := strings.Cut(callee, ".")
		if !ok || root == "this" {
			return callee
		}
		a.judge(callee)
		declared = a.declare(name, root)
		return name + "." + rest
	})
	if declared == "" || strings.HasPrefix(a.Insert, "if total:") {
		return a.Insert
	}
	return declared + "\n" + a.indentation() + out
}

func (a *Attack) declare(name, value string) string {
	switch a.Language {
	case syntax.Python:
		return name + " = " + value
	case syntax.Go:
		return name + " := " + value
	}
	return "const " + name + " = " + value + ";"
}

// comparing are rules that tell by the words of an expression what it is: by another name, they are not told.
var comparing = map[string]bool{"javascript.password-hash": true, "go.sql-built-string": true}

// formats are functions that make text: by another name, a rule does not see that they do.
var formats = map[string]bool{"fmt.Sprintf": true, "fmt.Sprint": true}

// judge notes whether a callee is a method of some value: by another name, only the value's type would
// tell what is called.
func (a *Attack) judge(callee string) {
	a.Beyond = a.Beyond || comparing[a.Rule] || formats[callee]
	root, _, dotted := strings.Cut(callee, ".")
	tree, err := syntax.Parse(a.Language, a.Document(), 0)
	if err == nil && dotted && match.Imports(tree)[root] == "" {
		a.Beyond = true
	}
}

func brackets(_ *rand.Rand, a *Attack) string {
	return a.withCallee(func(callee string) string {
		a.Beyond = a.Beyond || comparing[a.Rule]
		return "(" + callee + ")"
	})
}

// onName changes one letter of a name of the attack.
func (a *Attack) onName(r *rand.Rand, write func(letter byte) string) string {
	var names []syntax.Span
	for _, l := range a.lexemes() {
		if word := a.Insert[l.Span.Start:l.Span.End]; l.Kind == syntax.LexName && len(word) > 2 && !words[word] {
			names = append(names, l.Span)
		}
	}
	if len(names) == 0 {
		return a.Insert
	}
	name := names[r.IntN(len(names))]
	at := name.Start + r.IntN(name.End-name.Start)
	if c := a.Insert[at]; c < 'a' || c > 'z' {
		return a.Insert
	}
	return a.Insert[:at] + write(a.Insert[at]) + a.Insert[at+1:]
}

// words are names that are no identifiers: they are known by their bytes.
var words = map[string]bool{"True": true, "False": true, "None": true, "true": true, "false": true, "null": true, "new": true, "return": true,
	"const": true, "let": true, "var": true, "def": true, "class": true, "for": true, "with": true, "function": true, "import": true, "from": true,
	"and": true, "not": true, "async": true, "await": true, "try": true, "this": true, "lambda": true, "undefined": true, "else": true, "pass": true}

func compatibility(r *rand.Rand, a *Attack) string {
	return a.onName(r, func(c byte) string { return string(rune(c) - 'a' + 'ａ') })
}

func escapes(r *rand.Rand, a *Attack) string {
	return a.onName(r, func(c byte) string {
		if r.IntN(2) == 0 {
			return fmt.Sprintf(`\u{%x}`, c)
		}
		return fmt.Sprintf(`\u%04x`, c)
	})
}

func javaEscapes(r *rand.Rand, a *Attack) string {
	return a.onName(r, func(c byte) string { return fmt.Sprintf(`\u%04x`, c) })
}

func member(r *rand.Rand, a *Attack) string {
	return a.withCallee(func(callee string) string {
		i := strings.LastIndexByte(callee, '.')
		if i < 0 {
			return callee
		}
		object, name := callee[:i], callee[i+1:]
		if strings.ContainsAny(name, " \t\\\n/#") {
			return callee
		}
		a.judge(callee)
		k := 1 + r.IntN(len(name))
		key := fmt.Sprintf("%q + %q", name[:k], name[k:])
		if r.IntN(2) == 0 {
			key = fmt.Sprintf("%q", name)
		}
		if a.Language == syntax.Python {
			return "getattr(" + object + ", " + key + ")"
		}
		return object + "[" + key + "]"
	})
}

func sequence(_ *rand.Rand, a *Attack) string {
	return a.withCallee(func(callee string) string {
		a.judge(callee)
		return "(0, " + callee + ")"
	})
}

func splice(r *rand.Rand, a *Attack) string {
	at := r.IntN(len(a.Insert))
	if a.Language == syntax.Python {
		s, ok := a.callee()
		if !ok {
			return a.Insert
		}
		at = s.End
	}
	return a.Insert[:at] + "\\\n" + a.Insert[at:]
}

// stringEscapes writes a letter of a string as an escape.
func stringEscapes(r *rand.Rand, a *Attack) string {
	var at []int
	for _, l := range a.lexemes() {
		text := a.Insert[l.Span.Start:l.Span.End]
		if l.Kind != syntax.LexString || strings.ContainsAny(text[:min(2, len(text))], "`rR") {
			continue
		}
		for i := l.Span.Start + 2; i < l.Span.End-1; i++ {
			if c := a.Insert[i]; c >= 'a' && c <= 'z' && a.Insert[i-1] != '\\' && a.Insert[i-1] != '%' {
				at = append(at, i)
			}
		}
	}
	if len(at) == 0 {
		return a.Insert
	}
	i := at[r.IntN(len(at))]
	written := fmt.Sprintf(`\x%02x`, a.Insert[i])
	if a.Language == syntax.Java {
		written = fmt.Sprintf(`\%o`, a.Insert[i])
	}
	return a.Insert[:i] + written + a.Insert[i+1:]
}

func carriage(_ *rand.Rand, a *Attack) string { return strings.ReplaceAll(a.Insert, "\n", "\r\n") }

func choice(_ *rand.Rand, a *Attack) string {
	return a.withCallee(func(callee string) string { return "(None or " + callee + ")" })
}

func handedOn(_ *rand.Rand, a *Attack) string {
	return a.withCallee(func(callee string) string { return "functools.partial(" + callee + ")" })
}
