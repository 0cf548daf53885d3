package match

import (
	"strings"
	"time"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A bound is what a metavariable stands for while a pattern is matched: a node, a run of sibling
// nodes, or a text where it stood in a string.
type bound struct {
	set         bool
	first, last int32 // nodes, -1 for none
	span        syntax.Span
	text        string
	isText      bool
}

// A machine matches patterns against one form by trying all ways. Continuations are called for each
// way; they return true to stop the search. It belongs to one goroutine.
type machine struct {
	form     *syntax.Form
	facts    *facts
	lang     *syntax.Language
	env      []bound
	steps    int
	limit    int
	deadline time.Time
	why      string // not empty once the machine gave up
	reach    int    // how far the text was looked at
	until    int    // how far text may still change a constant that was used
	stmts    []int32
	depth    int
	// symbolic says that a variable may stand for the expression that it holds.
	symbolic bool
	follow   int // how many variables deep
	// context says that only the widest of several matches from one place is wanted.
	context bool
}

type next func() bool

// spend counts a step and reports whether the machine may go on.
func (m *machine) spend() bool {
	if m.why != "" {
		return false
	}
	m.steps++
	if m.steps > m.limit {
		m.why = "the pattern took more steps than it is allowed"
		return false
	}
	if m.steps&1023 == 0 && !m.deadline.IsZero() && time.Now().After(m.deadline) {
		m.why = "the deadline passed"
		return false
	}
	return true
}

// bind gives a metavariable a meaning while k runs.
func (m *machine) bind(slot int, b bound, k next) bool {
	if slot < 0 {
		return k()
	}
	if old := m.env[slot]; old.set {
		return m.sameBound(old, b) && k()
	}
	b.set = true
	m.env[slot] = b
	stop := k()
	m.env[slot] = bound{}
	return stop
}

func (m *machine) node(i int32) bound {
	return bound{first: i, last: i, span: m.form.Inner(i)}
}

// sameBound compares what two uses of a metavariable stand for: trees, not text.
func (m *machine) sameBound(a, b bound) bool {
	switch {
	case a.isText || b.isText:
		return m.boundText(a) == m.boundText(b)
	case a.first < 0 || b.first < 0:
		return a.first == b.first
	}
	x, y := a.first, b.first
	for {
		if !m.same(x, y) {
			return false
		}
		if x == a.last || y == b.last {
			return x == a.last && y == b.last
		}
		x, y = m.form.Next(x), m.form.Next(y)
		if x < 0 || y < 0 {
			return false
		}
	}
}

func (m *machine) boundText(b bound) string {
	if b.isText || b.first < 0 {
		return b.text
	}
	switch m.form.Node(b.first).Role {
	case syntax.RoleString:
		return m.facts.stringText(b.first)
	case syntax.RoleName, syntax.RoleNumber:
		return m.form.Text(b.first)
	}
	return m.form.Tree().Text()[b.span.Start:b.span.End]
}

// same reports whether two subtrees are the same code.
func (m *machine) same(a, b int32) bool {
	na, nb := m.form.Node(a), m.form.Node(b)
	size := na.After - a
	if size != nb.After-b {
		return false
	}
	for k := int32(0); k < size; k++ {
		x, y := m.form.Node(a+k), m.form.Node(b+k)
		if x.Role != y.Role || k > 0 && x.Slot != y.Slot || x.After-a != y.After-b || x.Role == syntax.RoleOther && x.Kind != y.Kind ||
			m.form.Text(a+k) != m.form.Text(b+k) {
			return false
		}
		if x.Role == syntax.RoleName && (x.Slot != syntax.SlotName || k == 0) && !m.sameVariable(a+k, b+k) {
			return false
		}
	}
	return true
}

// sameVariable reports whether two uses of one name are of one variable, as far as both are known.
func (m *machine) sameVariable(a, b int32) bool {
	if m.methodName(a) || m.methodName(b) {
		return true
	}
	m.facts.load()
	x, y := m.facts.innermost(m.form.Text(a), a), m.facts.innermost(m.form.Text(b), b)
	return x == nil || y == nil || x.scope == y.scope
}

// methodName reports whether a name is that of a method or constructor of Java, which is no variable.
func (m *machine) methodName(i int32) bool {
	n := m.form.Node(i)
	return m.lang.Name == "java" && n.Slot == syntax.SlotName && m.form.Node(n.Parent).Role == syntax.RoleFunc
}

// match matches a pattern node against a node.
func (m *machine) match(p *pnode, c int32, k next) bool {
	if !m.spend() || m.depth > 2*syntax.MaxDepth {
		return false
	}
	n := m.form.Node(c)
	if n.Role == syntax.RoleError {
		return false
	}
	switch p.pop {
	case popDots:
		return k()
	case popMeta:
		if n.Role == syntax.RoleText && (m.form.Node(n.Parent).Role == syntax.RoleTemplate || m.lang.KindName(n.Kind) == "jsx_text") {
			return false
		}
		if n.Role == syntax.RoleAssign && n.Flags&syntax.FormDeclaration != 0 && m.loopStart(n) {
			// What is declared in a loop's head is no expression.
			return false
		}
		if p.typ != nil && !m.hasType(p.typ, c) {
			return false
		}
		return m.reached(c, func() bool { return m.bind(p.variable, m.node(c), k) })
	case popMetas:
		return m.reached(c, func() bool { return m.bind(p.variable, m.node(c), k) })
	case popLiteral:
		b := bound{first: c, last: c, span: m.form.Span(c), isText: true, text: m.form.Text(c)}
		return n.Role == syntax.RoleText && m.reached(c, func() bool { return m.bind(p.variable, b, k) })
	case popDeep:
		return m.deep(p.inner, c, k)
	case popAnyText, popTextMeta, popTextRE:
		return m.text(p, c, k)
	}
	return m.concrete(p, c, n, k)
}

// loopStart reports whether a node is what a loop starts with.
func (m *machine) loopStart(n *syntax.FormNode) bool {
	return n.Slot != syntax.SlotNone && n.Slot != syntax.SlotBody && n.Parent >= 0 && m.lang.KindName(m.form.Node(n.Parent).Kind) == "for_statement"
}

// reached notes that a match looks at a node as a whole.
func (m *machine) reached(c int32, k next) bool {
	old := m.reach
	m.reach = max(m.reach, m.form.Span(c).End)
	stop := k()
	m.reach = old
	return stop
}

// deep matches a pattern against a node or any expression below it.
func (m *machine) deep(p *pnode, c int32, k next) bool {
	for i, end := c, m.form.Node(c).After; i < end; i++ {
		n := m.form.Node(i)
		if i > c && m.hidden(n) {
			i = n.After - 1
			continue
		}
		if m.why != "" || m.match(p, i, k) {
			return true
		}
	}
	return false
}

// hidden reports whether what stands in an expression is none of its expressions: a name of a member or a
// property, a type, a function's parameters and statements, what a class is made of.
func (m *machine) hidden(n *syntax.FormNode) bool {
	parent := m.form.Node(n.Parent)
	switch n.Slot {
	case syntax.SlotName, syntax.SlotType, syntax.SlotResult, syntax.SlotBase, syntax.SlotModule, syntax.SlotAlias, syntax.SlotTypeParams, syntax.SlotThrows:
		return true
	case syntax.SlotKey:
		return m.lang.Name != "python"
	case syntax.SlotCallee:
		return parent.Role == syntax.RoleNew
	case syntax.SlotBody:
		if parent.Role == syntax.RoleNew || parent.Role == syntax.RoleClass {
			return true
		}
	}
	switch n.Role {
	case syntax.RoleParam:
		return true
	case syntax.RoleFunc:
		return !m.lambdasOpen()
	case syntax.RoleBlock:
		return parent.Flags&syntax.FormLambda != 0 && (n.Flags&syntax.FormImplied == 0 || !m.lambdasOpen())
	case syntax.RoleName:
		switch m.lang.KindName(n.Kind) {
		case "type_identifier", "namespace_identifier":
			return true
		}
	}
	switch m.lang.KindName(parent.Kind) {
	case "for_in_clause": // of a comprehension: the variable
		return n.After != parent.After
	case "method_reference":
		return n.After == parent.After
	}
	return false
}

// lambdasOpen reports whether Semgrep sees the expression that a lambda is as a part of what it stands in.
func (m *machine) lambdasOpen() bool { return m.lang.Name == "python" || m.lang.Name == "java" }

// text matches the patterns that stand in strings against a constant string.
func (m *machine) text(p *pnode, c int32, k next) bool {
	v, ok := m.facts.constant(c, 0)
	if !ok || v.number || p.text == "b" && !strings.ContainsAny(m.form.Tree().Text()[m.form.Span(c).Start:][:1], "bB") {
		return false
	}
	old := m.until
	m.until = max(m.until, v.until)
	stop := false
	switch p.pop {
	case popAnyText:
		stop = m.reached(c, k)
	case popTextRE:
		stop = p.re.MatchString(v.text) && m.reached(c, k)
	case popTextMeta:
		b := m.node(c)
		b.isText, b.text = true, v.text
		if m.form.Node(c).Role == syntax.RoleString {
			b.span = m.contentSpan(c)
		}
		stop = m.reached(c, func() bool { return m.bind(p.variable, b, k) })
	}
	m.until = old
	return stop
}

// contentSpan returns where the content of a string stands.
func (m *machine) contentSpan(c int32) syntax.Span {
	span, text := m.form.Span(c), m.form.Text(c)
	src := m.form.Tree().Text()[span.Start:span.End]
	for lead := 1; lead <= len(src)-len(text); lead++ {
		if src[lead:lead+len(text)] == text {
			return syntax.Span{Start: span.Start + lead, End: span.Start + lead + len(text)}
		}
	}
	return span
}

// concrete matches a node that the pattern spells out.
func (m *machine) concrete(p *pnode, c int32, n *syntax.FormNode, k next) bool {
	if n.Role == syntax.RoleName || n.Role == syntax.RoleMember || m.facts.unmask && disguises(n.Role) {
		if p.role == syntax.RoleMember || p.role == syntax.RoleName && n.Slot != syntax.SlotName {
			if m.imported(p, c, k) {
				return true
			}
		}
	}
	if n.Role == syntax.RoleCast && p.role != syntax.RoleCast && p.role != syntax.RoleName {
		// A cast does not hide what it casts.
		if inner := m.form.Child(c, syntax.SlotNone); inner >= 0 {
			return m.match(p, inner, k)
		}
	}
	if p.role != n.Role {
		return m.otherRole(p, c, k) || m.symbolic && n.Role == syntax.RoleName && m.held(p, c, k)
	}
	switch p.role {
	case syntax.RoleOther:
		if p.loop && isLoop(m.lang.KindName(n.Kind)) {
			return m.loop(p, c, k)
		}
		if p.kind != n.Kind || p.text != m.form.Text(c) && !m.sameOp(p, c) {
			return false
		}
	case syntax.RoleNumber:
		return sameNumber(p.text, m.form.Text(c)) && m.reached(c, k)
	case syntax.RoleFunc:
		if !m.sameFunction(p, n) {
			return false
		}
	case syntax.RoleName, syntax.RoleModifier, syntax.RoleText:
		return (p.text == m.form.Text(c) || m.packageName(p, c)) && m.reached(c, k)
	case syntax.RoleString:
		return (p.text == m.form.Text(c) || p.text == m.facts.stringText(c)) && m.reached(c, k)
	case syntax.RoleBinary:
		if p.dots && p.text == m.form.Text(c) && isLogical(p.text) {
			return m.sequence(flatPattern(p, nil), m.flatOperands(c, p.text, nil), k)
		}
		if p.dots && p.text == m.form.Text(c) {
			return m.operands(flatPattern(p, nil), m.flatOperands(c, p.text, nil), k)
		}
		if p.text != m.form.Text(c) {
			return false
		}
	case syntax.RoleClass:
		if p.kind != n.Kind && m.lang.Name == "java" {
			return false
		}
	case syntax.RoleUnary, syntax.RoleParam:
		if p.text != m.form.Text(c) && !(p.role == syntax.RoleParam && p.text == "" && m.lang.Name != "python") {
			return false
		}
	case syntax.RoleAssign:
		return m.assign(p, c, n, k)
	case syntax.RoleMember:
		return m.member(p, c, k)
	case syntax.RoleImport:
		return m.importing(p, c, k)
	}
	if p.role == syntax.RoleBlock {
		return m.block(p, c, k)
	}
	return m.children(p, c, k)
}
