package completion

import "github.com/sluice-lsp/sluice/rules/syntax"

// calls says which functions of a file call which: a rule that follows calls must see what the function
// around a place calls, what calls it, and what that calls. Names decide, so that methods of the same
// name count as one. It is immutable.
type calls struct {
	functions []syntax.Node
	byName    map[string][]int
	names     [][]int // function → functions that it names
	namedBy   [][]int
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
	return c
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

// linked returns the functions that matter to what a text put into the function at a place does, by
// their place in the tree, and how many bytes they are.
func (c *calls) linked(at int, text string) (functions map[int]bool, size int) {
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
	functions = map[int]bool{}
	for i := range all {
		functions[c.functions[i].ID()] = true
		size += len(c.functions[i].Text())
	}
	return functions, size
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
