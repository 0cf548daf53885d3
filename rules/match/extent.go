package match

import (
	"sort"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// widen adds to a hit's extent what a negative term looks at: what could come there and undo the hit.
//
// An equal range (pattern-not, pattern-not-regex) lies in the hit itself. A context (pattern-not-inside)
// can only be a node around the hit, or statements of a block around it that start before the hit; so
// the extent reaches to the end of the outermost of those that might yet match.
func (e *evaluation) widen(p *plan, h *hit) {
	end := h.extent.End
	switch {
	case p.inside || p.contexts():
		end = max(end, e.contextReach(p, h.span))
	case p.op == opPattern && p.pattern.seq != nil:
		end = max(end, e.blockEnd(h.span))
	}
	if end > h.extent.End {
		h.extent.End = end
		text := e.form.Tree().Text()
		h.sealed = end <= len(text) && text[end-1] == '}'
	}
}

// contexts reports whether a term finds contexts: its positive operators are contexts.
func (p *plan) contexts() bool {
	if p.inside || p.op != opAnd && p.op != opOr {
		return p.inside
	}
	for _, kid := range p.kids {
		if kid.negated == (p.op == opOr) || kid.negated {
			continue
		}
		if !kid.contexts() {
			return false
		}
	}
	return true
}

// contextReach returns how far the text counts in which a negative context may still come to match.
func (e *evaluation) contextReach(p *plan, span syntax.Span) int {
	switch p.op {
	case opPattern:
		if p.pattern.seq != nil {
			return e.sequenceReach(p.pattern, span)
		}
		return e.nodeReach(p.pattern.root, span)
	case opRegex:
		return len(e.form.Tree().Text())
	}
	end := 0
	for _, kid := range p.kids {
		end = max(end, e.contextReach(kid, span))
	}
	return end
}

// nodeReach returns the end of the outermost node around span on which a pattern can start.
func (e *evaluation) nodeReach(root *pnode, span syntax.Span) int {
	for i := int32(1); i < int32(e.form.Len()); {
		s := e.form.Span(i)
		switch {
		case !s.Contains(span):
			i = e.form.Node(i).After
		case root.pop != popNode || root.role == e.form.Node(i).Role:
			return s.End
		default:
			i++
		}
	}
	return 0
}

// sequenceReach returns the end of the outermost block around span in which a sequence of statements
// has begun before it.
func (e *evaluation) sequenceReach(p *pattern, span syntax.Span) int {
	first := p.seq[0]
	for _, s := range e.statements() {
		if e.form.Span(s).Start > span.Start {
			break
		}
		block := e.form.Node(s).Parent
		if !e.form.Span(block).Contains(span) && block != 0 {
			continue
		}
		e.start()
		found := first.pop != popNode
		if !found {
			e.statement(first, s, func() bool { found = true; return true })
		}
		if found {
			return e.blockSpan(block).End
		}
	}
	return 0
}

// blockEnd returns the end of the innermost block around a span.
func (e *evaluation) blockEnd(span syntax.Span) int {
	end := len(e.form.Tree().Text())
	for i := int32(1); i < int32(e.form.Len()); {
		s := e.form.Span(i)
		if !s.Contains(span) {
			i = e.form.Node(i).After
			continue
		}
		if e.form.Node(i).Role == syntax.RoleBlock {
			end = s.End
		}
		i++
	}
	return end
}

func (e *evaluation) blockSpan(block int32) syntax.Span {
	if block == 0 {
		return syntax.Span{Start: 0, End: len(e.form.Tree().Text())}
	}
	return e.form.Span(block)
}

// scope computes how far a plan looks.
func (p *plan) scope() Scope {
	s := ScopeNode
	switch {
	case p.op == opRegex:
		s = ScopeFile
	case p.op == opPattern:
		s = p.pattern.scope()
	case p.op == opCall && (p.call.argument != nil || len(p.call.unless) > 0):
		s = ScopeMember
	}
	for _, kid := range p.kids {
		s = max(s, kid.scope())
	}
	return s
}

// scope returns the member for statements and for what stands in functions, the file for classes,
// imports and whole functions.
func (p *pattern) scope() Scope {
	if p.seq == nil {
		return p.root.scope()
	}
	s := ScopeMember
	for _, q := range p.seq {
		s = max(s, q.scope())
	}
	return s
}

func (p *pnode) scope() Scope {
	s := ScopeNode
	if p.pop == popNode {
		switch p.role {
		case syntax.RoleClass, syntax.RoleImport:
			return ScopeFile
		case syntax.RoleFunc:
			s = ScopeMember
			if p.flags&syntax.FormLambda == 0 && p.place(syntax.SlotBody) == nil {
				s = ScopeFile
			}
		case syntax.RoleString, syntax.RoleNumber:
			s = ScopeMember
		case syntax.RoleBlock:
			s = ScopeMember
		}
	}
	if p.pop == popAnyText || p.pop == popTextMeta || p.pop == popTextRE || p.typ != nil {
		s = ScopeMember
	}
	for _, list := range [][]*pnode{p.list, p.places} {
		for _, q := range list {
			s = max(s, q.scope())
		}
	}
	if p.inner != nil {
		s = max(s, p.inner.scope())
	}
	return s
}

// phrases returns the calls that a plan finds whatever their arguments are.
func (p *plan) phrases() (callees []string, exact bool) {
	if len(p.conds) > 0 || p.negated || p.inside {
		return nil, false
	}
	switch p.op {
	case opPattern:
		root := p.pattern.root
		if root == nil || root.pop != popNode || root.role != syntax.RoleCall || !onlyDots(root.list) {
			return nil, false
		}
		if callee := root.place(syntax.SlotCallee); callee != nil && callee.dotted != nil {
			return []string{dotted(callee.dotted)}, true
		}
	case opCall:
		if p.call.argument == nil && len(p.call.unless) == 0 {
			return append([]string(nil), p.call.form.Callees...), true
		}
	case opOr:
		exact = true
		for _, kid := range p.kids {
			names, all := kid.phrases()
			callees, exact = append(callees, names...), exact && all
		}
		return callees, exact
	case opAnd:
		if len(p.kids) == 1 {
			return p.kids[0].phrases()
		}
	}
	return nil, false
}

func dotted(names []string) string {
	out := names[0]
	for _, n := range names[1:] {
		out += "." + n
	}
	return out
}

// Monotone reports whether no text put inside a match can undo it: the formula excludes nothing and
// asks nothing of what metavariables stand for.
func (m *Matcher) Monotone() bool { return m.plan.monotone() }

func (p *plan) monotone() bool {
	if p.negated || len(p.conds) > 0 || p.op == opRegex {
		return false
	}
	for _, kid := range p.kids {
		if !kid.monotone() {
			return false
		}
	}
	return true
}

// settle ends an extent that text right behind it could still reach into: what the match looked at is
// only over where the next lexeme stands, or, for a simple statement of Python, the line ends.
func (e *evaluation) settle(m *Match, node int32) {
	if m.Sealed {
		return
	}
	tree := e.form.Tree()
	if line := strings.IndexByte(tree.Text()[m.Extent.End:], '\n'); e.lang.Name == "python" && line >= 0 && node >= 0 && e.simple(node, m.Extent.End) {
		m.Extent.End += line
		return
	}
	first := sort.Search(tree.Len(), func(i int) bool { return tree.Node(i).Start() >= m.Extent.End })
	for i := first; i < tree.Len(); i++ {
		n := tree.Node(i)
		if n.IsExtra() {
			i = n.After() - 1
			continue
		}
		if !n.FirstChild().Valid() && n.End() > n.Start() {
			m.Extent.End = n.End()
			return
		}
	}
	m.Extent.End = len(tree.Text())
}

// simple reports whether a node stands in a statement without a block of its own, which ends where the
// extent does or on that line.
func (e *evaluation) simple(node int32, end int) bool {
	for e.form.Node(node).Parent >= 0 && !e.isStatement(node) {
		node = e.form.Node(node).Parent
	}
	for i := node; i < e.form.Node(node).After; i++ {
		if e.form.Node(i).Role == syntax.RoleBlock {
			return false
		}
	}
	last := e.form.StatementSpan(node).End
	return last <= end || !strings.Contains(e.form.Tree().Text()[end:last], "\n")
}
