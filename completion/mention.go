package completion

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A mention is what the text of a function names, as far as it links functions. It is immutable and holds nothing
// of the text.
type mention struct {
	calls   []string // before a bracket, each once
	flows   []string // by which a source or a sink goes
	bare    []string // those of them that stand for themselves and are not imported: they are no member of anything
	assigns []string // variables and fields that get a value
	lends   []string // variables that others may give one
	own     []string // fields of the object itself, read or written
	hidden  bool     // something is named otherwise than by its name
	opens   bool     // all names of a module are imported
}

// newMention reads a text once.
func newMention(l *syntax.Language, set *rules.Set, text string) *mention {
	r := &reader{lang: l, set: set, mention: &mention{}, called: map[string]bool{}, flowing: map[string]bool{}, alone: map[string]bool{},
		assigned: map[string]bool{}, lent: map[string]bool{}, owned: map[string]bool{}}
	for x := range l.Lex(text) {
		if !x.Kind.Trivia() {
			r.lexeme(x.Kind, text[x.Span.Start:x.Span.End])
		}
	}
	return r.mention
}

// A reader makes a mention.
type reader struct {
	*mention
	lang   *syntax.Language
	set    *rules.Set
	before string // the lexeme before
	object string // the name before that, if a dot stands between
	name   string // that stands before, "" if something else does
	index  bool   // a square bracket stands before, and it takes a member
	key    bool   // a string stands before, and such a bracket before that

	imports bool     // the statement imports
	targets []string // names since the statement began, or its last "="

	called, flowing, alone, assigned, lent, owned map[string]bool
}

func (r *reader) lexeme(kind syntax.LexKind, word string) {
	if kind == syntax.LexNewline {
		r.targets, r.imports = r.targets[:0], false
		if ends := r.lang == syntax.Go || r.lang == syntax.Python; ends {
			r.name = ""
		}
		if r.before != "." && r.before != "->" && r.before != "?." && !r.index {
			r.before = word
		}
		return // a chain and a subscript may go on behind it, and elsewhere a call
	}
	if r.key && word != "]" {
		r.hidden = true // the key is made of more than a string
	}
	r.key = false
	subscript := word == "[" && (r.name != "" || r.before == ")" || r.before == "]")
	defer func() { r.index = subscript }()
	if word == "." || word == "->" || word == "?." {
		r.object = r.before
	}
	switch {
	case kind == syntax.LexName:
		r.named(word)
	case kind == syntax.LexString:
		r.quoted(word)
		r.name = ""
	case word == "(" && r.name != "":
		add(r.called, &r.calls, r.name)
		r.name, r.targets = "", r.targets[:0]
	case kind == syntax.LexOperator:
		r.operator(word)
		r.name = ""
	default:
		r.name = ""
	}
	r.before = word
}

func (r *reader) named(word string) {
	r.hidden = r.hidden || !ascii(word) || strings.IndexByte(word, '\\') >= 0 || hides[word]
	if n := len(r.targets); n > 0 && (r.name != "" || r.before == ".") {
		r.targets = r.targets[:n-1] // it was a type, or what the field is of
	}
	r.name, r.targets = word, append(r.targets, word)
	r.imports = r.imports || word == "import"
	if r.set.Flows(r.lang, word) {
		r.flow(word)
	}
	switch r.before {
	case ".", "->", "?.":
		if r.object == "self" || r.object == "this" {
			add(r.owned, &r.own, word)
		}
	case "&", "++", "--":
		add(r.lent, &r.lends, word)
	case "global", "nonlocal", "for":
		add(r.assigned, &r.assigns, word)
	}
}

// flow notes a name of a source or a sink. In some languages one that no dot precedes is a member of nothing, unless
// it was imported.
func (r *reader) flow(word string) {
	if (r.lang == syntax.Python || r.lang == syntax.Go) && r.before != "." && !r.imports {
		add(r.alone, &r.bare, word)
		return
	}
	add(r.flowing, &r.flows, word)
}

// quoted reads a string: in square brackets it names a member.
func (r *reader) quoted(text string) {
	r.opens = r.opens || r.lang == syntax.Go && r.before == "."
	if !r.index {
		return
	}
	word := strings.Trim(text, "\"'`")
	r.key = true
	r.hidden = r.hidden || strings.IndexByte(word, '\\') >= 0 || !ascii(word)
	if r.set.Flows(r.lang, word) {
		add(r.flowing, &r.flows, word)
	}
}

func (r *reader) operator(word string) {
	r.opens = r.opens || word == "*" && r.before == "import"
	switch {
	case word == "++" || word == "--":
		if r.name != "" {
			add(r.lent, &r.lends, r.name)
		}
	case assigns(word):
		for _, name := range r.targets {
			add(r.assigned, &r.assigns, name)
		}
		r.targets = r.targets[:0]
	case word != "," && word != "." && word != ")" && word != ":":
		r.targets = r.targets[:0]
	}
}

// add adds a word to a list once, in memory of its own.
func add(seen map[string]bool, list *[]string, word string) {
	if !seen[word] {
		word = strings.Clone(word)
		seen[word] = true
		*list = append(*list, word)
	}
}

// hides are names by which code reaches what it does not name.
var hides = map[string]bool{"getattr": true, "globals": true, "locals": true, "vars": true, "import_module": true, "__import__": true,
	"__dict__": true, "__builtins__": true, "__getattribute__": true, "attrgetter": true, "methodcaller": true}

func assigns(operator string) bool {
	switch operator {
	case "==", "<=", ">=", "!=", "===", "!==", "=>":
		return false
	}
	return operator[len(operator)-1] == '='
}
