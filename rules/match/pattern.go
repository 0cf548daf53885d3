package match

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// pop is what a pattern node does.
type pop uint8

const (
	popNode     pop = iota // the same role, and children that match
	popMeta                // $X
	popMetas               // $...X
	popDots                // ...
	popDeep                // <... P ...>
	popAnyText             // "..."
	popTextMeta            // "$X"
	popTextRE              // "=~/…/"
	popLiteral             // $X for literal text between expressions: `$X${$Y}`
)

// A pnode is a node of a compiled pattern. It is immutable.
type pnode struct {
	pop      pop
	role     syntax.Role
	slot     syntax.Slot
	flags    uint8
	kind     syntax.Kind
	text     string
	variable int // of the metavariable in bindings; -1 for none
	re       *regexp.Regexp
	typ      *pnode // of a typed metavariable
	inner    *pnode // of popDeep
	list     []*pnode
	places   []*pnode // children with slots, grouped by slot
	dots     bool     // list has popDots or popMetas
	loop     bool     // for (...) { }: any loop
	dotted   []string // the names of a chain of plain names
}

// A pattern is one pattern of a formula, compiled.
type pattern struct {
	source string
	root   *pnode   // an expression, a statement, a function…
	seq    []*pnode // a sequence of statements, instead of root
}

var reTemplateDecl = regexp.MustCompile(`^[\w:]+<[^;(){}]*>\s*\w+;$`)

const patternLimit = time.Second

// A wrapper is code around a pattern in which it may be parsed.
type wrapper struct{ before, after string }

var wrappers = map[string][]wrapper{
	"python": {{"", ""}, {"", "\n    ..."}, {"", " ..."}, {"try:\n    pass\n", ""}, {"def __f():\n    pass\n", ""}, {"", "\ndef __f(): pass"}, {"(", ")"}, {"__f(", ")"}},
	"go": {{"", "\n"}, {"func __f() {\n", "\n}"}, {"package __p\n", "\n"}, {"func __f() { __x(", ") }"}, {"var __x ", "\n"}, {"", " {}\n"},
		{"type __T struct {\n", "\n}"}, {"func __f() { switch {\n", "\n} }"}},
	"javascript": {{"", ""}, {"(", ")"}, {"class __C {\n", "\n}"}, {"async function* __f() {\n", "\n}"}, {"try {} ", ""}, {"switch (__x) {\n", "\n}"},
		{"({", "})"}, {"__f(", ")"}, {"", " {}"}, {"", "\nclass __C {}"}, {"<__x ", "/>"}},
	"java": {{"", ""}, {"", ";"}, {"class __C {\n", "\n}"}, {"class __C { void __m() {\n", "\n} }"}, {"class __C { void __m() {\n", "\n;} }"}, {"class __C {\n", " {} }"},
		{"try {} ", ""}, {"class __C {\n", "; }"}, {"", "\nclass __C {}"}, {"class __C {\n", "\nvoid __m(); }"}, {"", " {}"}, {"int __x = ", ";"},
		{"class __C { __C() {\n", "\n;} }"}},
	"c":   {{"void __f() {\n", "\n}"}, {"void __f() {\n", "\n;}"}, {"", ""}, {"struct __S {\n", "\n};"}, {"", " {}"}, {"", ";"}},
	"cpp": {{"void __f() {\n", "\n}"}, {"void __f() {\n", "\n;}"}, {"", ""}, {"struct __S {\n", "\n};"}, {"", " {}"}, {"", ";"}, {"try {} ", ""}},
}

var typeWrappers = map[string]wrapper{
	"go": {"var __x ", "\n"}, "typescript": {"let __x: ", ""}, "tsx": {"let __x: ", ""}, "python": {"__x: ", " = 1"},
	"java": {"", " __x;"}, "c": {"void __f() { ", " __x; }"}, "cpp": {"void __f() { ", " __x; }"}, "javascript": {"", ""},
}

