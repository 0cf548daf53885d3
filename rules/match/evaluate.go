package match

import (
	"sort"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A hit is a range that a term found, with what its metavariables stand for.
type hit struct {
	span   syntax.Span
	env    []bound
	inside bool
	extent syntax.Span // what was looked at
	until  int         // see value.until
	node   int32       // the root of the match, -1 for statements and regexes
	sealed bool
}

// maxHits is how many ranges one term may find in one text.
const maxHits = 20_000

// evaluation runs one matcher over one form.
type evaluation struct {
	*machine
	index *postings
	vars  int
	// within limits a run to the code that a metavariable stands for.
	within syntax.Span
	given  []bound
	cost   int
}

func (e *evaluation) give(reason string) {
	if e.why == "" {
		e.why = reason
	}
}

// eval returns what a plan finds.
func (e *evaluation) eval(p *plan) []hit {
	if e.why != "" {
		return nil
	}
	var hits []hit
	switch p.op {
	case opPattern:
		hits = e.pattern(p)
	case opRegex:
		hits = e.regex(p)
	case opCall:
		hits = e.call(p.call)
	case opOr:
		for _, kid := range p.kids {
			hits = append(hits, e.eval(kid)...)
		}
		hits = unique(hits)
	case opAnd:
		hits = e.and(p)
	}
	hits = e.conditions(p, hits)
	hits = e.focused(p, hits)
	if p.inside {
		for i := range hits {
			hits[i].inside = true
		}
	}
	return hits
}

// and intersects what the positive terms find and takes away what the negative ones do.
func (e *evaluation) and(p *plan) []hit {
	var hits []hit
	first := true
	for _, contexts := range []bool{false, true} {
		for _, kid := range p.kids {
			if kid.negated || kid.inside != contexts {
				continue
			}
			if !first && len(hits) == 0 {
				return nil
			}
			found := e.eval(kid)
			if first {
				hits, first = found, false
			} else {
				hits = e.intersect(hits, found)
			}
		}
	}
	if first && e.within != (syntax.Span{}) {
		hits = []hit{e.whole()}
	}
	for _, kid := range p.kids {
		if kid.negated && len(hits) > 0 {
			hits = e.subtract(kid, hits)
		}
	}
	return hits
}

// whole is the range of what a metavariable stands for, which excluding operators alone may look at.
func (e *evaluation) whole() hit {
	env := make([]bound, e.vars)
	copy(env, e.given)
	return hit{span: e.within, env: env, extent: e.within, node: -1}
}

// intersect keeps ranges that lie in one another; the smaller one stays. A context cannot be the
// smaller one of a pattern's range.
func (e *evaluation) intersect(xs, ys []hit) []hit {
	var out []hit
	for i := range xs {
		for j := range ys {
			if e.cost++; e.cost&255 == 0 && !e.spend() {
				return out
			}
			x, y := &xs[i], &ys[j]
			if y.span.Contains(x.span) && !(x.inside && !y.inside) {
				out = e.joined(out, x, y)
			} else if x.span.Contains(y.span) && !(y.inside && !x.inside) {
				out = e.joined(out, y, x)
			}
			if len(out) > maxHits {
				e.give("it finds more ranges than it may")
				return out
			}
		}
	}
	return unique(out)
}

// joined appends the smaller hit with the larger one's metavariables, if they agree.
func (e *evaluation) joined(out []hit, small, large *hit) []hit {
	env, ok := e.merge(small.env, large.env)
	if !ok {
		return out
	}
	h := *small
	h.env = env
	h.inside = small.inside && large.inside
	if large.extent.End > h.extent.End {
		h.sealed = large.sealed
	}
	h.extent = cover(small.extent, large.extent)
	h.until = max(small.until, large.until)
	return append(out, h)
}

func cover(a, b syntax.Span) syntax.Span {
	return syntax.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// merge joins two environments whose common metavariables stand for the same code.
func (e *evaluation) merge(a, b []bound) ([]bound, bool) {
	out := append([]bound(nil), a...)
	for i := range b {
		switch {
		case !b[i].set:
		case !out[i].set:
			out[i] = b[i]
		case !e.sameBound(out[i], b[i]):
			return nil, false
		}
	}
	return out, true
}

// subtract drops the ranges that a negative term finds: equal ones for pattern-not, those inside for
// pattern-not-inside, those that hold a match for pattern-not-regex.
func (e *evaluation) subtract(p *plan, hits []hit) []hit {
	found := e.eval(p)
	var out []hit
	for _, h := range hits {
		dropped := false
		for i := range found {
			if e.cost++; e.cost&255 == 0 && !e.spend() {
				return nil
			}
			if !excludes(p, &found[i], &h) {
				continue
			}
			if _, ok := e.merge(h.env, found[i].env); ok {
				dropped = true
				break
			}
		}
		if !dropped {
			e.widen(p, &h)
			out = append(out, h)
		}
	}
	return out
}

func excludes(p *plan, not, h *hit) bool {
	switch {
	case p.inside || not.inside:
		return not.span.Contains(h.span)
	case p.op == opRegex:
		return h.span.Contains(not.span)
	}
	return not.span == h.span
}

// unique sorts hits and drops those that say the same.
func unique(hits []hit) []hit {
	sort.SliceStable(hits, func(i, j int) bool { return before(&hits[i], &hits[j]) })
	out := hits[:0]
	for i := range hits {
		same := false
		for k := len(out) - 1; k >= 0 && out[k].span == hits[i].span && !same; k-- {
			same = sameEnv(out[k].env, hits[i].env) && out[k].inside == hits[i].inside
		}
		if !same {
			out = append(out, hits[i])
		}
	}
	return out
}

func before(a, b *hit) bool {
	if a.span.Start != b.span.Start {
		return a.span.Start < b.span.Start
	}
	return a.span.End < b.span.End
}

func sameEnv(a, b []bound) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// pattern runs a pattern over all nodes that it can start on.
func (e *evaluation) pattern(p *plan) []hit {
	e.machine.context = p.inside || p.negated
	defer func() { e.machine.context = false }()
	if p.pattern.seq != nil {
		return unique(e.sequences(p.pattern))
	}
	var hits []hit
	root := p.pattern.root
	for _, c := range e.index.candidates(root) {
		if !e.inRange(c) || !e.startsAt(root, c) {
			continue
		}
		e.start()
		e.match(root, c, func() bool {
			hits = append(hits, e.hit(e.rootSpan(root, c), c))
			return len(hits) > maxHits
		})
		if len(hits) > maxHits {
			e.give("it finds more ranges than it may")
		}
		if e.why != "" {
			break
		}
	}
	return unique(hits)
}

func (e *evaluation) start() {
	e.reach, e.until = 0, 0
	if e.given != nil {
		copy(e.env, e.given)
		return
	}
	clear(e.env)
}

func (e *evaluation) hit(span syntax.Span, node int32) hit {
	end := e.contextEnd(span)
	if node >= 0 && end == span.End {
		end = max(end, e.form.WholeEnd(node))
	}
	return hit{span: span, env: append([]bound(nil), e.env...), extent: syntax.Span{Start: span.Start, End: end},
		until: e.until, node: node, sealed: e.closed(node, span)}
}

// contextEnd returns where what a match needs ends: a context needs no more than what it looked at.
func (e *evaluation) contextEnd(span syntax.Span) int {
	if e.machine.context {
		return max(e.reach, span.Start)
	}
	return max(e.reach, span.End)
}

// closed reports whether text right behind a node cannot become a part of it.
func (e *evaluation) closed(node int32, span syntax.Span) bool {
	text := e.form.Tree().Text()
	if node < 0 || span.End == 0 || span.End > len(text) {
		return false
	}
	switch e.form.Node(node).Role {
	case syntax.RoleCall:
		// In C, f(x) { is the start of a function, and a class's body may follow new X() in Java.
		c := e.lang.Name == "c" || e.lang.Name == "cpp"
		return text[span.End-1] == ')' && !(c && e.form.Node(node).Flags&syntax.FormStatement != 0)
	case syntax.RoleNew:
		return text[span.End-1] == ')' && e.lang.Name != "java"
	}
	return false
}

func (e *evaluation) inRange(c int32) bool {
	return e.within == (syntax.Span{}) || e.within.Contains(e.form.Inner(c))
}

// startsAt reports whether a match may begin at a node at all.
func (e *evaluation) startsAt(root *pnode, c int32) bool {
	n := e.form.Node(c)
	if e.within == e.form.Inner(c) && n.Role == syntax.RoleName {
		return true
	}
	switch n.Role {
	case syntax.RoleName, syntax.RoleMember:
		switch n.Slot {
		case syntax.SlotName, syntax.SlotType, syntax.SlotResult, syntax.SlotModule, syntax.SlotAlias, syntax.SlotTypeParams, syntax.SlotThrows:
			return false
		case syntax.SlotKey:
			return e.lang.Name == "python"
		case syntax.SlotTarget:
			return e.form.Node(n.Parent).Flags&syntax.FormDeclaration == 0
		}
	case syntax.RoleAssign:
		return !(n.Slot == syntax.SlotValue && e.lang.Name == "python" && e.form.Node(n.Parent).Role == syntax.RoleAssign)
	case syntax.RoleParam, syntax.RoleModifier, syntax.RoleText, syntax.RoleDecorator:
		return root.role == n.Role && root.pop == popNode
	case syntax.RoleBlock:
		return root.role == n.Role && root.pop == popNode
	case syntax.RoleIf:
		return true
	case syntax.RoleFunc:
		// A method has a name, which function (...) { } has not.
		return root.role != syntax.RoleFunc || !isJS(e.lang) || root.place(syntax.SlotName) != nil || e.lang.KindName(n.Kind) != "method_definition" || root.kind == n.Kind
	}
	return n.Role != syntax.RoleError
}

// sequences runs a pattern of several statements from every statement.
func (e *evaluation) sequences(p *pattern) []hit {
	var hits []hit
	flat := hasDots(p.seq)
	for _, start := range e.statements() {
		n := e.form.Node(start)
		if n.Slot != syntax.SlotNone || !e.inRange(start) || e.form.Node(n.Parent).Role == syntax.RoleError {
			continue
		}
		e.start()
		cs := e.from(start, e.form.Node(n.Parent).After, flat)
		e.inOrder(p.seq, cs, false, func(last int32) bool {
			if last < 0 {
				return false
			}
			// What is nested counts as a part of the statement that stands beside the first.
			for e.form.Node(last).Parent != n.Parent {
				last = e.form.Node(last).Parent
			}
			span := cover(e.form.StatementSpan(start), e.form.StatementSpan(last))
			hits = append(hits, e.hit(span, -1))
			return len(hits) > maxHits
		})
		if len(hits) > maxHits {
			e.give("it finds more ranges than it may")
		}
		if e.why != "" {
			break
		}
	}
	return hits
}

// regex runs a regex over the text.
func (e *evaluation) regex(p *plan) []hit {
	text, base := e.form.Tree().Text(), 0
	if e.within != (syntax.Span{}) {
		text, base = text[e.within.Start:e.within.End], e.within.Start
	}
	found, err := p.regex.all(text, maxHits)
	if err != nil {
		e.give(err.Error())
	}
	var hits []hit
	for _, at := range found {
		span := syntax.Span{Start: base + at[0], End: base + at[1]}
		env := make([]bound, e.vars)
		copy(env, e.given)
		hits = append(hits, hit{span: span, env: env, extent: span, node: -1})
	}
	return unique(hits)
}
