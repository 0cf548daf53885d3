package completion

import (
	"fmt"
	"strings"
	"sync"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/match"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Rules speak of calls. A candidate that hands a function on, as an argument, in a list or as a default, has it called where
// no rule looks. So a name that must not be called, whatever it is given, must not be handed on either.

// handed are the functions that were found to be forbidden or not, by language and full name. It is safe for concurrent
// use.
type handed struct {
	mu    sync.Mutex
	known map[string]*rules.Finding // nil: it may be called
}

// maxHanded bounds the names that are remembered.
const maxHanded = 4096

// forbids returns what a rule says of any call of a function, nil if none does.
func (h *handed) forbids(g *Gate, l *syntax.Language, path []string) *rules.Finding {
	key := l.Name + " " + strings.Join(path, "\x00")
	h.mu.Lock()
	f, known := h.known[key]
	h.mu.Unlock()
	if known {
		return f
	}
	f = g.forbidden(l, path)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.known == nil || len(h.known) >= maxHanded {
		h.known = map[string]*rules.Finding{}
	}
	h.known[key] = f
	return f
}

// forbidden looks at calls of a function with arguments that nothing is known of: one, or two. Where it belongs to a module
// the second may be what makes it safe, so both must be found.
func (g *Gate) forbidden(l *syntax.Language, path []string) *rules.Finding {
	one, two := g.ofCall(callOf(l, path, "x"), l), g.ofCall(callOf(l, path, "x, x"), l)
	switch optional := len(path) > 1 && l != syntax.Go; {
	case optional && (one == nil || two == nil || one.Rule != two.Rule):
		return nil
	case one != nil:
		return one
	}
	return two
}

// ofCall returns what the rules that block find in a program.
func (g *Gate) ofCall(text string, l *syntax.Language) *rules.Finding {
	o := rules.CheckOptions{Unmask: true, Deadline: g.Now().Add(g.Limit), Only: func(r *rules.Rule) bool { return r.Blocks(g.Threshold) }}
	if text == "" || !g.Rules.Promises(l, text, o) {
		return nil
	}
	tree, err := syntax.Parse(l, text, g.Limit)
	if err != nil {
		return nil
	}
	for _, f := range g.Rules.Check(tree, o).Findings {
		if f.Blocks(g.Threshold) {
			return &f
		}
	}
	return nil
}

// callOf is a program that calls a function by its full name, "" where a language cannot hand functions on.
func callOf(l *syntax.Language, path []string, arguments string) string {
	module, name := path[:len(path)-1], strings.Join(path, ".")
	switch {
	case l == syntax.Python && len(module) > 0:
		return fmt.Sprintf("import %s\n\ndef f(x):\n    %s(%s)\n", strings.Join(module, "."), name, arguments)
	case l == syntax.Python:
		return fmt.Sprintf("def f(x):\n    %s(%s)\n", name, arguments)
	case l == syntax.Go && len(path) == 2:
		return fmt.Sprintf("package p\n\nimport p %q\n\nfunc f(x string) {\n\tp.%s(%s)\n}\n", path[0], path[1], arguments)
	case isScript(l) && len(module) > 0:
		return fmt.Sprintf("const m = require(%q);\nfunction f(x) { m.%s(%s); }\n", path[0], strings.Join(path[1:], "."), arguments)
	case isScript(l):
		return fmt.Sprintf("function f(x) { %s(%s); }\n", name, arguments)
	case (l == syntax.C || l == syntax.CPP) && len(path) == 1:
		return fmt.Sprintf("void f(char *x) { %s(%s); }\n", name, arguments)
	}
	return ""
}

func isScript(l *syntax.Language) bool {
	return l == syntax.JavaScript || l == syntax.TypeScript || l == syntax.TSX
}

// handsOn finds functions that the candidate hands on though they must not be called.
func (p *Place) handsOn(e examination, insert string) (found []rules.Finding) {
	form := e.tree.Form()
	candidate := syntax.Span{Start: e.start, End: e.start + len(insert)}
	clang := p.doc.Language == syntax.C || p.doc.Language == syntax.CPP
	var names *match.Names
	for i := int32(0); i < int32(form.Len()); i++ {
		switch n := form.Node(i); {
		case n.Role != syntax.RoleName && n.Role != syntax.RoleMember || !form.Span(i).Overlaps(candidate):
			continue
		case clang && n.Role == syntax.RoleName && p.otherwise(form, i):
			found = append(found, p.handing(form.Span(i), form.Text(i))...)
			continue
		case !isValue(form, i):
			continue
		}
		if names == nil {
			names = match.NewNames(form)
			names.Unmask()
		}
		for _, path := range pathsOf(names, form, i) {
			if f := p.gate.handed.forbids(p.gate, p.doc.Language, path); f != nil {
				on := *f
				on.Span, on.Fix, on.Trace = form.Span(i), nil, nil
				on.Message = "a function that must not be called is handed on: " + f.Message
				found = append(found, on)
			}
		}
	}
	if clang {
		found = append(found, p.defines(e, candidate)...)
	}
	return found
}

// defines finds functions that a macro of the candidate stands for.
func (p *Place) defines(e examination, candidate syntax.Span) (found []rules.Finding) {
	for n := range e.tree.Root().Subtree() {
		if n.KindName() != "preproc_arg" || !n.Span().Overlaps(candidate) {
			continue
		}
		text := n.Text()
		for x := range p.doc.Language.Lex(text) {
			if x.Kind == syntax.LexName {
				at := syntax.Span{Start: n.Start() + x.Span.Start, End: n.Start() + x.Span.End}
				found = append(found, p.handing(at, text[x.Span.Start:x.Span.End])...)
			}
		}
	}
	return found
}

// handing returns what a rule says of a function of C's that is called otherwise than by its name alone.
func (p *Place) handing(at syntax.Span, name string) []rules.Finding {
	f := p.gate.handed.forbids(p.gate, p.doc.Language, []string{strings.TrimPrefix(name, "__builtin_")})
	if f == nil {
		return nil
	}
	on := *f
	on.Span, on.Fix, on.Trace = at, nil, nil
	return []rules.Finding{on}
}

// otherwise reports whether a name of C's stands for a function in a way that rules do not look at: its address, its name
// in a namespace, or the compiler's own name for it.
func (p *Place) otherwise(f *syntax.Form, i int32) bool {
	n := f.Node(i)
	if strings.HasPrefix(f.Text(i), "__builtin_") {
		return true
	}
	if n.Parent < 0 {
		return false
	}
	switch parent := f.Node(n.Parent); parent.Role {
	case syntax.RoleMember:
		return n.Slot == syntax.SlotName && p.doc.Language.KindName(parent.Kind) == "qualified_identifier"
	case syntax.RoleUnary:
		return f.Text(n.Parent) == "&" || f.Text(n.Parent) == "*"
	}
	return false
}

// pathsOf returns the full names of what a name or chain of names stands for.
func pathsOf(names *match.Names, form *syntax.Form, i int32) [][]string {
	if paths := names.Paths(i); len(paths) > 0 {
		return paths
	}
	parts := names.Parts(i)
	if len(parts) != 1 || names.Bound(parts[0], i) {
		return nil
	}
	return [][]string{parts}
}

// handers are members by which a function is called as much as by a bracket.
var handers = map[string]bool{"__call__": true, "__func__": true, "__wrapped__": true, "call": true, "apply": true, "bind": true}

// isValue reports whether a name, or the outermost of a chain of names, stands where what it means goes elsewhere: it is not
// called, bound, imported, asked for its type or given to a class as its base.
func isValue(f *syntax.Form, i int32) bool {
	n := f.Node(i)
	if n.Parent < 0 {
		return false
	}
	switch n.Slot {
	case syntax.SlotCallee, syntax.SlotTarget, syntax.SlotType, syntax.SlotModule, syntax.SlotAlias, syntax.SlotBase, syntax.SlotInterface, syntax.SlotResult,
		syntax.SlotKey, syntax.SlotThrows, syntax.SlotCatch, syntax.SlotTypeParams, syntax.SlotReceiver, syntax.SlotModifier:
		return false
	}
	switch parent := f.Node(n.Parent); parent.Role {
	case syntax.RoleMember:
		name := f.Child(n.Parent, syntax.SlotName)
		return n.Slot == syntax.SlotObject && name >= 0 && handers[f.Text(name)]
	case syntax.RoleImport, syntax.RoleParam, syntax.RoleFunc, syntax.RoleClass:
		return n.Slot == syntax.SlotValue
	case syntax.RoleCall:
		callee := f.Child(n.Parent, syntax.SlotCallee)
		return callee < 0 || !typeTests[f.Text(callee)]
	case syntax.RoleBinary:
		return parent.Slot != syntax.SlotCond && !compares[f.Text(n.Parent)]
	case syntax.RoleOther, syntax.RoleBlock:
		return !strings.Contains(f.Tree().Language().KindName(parent.Kind), "delete") && !strings.Contains(f.Tree().Language().KindName(parent.Kind), "except") &&
			!strings.Contains(f.Tree().Language().KindName(parent.Kind), "catch")
	}
	return true
}

var (
	typeTests = map[string]bool{"isinstance": true, "issubclass": true, "typeof": true, "sizeof": true, "help": true, "id": true}
	compares  = map[string]bool{"==": true, "!=": true, "is": true, "is not": true, "in": true, "not in": true, "===": true, "!==": true, "instanceof": true}
)
