package completion

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// calls says which functions of a file call which, and which change its variables and fields: a rule that follows
// calls must see what the function around a place calls, what calls it, and what that calls; and a
// variable is no constant if any function changes it. Names decide, so that methods of the same name
// count as one. It belongs to the goroutine of its place.
type calls struct {
	file      *syntax.Tree
	functions []syntax.Node // with names, and those without one that lie in none with a name
	mentions  []*mention    // by function
	byName    map[string][]int
	names     [][]int // function → functions that it names
	namedBy   [][]int
	changedBy map[string][]int // name → functions that give it a value
	lentBy    map[string][]int // name → functions that let others give it one
	outside   *mention         // what stands in no function
	declared  map[string]bool  // names that stand there; whether they may be given a constant
	words     map[string]bool  // that were asked for: whether they stand in the file
}

func newCalls(t *syntax.Tree, set *rules.Set, kept *Kept) *calls {
	c := &calls{byName: map[string][]int{}, changedBy: map[string][]int{}, lentBy: map[string][]int{}, words: map[string]bool{}, file: t, functions: functionsOf(t)}
	texts := make([]string, len(c.functions), len(c.functions)+1)
	for i, n := range c.functions {
		if texts[i] = n.Text(); n.FunctionName() != "" {
			c.byName[n.FunctionName()] = append(c.byName[n.FunctionName()], i)
		}
	}
	outside := c.between()
	c.mentions = kept.mentions(set, append(texts, outside))
	c.outside, c.mentions = c.mentions[len(texts)], c.mentions[:len(texts)]
	c.declared = kept.declares(outside)
	c.link()
	return c
}

// functionsOf returns the functions of a tree, and the outermost of those without a name.
func functionsOf(t *syntax.Tree) (out []syntax.Node) {
	end := 0
	for n := range t.Functions() {
		if n.FunctionName() != "" || n.Start() >= end {
			out = append(out, n)
			end = max(end, n.End())
		}
	}
	return out
}

// between returns the text that stands in no function.
func (c *calls) between() string {
	var out strings.Builder
	text, done := c.file.Text(), 0
	for _, n := range c.functions {
		if n.Start() >= done {
			out.WriteString(text[done:n.Start()])
			out.WriteByte('\n')
		}
		done = max(done, n.End())
	}
	out.WriteString(text[done:])
	return out.String()
}

func (c *calls) link() {
	c.names, c.namedBy = make([][]int, len(c.functions)), make([][]int, len(c.functions))
	for i, m := range c.mentions {
		for _, name := range m.calls {
			c.names[i] = append(c.names[i], c.byName[name]...)
		}
		for _, j := range c.names[i] {
			c.namedBy[j] = append(c.namedBy[j], i)
		}
		for _, name := range m.assigns {
			c.changedBy[name] = append(c.changedBy[name], i)
		}
		for _, name := range m.lends {
			c.lentBy[name] = append(c.lentBy[name], i)
		}
	}
}

// declared returns the names that stand in a text that is in no function, and of each whether it may be given a
// constant there. Names in brackets are given none, unless the brackets do not match.
func declared(l *syntax.Language, text string) map[string]bool {
	out, matched := declaredOutside(l, text, true)
	if !matched {
		out, _ = declaredOutside(l, text, false)
	}
	return out
}

func declaredOutside(l *syntax.Language, text string, brackets bool) (out map[string]bool, matched bool) {
	out = map[string]bool{}
	var names, given []string
	value, depth := "", 0
	for x := range l.Lex(text) {
		word := text[x.Span.Start:x.Span.End]
		switch {
		case x.Kind == syntax.LexOperator && strings.Trim(word, "()") == "":
			depth += strings.Count(word, "(") - strings.Count(word, ")")
			value = ""
		case x.Kind.Trivia():
		case brackets && depth > 0:
			if x.Kind == syntax.LexName {
				out[word] = out[word]
			}
		case x.Kind == syntax.LexNewline || word == ";" || word == "{" || word == "}":
			if value != "" {
				constant(out, given)
			}
			names, given, value = nil, nil, ""
		case word == "=" && x.Kind == syntax.LexOperator:
			given, names, value = names, nil, ""
		case given != nil && value == "" && (x.Kind == syntax.LexString || x.Kind == syntax.LexNumber):
			constant(out, given)
		case x.Kind == syntax.LexName:
			out[word], value = out[word], word
			names = append(names, word)
		default:
			value = ""
		}
	}
	return out, depth == 0
}

func constant(out map[string]bool, names []string) {
	for _, name := range names {
		out[name] = true
	}
}

// A reach is how far an edit of a function can be felt by rules that follow data.
type reach struct {
	functions map[int]bool    // that matter, by their places in the tree
	size      int             // of them, in bytes
	flows     map[string]bool // names of sources and sinks; false if they are members of nothing there
	hidden    bool
}

