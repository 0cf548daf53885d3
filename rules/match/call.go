package match

import (
	"fmt"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A callPlan is a call form compiled for a language.
type callPlan struct {
	form     *CallForm
	callees  []*pnode
	argument *argumentPlan
	unless   []*argumentPlan
}

type argumentPlan struct {
	Argument
	values []valuePlan
}

type valuePlan struct {
	Value
	pattern *pnode // of a literal; nil if it is no code
	regex   *textRegex
	op      string
	number  float64
	of      int  // the argument whose room counts
	wide    bool // in elements, not bytes
}

func (c *compiler) callForm(f *CallForm) (*callPlan, error) {
	p := &callPlan{form: f}
	for _, name := range f.Callees {
		p.callees = append(p.callees, calleePattern(c.lang, name))
	}
	if f.Argument != nil {
		a, err := c.argument(*f.Argument)
		if err != nil {
			return nil, err
		}
		p.argument = a
	}
	for _, u := range f.Unless {
		a, err := c.argument(u)
		if err != nil {
			return nil, err
		}
		p.unless = append(p.unless, a)
	}
	return p, nil
}

// calleePattern builds the pattern NAME(...) of a dotted name.
func calleePattern(lang *syntax.Language, name string) *pnode {
	call := &pnode{role: syntax.RoleCall, variable: -1, dots: true, list: []*pnode{{pop: popDots, variable: -1}}}
	if rest, ok := strings.CutPrefix(name, "new "); ok {
		call.role, name = syntax.RoleNew, strings.TrimSpace(rest)
	}
	name = strings.ReplaceAll(name, "::", ".")
	head := strings.LastIndexByte(name, '/') + 1
	parts := strings.Split(name[head:], ".")
	parts[0] = name[:head] + parts[0]
	callee := namePattern(parts[0])
	for _, part := range parts[1:] {
		object, member := callee, namePattern(part)
		object.slot, member.slot = syntax.SlotObject, syntax.SlotName
		callee = &pnode{role: syntax.RoleMember, variable: -1, text: ".", places: []*pnode{object, member}}
		if lang.Name != "c" && lang.Name != "cpp" {
			callee.text = ""
		}
		if object.dotted != nil {
			callee.dotted = append(append([]string(nil), object.dotted...), part)
		}
	}
	callee.slot = syntax.SlotCallee
	call.places = []*pnode{callee}
	return call
}

func namePattern(name string) *pnode {
	if name == "*" {
		return &pnode{pop: popMeta, variable: -1}
	}
	return &pnode{role: syntax.RoleName, text: name, dotted: []string{name}, variable: -1}
}

func (c *compiler) argument(a Argument) (*argumentPlan, error) {
	p := &argumentPlan{Argument: a}
	for _, v := range a.Values {
		q := valuePlan{Value: v}
		switch v.Kind {
		case Matching, BuiltString:
			re, err := compileRegex(v.Text, false)
			if err != nil {
				return nil, err
			}
			q.regex = re
		case Comparing:
			m := reCompare.FindStringSubmatch(v.Text)
			n, ok := number(m[2], 0)
			if !ok {
				return nil, fmt.Errorf("reading call: %q compares with no number", v.Text)
			}
			q.op, q.number = m[1], n.(float64)
		case Exceeding:
			m := reExceed.FindStringSubmatch(v.Text)
			q.of, q.wide = int(m[2][0]-'0'), m[1] == "elements"
		case Literal:
			// Only what is compared as a whole can be written: nothing would hold what a metavariable stands for.
			holes := &variables{}
			if code, err := compilePattern(c.lang, spelled(c.lang, v.Text), holes); err == nil && len(holes.names) == 0 {
				q.pattern = code.root
			}
		}
		p.values = append(p.values, q)
	}
	return p, nil
}

// spelled writes YAML's booleans and null as the language does.
func spelled(lang *syntax.Language, text string) string {
	words := map[string]string{"true": "True", "false": "False", "null": "None"}
	if lang.Name == "python" && words[text] != "" {
		return words[text]
	}
	if lower := strings.ToLower(text); lang.Name != "python" && (lower == "true" || lower == "false") {
		return lower
	}
	return text
}

// call finds the calls that a call form is about and that break it.
func (e *evaluation) call(p *callPlan) []hit {
	var hits []hit
	for _, root := range p.callees {
		for _, c := range e.index.candidates(root) {
			if !e.inRange(c) {
				continue
			}
			e.start()
			e.match(root, c, func() bool {
				if e.breaks(p, c) {
					hits = append(hits, e.hit(e.form.Span(c), c))
				}
				return true
			})
			if e.why != "" {
				return hits
			}
		}
	}
	return unique(hits)
}

// breaks reports whether a call of a form's callee is a violation.
func (e *evaluation) breaks(p *callPlan, c int32) bool {
	for _, u := range p.unless {
		if e.keeps(u, c, true) {
			return false
		}
	}
	return p.argument == nil || !e.keeps(p.argument, c, false)
}

// keeps reports whether a call does with an argument what is wanted. Where the call hides it behind a
// spread, the answer is unknown.
func (e *evaluation) keeps(a *argumentPlan, c int32, unknown bool) bool {
	given, hidden := e.find(a, c)
	if hidden {
		return !unknown
	}
	switch a.Mode {
	case Forbid:
		return given < 0 || !e.oneOf(a, given)
	case Allow:
		return given < 0 || e.oneOf(a, given)
	case Require:
		return given >= 0 && (len(a.values) == 0 || e.oneOf(a, given))
	default:
		return given >= 0 && e.oneOf(a, given)
	}
}

// find returns the argument of a call, -1 if it is not given, or whether a spread may give it.
func (e *evaluation) find(a *argumentPlan, c int32) (given int32, hidden bool) {
	given, hidden = e.findWhole(a, c)
	if given < 0 || a.Key == "" {
		return given, hidden
	}
	if e.form.Node(given).Role != syntax.RoleDict {
		return -1, true
	}
	for _, entry := range e.form.List(nil, given) {
		key := e.form.Child(entry, syntax.SlotKey)
		switch {
		case e.form.Node(entry).Role != syntax.RolePair || key < 0:
			hidden = true
		case e.form.Text(key) == a.Key:
			return e.form.Child(entry, syntax.SlotValue), false
		}
	}
	return -1, hidden
}

func (e *evaluation) findWhole(a *argumentPlan, c int32) (given int32, hidden bool) {
	position := 0
	for _, arg := range e.form.List(nil, c) {
		n := e.form.Node(arg)
		switch {
		case n.Role == syntax.RoleKeyword:
			name := e.form.Child(arg, syntax.SlotName)
			if name >= 0 && a.Name != "" && e.form.Text(name) == a.Name {
				return e.form.Child(arg, syntax.SlotValue), false
			}
		case e.isSpread(arg):
			hidden = true
		case n.Role == syntax.RoleError:
			hidden = true
		default:
			if position == a.Position && !hidden {
				return arg, false
			}
			position++
		}
	}
	return -1, hidden
}

func (e *evaluation) isSpread(i int32) bool {
	n := e.form.Node(i)
	if n.Role != syntax.RoleOther {
		return false
	}
	switch e.lang.KindName(n.Kind) {
	case "list_splat", "dictionary_splat", "spread_element", "variadic_argument", "parameter_pack_expansion":
		return true
	}
	return false
}

func (e *evaluation) oneOf(a *argumentPlan, given int32) bool {
	for i := range a.values {
		if e.is(&a.values[i], given) {
			return true
		}
	}
	return false
}

// is reports whether an argument has a value.
func (e *evaluation) is(v *valuePlan, i int32) bool {
	known, ok := e.facts.constant(i, 0)
	if ok {
		e.until = max(e.until, known.until)
	}
	switch v.Kind {
	case BuiltString:
		return e.isBuilt(v, i)
	case Constant:
		return ok || e.literal(i, 0)
	case PlainString:
		return ok && !known.number
	case Comparing:
		n, isNumber := e.arithmetic(i, 0)
		return isNumber && compares(v.op, n, v.number)
	case Exceeding:
		return e.exceeds(v, i)
	case Matching:
		text := known.text
		if parts := e.facts.nameParts(i); !ok && parts != nil {
			text, ok = strings.Join(parts, "."), true
		}
		if !ok {
			return false
		}
		found, err := v.regex.matches(text)
		if err != nil {
			e.give(err.Error())
		}
		return found
	}
	if ok && !known.number && known.text == v.Text {
		return true
	}
	return v.pattern != nil && e.match(v.pattern, i, func() bool { return true })
}

// exceeds reports whether an argument is known to be more than another one of its call has room for.
func (e *evaluation) exceeds(v *valuePlan, i int32) bool {
	other, hidden := e.findWhole(&argumentPlan{Argument: Argument{Position: v.of}}, e.form.Node(i).Parent)
	n, known := e.size(i, 0)
	if other < 0 || hidden || !known {
		return false
	}
	r, ok := e.room(other, 0)
	if v.wide {
		return ok && r.counted && n > r.elements
	}
	return ok && r.measured && n > r.bytes
}

func (e *evaluation) isBuilt(v *valuePlan, i int32) bool {
	words, built := e.builtString(i)
	if !built || v.Text == "" {
		return built
	}
	found, err := v.regex.matches(words)
	if err != nil {
		e.give(err.Error())
	}
	return found
}

func compares(op string, l, r float64) bool {
	switch op {
	case "<":
		return l < r
	case "<=":
		return l <= r
	case ">":
		return l > r
	case ">=":
		return l >= r
	case "==":
		return l == r
	}
	return l != r
}

// literal reports whether an expression is written out of constants alone.
func (e *evaluation) literal(i int32, depth int) bool {
	if depth > 20 {
		return false
	}
	if _, ok := e.facts.constant(i, 0); ok {
		return true
	}
	switch n := e.form.Node(i); n.Role {
	case syntax.RoleList, syntax.RoleTuple, syntax.RoleDict, syntax.RolePair, syntax.RoleUnary, syntax.RoleBinary:
		for c := e.form.First(i); c >= 0; c = e.form.Next(c) {
			if !(n.Role == syntax.RolePair && e.form.Node(c).Slot == syntax.SlotKey) && !e.literal(c, depth+1) {
				return false
			}
		}
		return true
	case syntax.RoleOther:
		switch e.lang.KindName(n.Kind) {
		case "true", "false", "none", "null", "nil", "null_literal", "character_literal", "char_literal":
			return true
		}
	}
	return false
}