// compilePattern compiles a pattern's source; metavariables get their places from vars.
func compilePattern(lang *syntax.Language, source string, vars *variables) (*pattern, error) {
	source = strings.TrimRight(dedent(source), " \t\r\n")
	if strings.TrimSpace(source) == "" {
		return nil, fmt.Errorf("reading pattern: it is empty")
	}
	h := fillHoles(lang, source)
	list := wrappers[lang.Name]
	if lang.Name == "typescript" || lang.Name == "tsx" {
		list = wrappers["javascript"]
	}
	if lang.Name == "cpp" && reTemplateDecl.MatchString(h.text) {
		// Between < and > an unknown name could be a value as well; a member must have a type.
		list = append([]wrapper{{"struct __S {\n", "\n};"}}, list...)
	}
	for _, w := range list {
		if w.before == "" && w.after == "" && strings.HasPrefix(h.text, "{") && list[1].before == "(" && !strings.Contains(h.text, ";") {
			continue
		}
		p, ok := tryWrapper(lang, h, w, vars)
		if ok {
			p.source = source
			return p, nil
		}
	}
	if lang.Name == "javascript" || lang.Name == "typescript" {
		if p, err := compilePattern(syntax.ByName("tsx"), source, vars); err == nil {
			p.translate(syntax.ByName("tsx"), lang)
			return p, nil
		}
	}
	return nil, fmt.Errorf("reading pattern: %q is no code of %s", clip(source), lang.Name)
}

// translate gives the nodes of a pattern the kinds of another grammar: rules for JavaScript are written
// with TypeScript's types, and those for TypeScript with elements, which only files of its other grammar hold.
func (p *pattern) translate(from, to *syntax.Language) {
	p.root.translate(from, to)
	for _, q := range p.seq {
		q.translate(from, to)
	}
}

func (p *pnode) translate(from, to *syntax.Language) {
	if p == nil {
		return
	}
	name := from.KindName(p.kind)
	if p.kind = to.NamedKind(name); p.kind == 0 {
		p.kind = to.TokenKind(name)
	}
	p.typ.translate(from, to)
	p.inner.translate(from, to)
	for _, q := range append(slices.Clip(p.list), p.places...) {
		q.translate(from, to)
	}
}

func clip(s string) string {
	if len(s) > 200 {
		return s[:200] + "…"
	}
	return s
}

func dedent(s string) string {
	s = strings.Trim(s, "\r\n")
	lines := strings.Split(s, "\n")
	indent := -1
	for _, l := range lines {
		if t := strings.TrimLeft(l, " \t"); t != "" && (indent < 0 || len(l)-len(t) < indent) {
			indent = len(l) - len(t)
		}
	}
	for i, l := range lines {
		lines[i] = l[min(max(indent, 0), len(l)):]
	}
	return strings.Join(lines, "\n")
}

func tryWrapper(lang *syntax.Language, h holed, w wrapper, vars *variables) (*pattern, bool) {
	tree, err := syntax.Parse(lang, w.before+h.text+w.after, patternLimit)
	if err != nil || tree.Root().HasError() {
		return nil, false
	}
	within := syntax.Span{Start: len(w.before), End: len(w.before) + len(h.text)}
	form := tree.Form()
	roots := patternRoots(form, within)
	if len(roots) == 0 || form.TooDeep() {
		return nil, false
	}
	c := &patternCompiler{form: form, lang: lang, holed: h, vars: vars}
	if kept := slices.DeleteFunc(slices.Clone(roots), c.anyImport); len(kept) > 0 {
		roots = kept
	}
	p := &pattern{}
	parent := form.Node(roots[0]).Parent
	if len(roots) == 1 && !c.isSequence(roots[0]) {
		root, n := c.node(roots[0]), form.Node(roots[0])
		if n.Flags&syntax.FormStatement != 0 && strings.HasSuffix(strings.TrimSpace(h.text), ";") && n.Role != syntax.RoleImport && n.Flags&syntax.FormDeclaration == 0 {
			p.seq = []*pnode{root}
			return p, true
		}
		p.root = root
		return p, true
	}
	for _, r := range roots {
		if form.Node(r).Parent != parent || form.Node(r).Slot != syntax.SlotNone {
			return nil, false
		}
		p.seq = append(p.seq, c.node(r))
	}
	if form.Node(parent).Role != syntax.RoleBlock {
		return nil, false
	}
	return p, true
}

// patternRoots returns the outermost nodes that lie in the pattern's part of the wrapped text.
func patternRoots(f *syntax.Form, within syntax.Span) []int32 {
	var roots []int32
	for i := int32(1); i < int32(f.Len()); {
		span := f.Span(i)
		if within.Contains(span) && f.Node(i).Flags&syntax.FormImplied == 0 {
			roots = append(roots, i)
			i = f.Node(i).After
			continue
		}
		i++
	}
	return roots
}