// changing returns the functions that bear on which names are constants: those that may change one that is named,
// and those that name one which a text changes.
func (c *calls) changing(names map[string]bool, text *mention) []int {
	var out []int
	for name := range names {
		if c.declared[name] {
			out = append(append(out, c.changedBy[name]...), c.lentBy[name]...)
		}
	}
	for _, name := range slices.Concat(text.assigns, text.lends) {
		if c.declared[name] {
			out = append(out, c.naming(name)...)
		}
	}
	return out
}

// naming returns the functions in whose text a name stands.
func (c *calls) naming(name string) (out []int) {
	for i, n := range c.functions {
		if strings.Contains(n.Text(), name) {
			out = append(out, i)
		}
	}
	return out
}

// typing returns the functions that say of which types the variables of the file and the fields of the object are
// that stand in some texts.
func (c *calls) typing(names map[string]bool, texts ...*mention) (out []int) {
	for name := range names {
		if _, ok := c.declared[name]; ok {
			out = append(out, c.changedBy[name]...)
		}
	}
	for _, m := range texts {
		for _, name := range m.own {
			out = append(out, c.changedBy[name]...)
		}
	}
	return out
}

// typed returns the functions that name a variable of the file or a field of the object to which a text gives a value.
func (c *calls) typed(text *mention) (out []int) {
	for _, name := range text.assigns {
		if _, ok := c.declared[name]; ok || slices.Contains(text.own, name) {
			out = append(out, c.naming(name)...)
		}
	}
	return out
}

// reach returns what matters to what a text does in the function at a place. The names are those of that function
// and of the text; around is what the function mentions.
func (c *calls) reach(at int, names map[string]bool, around, text *mention) *reach {
	near := c.typed(text)
	for i, n := range c.functions {
		if n.Span().Contains(syntax.Span{Start: at, End: at}) {
			near = append(near, i)
		}
	}
	all := map[int]bool{}
	for i := range c.follow(map[int]bool{}, near, c.namedBy) {
		c.follow(all, []int{i}, c.names)
	}
	for _, name := range text.calls {
		c.follow(all, c.byName[name], c.names)
	}
	for _, i := range slices.Concat(c.changing(names, text), c.typing(names, around, text)) {
		all[i] = true
	}
	return c.reachOf(all, around, text, c.outside)
}

func (c *calls) reachOf(functions map[int]bool, more ...*mention) *reach {
	r := &reach{functions: map[int]bool{}, flows: map[string]bool{}}
	for i := range functions {
		r.functions[c.functions[i].ID()] = true
		r.size += len(c.functions[i].Text())
		more = append(more, c.mentions[i])
	}
	for _, m := range more {
		r.hidden = r.hidden || m.hidden
		for _, word := range m.bare {
			r.flows[word] = r.flows[word] || c.outside.opens
		}
	}
	for _, word := range c.outside.bare {
		r.flows[word] = true // it may be given to a name there
	}
	for _, m := range more {
		for _, word := range m.flows {
			r.flows[word] = true
		}
	}
	return r
}

// ids returns the places of functions in the tree.
func (c *calls) ids(functions []int) map[int]bool {
	ids := map[int]bool{}
	for _, i := range functions {
		ids[c.functions[i].ID()] = true
	}
	return ids
}

// follow adds to a set what can be reached from some functions, and returns it.
func (c *calls) follow(set map[int]bool, from []int, edges [][]int) map[int]bool {
	from = slices.Clone(from)
	for len(from) > 0 {
		i := from[len(from)-1]
		from = from[:len(from)-1]
		if !set[i] {
			set[i] = true
			from = append(from, edges[i]...)
		}
	}
	return set
}

// stands reports whether a name stands anywhere in the file.
func (c *calls) stands(name string) bool {
	if known, ok := c.words[name]; ok {
		return known
	}
	c.words[name] = containsName(c.file.Text(), name)
	return c.words[name]
}

// containsName reports whether a name stands in a text, and is not a part of another.
func containsName(text, name string) bool {
	part := func(b byte) bool {
		return b == '_' || b == '$' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80
	}
	for {
		i := strings.Index(text, name)
		if i < 0 {
			return false
		}
		end := i + len(name)
		if (i == 0 || !part(text[i-1])) && (end == len(text) || !part(text[end])) {
			return true
		}
		text = text[end:]
	}
}

// disguised reports whether a text may name something otherwise than by its name.
func disguised(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 || text[i] == '\\' {
			return true
		}
	}
	for _, sign := range []string{"getattr", "globals", "locals", "vars", "__", "import_module", `["`, "['", "[`"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}
