package completion

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// calls says which functions of a file call which, and which change its variables: a rule that follows
// calls must see what the function around a place calls, what calls it, and what that calls; and a
// variable is no constant if any function changes it. Names decide, so that methods of the same name
// count as one. It is immutable.
type calls struct {
	functions []syntax.Node
	byName    map[string][]int
	names     [][]int // function → functions that it names
	namedBy   [][]int
	changedBy map[string][]int // variable of the file → functions that may change it
	file      *syntax.Tree
}

func newCalls(t *syntax.Tree) *calls {
	c := &calls{byName: map[string][]int{}, file: t}
	for n := range t.Functions() {
		if name := n.FunctionName(); name != "" {
			c.byName[name] = append(c.byName[name], len(c.functions))
			c.functions = append(c.functions, n)
		}
	}
	c.names, c.namedBy = make([][]int, len(c.functions)), make([][]int, len(c.functions))
	for i, n := range c.functions {
		c.names[i] = c.named(n.Text())
		for _, j := range c.names[i] {
			c.namedBy[j] = append(c.namedBy[j], i)
		}
	}
	c.changedBy = map[string][]int{}
	variables := fileVariables(t)
	for i, n := range c.functions {
		for name := range changed(t.Language(), n.Text(), variables) {
			c.changedBy[name] = append(c.changedBy[name], i)
		}
	}
	return c
}

// fileVariables returns the names to which statements of the file, outside of functions, give values
// that could be constant.
func fileVariables(t *syntax.Tree) map[string]bool {
	variables := map[string]bool{}
	for n := range t.Root().NamedChildren() {
		if n.IsImport() || n.Body().Valid() {
			continue
		}
		for child := range n.NamedChildren() {
			names, constant := initialised(t.Language(), child.Text())
			for _, name := range names {
				variables[name] = variables[name] || constant
			}
		}
	}
	return variables
}

// initialised returns the names before the first "=" of a declaration, and whether what stands behind it
// begins as a constant does.
func initialised(l *syntax.Language, text string) (names []string, constant bool) {
	behind := false
	for x := range l.Lex(text) {
		switch word := text[x.Span.Start:x.Span.End]; {
		case x.Kind.Trivia():
		case behind:
			return names, x.Kind == syntax.LexString || x.Kind == syntax.LexNumber || x.Kind == syntax.LexName && x.Span.End == len(text)
		case word == "=" && x.Kind == syntax.LexOperator:
			behind = true
		case x.Kind == syntax.LexName:
			names = append(names, word)
		}
	}
	return names, false
}

// changed returns the variables that a text may assign to, or lets others assign to.
func changed(l *syntax.Language, text string, variables map[string]bool) map[string]bool {
	names := map[string]bool{}
	name, before := "", ""
	for x := range l.Lex(text) {
		word := text[x.Span.Start:x.Span.End]
		switch {
		case x.Kind.Trivia():
			continue
		case x.Kind == syntax.LexName && variables[word]:
			name = word
			if before == "global" || before == "&" || before == "++" || before == "--" {
				names[word] = true
			}
		case x.Kind == syntax.LexOperator && name != "" && assigns(word):
			names[name] = true
			name = ""
		case x.Kind == syntax.LexOperator && word != ",":
			name = ""
		}
		before = word
	}
	return names
}

func assigns(operator string) bool {
	switch operator {
	case "==", "<=", ">=", "!=", "===", "!==", "=>":
		return false
	case "++", "--":
		return true
	}
	return operator[len(operator)-1] == '='
}

// named returns the functions that a text calls by name.
func (c *calls) named(text string) []int {
	var out []int
	seen := map[string]bool{}
	name := ""
	for l := range c.file.Language().Lex(text) {
		word := text[l.Span.Start:l.Span.End]
		switch {
		case l.Kind == syntax.LexName:
			name = word
			continue
		case word == "(" && name != "" && !seen[name]:
			seen[name] = true
			out = append(out, c.byName[name]...)
		}
		name = ""
	}
	return out
}

// changing returns the functions that may change a variable of the file that is named.
func (c *calls) changing(names map[string]bool) []int {
	var out []int
	for name := range names {
		out = append(out, c.changedBy[name]...)
	}
	return out
}

// linked returns the functions that matter to what a text put into the function at a place does, by
// their place in the tree, and how many bytes they are. The names are those of that function and the
// text.
func (c *calls) linked(at int, text string, names map[string]bool) (functions map[int]bool, size int) {
	callers := map[int]bool{}
	for i, n := range c.functions {
		if n.Span().Contains(syntax.Span{Start: at, End: at}) {
			c.follow(callers, []int{i}, c.namedBy)
		}
	}
	all := map[int]bool{}
	for i := range callers {
		c.follow(all, []int{i}, c.names)
	}
	c.follow(all, c.named(text), c.names)
	for _, i := range c.changing(names) {
		all[i] = true
	}
	functions = map[int]bool{}
	for i := range all {
		functions[c.functions[i].ID()] = true
		size += len(c.functions[i].Text())
	}
	return functions, size
}

// ids returns the places of functions in the tree.
func (c *calls) ids(functions []int) map[int]bool {
	ids := map[int]bool{}
	for _, i := range functions {
		ids[c.functions[i].ID()] = true
	}
	return ids
}

// follow adds to a set what can be reached from some functions.
func (c *calls) follow(set map[int]bool, from []int, edges [][]int) {
	for len(from) > 0 {
		i := from[len(from)-1]
		from = from[:len(from)-1]
		if !set[i] {
			set[i] = true
			from = append(from, edges[i]...)
		}
	}
}

// mayFlow reports whether a rule that follows data could find something in linked functions and names:
// one of its sinks is named there. Where none is, there is nothing to follow.
func (g *Gate) mayFlow(c *calls, linked map[int]bool, names map[string]bool) bool {
	l := c.file.Language()
	for _, r := range g.Rules.For(l) {
		if r.Scope(l) != match.ScopeCalls {
			continue
		}
		words := g.Rules.SinkWords(r, l)
		if len(words) == 0 {
			return true
		}
		for _, w := range words {
			if names[w] {
				return true
			}
			for id := range linked {
				if strings.Contains(c.file.Node(id).Text(), w) {
					return true
				}
			}
		}
	}
	return false
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