// patternCompiler turns the form of a wrapped pattern into pattern nodes.
type patternCompiler struct {
	form *syntax.Form
	lang *syntax.Language
	holed
	vars *variables
}

// anyImport reports whether a node is the dots of import { ..., $X, ... }: names are imports of their own,
// so dots among them say nothing.
func (c *patternCompiler) anyImport(i int32) bool {
	name := c.form.Child(i, syntax.SlotName)
	return isJS(c.lang) && c.form.Node(i).Role == syntax.RoleImport && name >= 0 && c.form.Text(name) == holeDots
}

// isSequence reports whether a lone root stands for statements.
func (c *patternCompiler) isSequence(i int32) bool {
	p := c.node(i)
	return p.pop == popDots || p.pop == popMetas
}

func (c *patternCompiler) node(i int32) *pnode {
	n := c.form.Node(i)
	if hole := c.hole(i); hole != nil {
		hole.slot, hole.flags = n.Slot, n.Flags
		return hole
	}
	p := &pnode{role: n.Role, slot: n.Slot, flags: n.Flags, kind: n.Kind, text: c.restore(c.form.Text(i)), variable: -1}
	for k := c.form.First(i); k >= 0; k = c.form.Next(k) {
		child := c.node(k)
		if child.slot == syntax.SlotNone {
			p.list = append(p.list, child)
			p.dots = p.dots || child.pop == popDots || child.pop == popMetas
		} else {
			p.places = append(p.places, child)
		}
	}
	c.finish(p)
	return p
}

// finish derives what matching asks of a node again and again.
func (c *patternCompiler) finish(p *pnode) {
	switch p.role {
	case syntax.RoleFunc:
		if c.lang.Name == "c" || c.lang.Name == "cpp" {
			p.places = slices.DeleteFunc(p.places, func(q *pnode) bool { return q.role == syntax.RoleModifier && q.text == "static" })
		}
		if p.flags&syntax.FormLambda != 0 {
			p.places = withoutAsync(p.places)
		}
	case syntax.RoleOther:
		c.anyLoop(p)
	case syntax.RoleName:
		p.dotted = []string{p.text}
	case syntax.RoleMember:
		object, name := p.place(syntax.SlotObject), p.place(syntax.SlotName)
		if object != nil && name != nil && object.dotted != nil && name.pop == popNode && name.role == syntax.RoleName {
			p.dotted = append(append([]string(nil), object.dotted...), name.text)
		}
	case syntax.RoleAssign:
		if isJS(c.lang) {
			p.places = slices.DeleteFunc(p.places, func(q *pnode) bool { return q.role == syntax.RoleModifier && q.text == "var" })
		}
		if p.text == "=" || p.text == ":=" {
			p.text = ""
		}
	}
}

// anyLoop notices a loop whose head is nothing but dots.
func (c *patternCompiler) anyLoop(p *pnode) {
	if !isLoop(c.lang.KindName(p.kind)) {
		return
	}
	var rest []*pnode
	for _, q := range p.places {
		if q.pop == popDots && q.slot != syntax.SlotBody {
			p.loop = true
			continue
		}
		rest = append(rest, q)
	}
	for _, q := range rest {
		p.loop = p.loop && q.slot == syntax.SlotBody
	}
	if p.loop {
		for _, q := range p.list {
			p.loop = p.loop && (q.pop == popDots || q.role == syntax.RoleOther && len(q.list)+len(q.places) == 0)
		}
		p.places = rest
	} else if len(p.places) == len(rest) && len(p.list) == 1 && p.list[0].pop == popDots {
		p.loop = true
	}
}

func (p *pnode) place(s syntax.Slot) *pnode {
	for _, c := range p.places {
		if c.slot == s {
			return c
		}
	}
	return nil
}

// variables numbers the metavariables of a formula.
type variables struct{ names []string }

// slot returns the place of a metavariable, -1 for $_ which is never bound.
func (v *variables) slot(name string) int {
	if name == "$_" || name == "$..._" {
		return -1
	}
	for i, n := range v.names {
		if n == name {
			return i
		}
	}
	v.names = append(v.names, name)
	return len(v.names) - 1
}

func (v *variables) lookup(name string) int {
	for i, n := range v.names {
		if n == name {
			return i
		}
	}
	return -1
}
