package match

import (
	"regexp"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A built value is a string that is put together from parts of which one at least may be anything: an
// interpolation, a concatenation, a format. Parts that cannot change what the string means do not count:
// constants and names in capitals, which stand for constants by custom, numbers, rows of placeholders,
// and what a function gives whose name says that it quotes.

// builtPart is what is known of one part of a string.
type builtPart struct {
	text  bool // it is a string for certain
	loose bool // it may be anything
	words strings.Builder
}

// builtString reports whether an expression is such a string, with the text of its constant parts.
func (e *evaluation) builtString(i int32) (words string, built bool) {
	var p builtPart
	e.part(i, &p, 0)
	return p.words.String(), p.text && p.loose
}

func (e *evaluation) part(i int32, p *builtPart, depth int) {
	if known, ok := e.facts.constant(i, 0); ok {
		e.until = max(e.until, known.until)
		p.text = p.text || !known.number
		p.words.WriteString(known.text + " ")
		return
	}
	if depth > 40 {
		p.loose = true
		return
	}
	switch n := e.form.Node(i); n.Role {
	case syntax.RoleTemplate:
		p.text = true
		e.parts(e.form.List(nil, i), p, depth)
	case syntax.RoleText:
		p.words.WriteString(e.form.Text(i) + " ")
	case syntax.RoleBinary:
		e.builtBinary(i, p, depth)
	case syntax.RoleCast, syntax.RoleTuple, syntax.RoleDict, syntax.RolePair, syntax.RoleKeyword:
		e.builtInside(i, p, depth)
	case syntax.RoleCall:
		e.builtCall(i, p, depth)
	case syntax.RoleName:
		e.builtName(i, p, depth)
	case syntax.RoleMember:
		name := e.form.Child(i, syntax.SlotName)
		p.loose = p.loose || name < 0 || !inCapitals(e.form.Text(name))
	case syntax.RoleIndex:
		p.loose = p.loose || !e.constantTable(e.form.Child(i, syntax.SlotObject), depth)
	case syntax.RoleOther:
		e.builtOther(i, p, depth)
	default:
		p.loose = true
	}
}

func (e *evaluation) parts(list []int32, p *builtPart, depth int) {
	for _, c := range list {
		e.part(c, p, depth+1)
	}
}

// builtInside looks at all values below a node.
func (e *evaluation) builtInside(i int32, p *builtPart, depth int) {
	for c := e.form.First(i); c >= 0; c = e.form.Next(c) {
		if s := e.form.Node(c).Slot; s == syntax.SlotNone || s == syntax.SlotValue {
			e.part(c, p, depth+1)
		}
	}
}

func (e *evaluation) builtBinary(i int32, p *builtPart, depth int) {
	list := e.form.List(nil, i)
	switch op := e.form.Text(i); {
	case len(list) != 2 || op != "+" && op != "%" && op != "*":
		p.loose = true
	case op == "%" && e.lang.Name == "python":
		e.builtFormat(list[0], list[1:], p, depth)
	default:
		e.parts(list, p, depth)
	}
}

var (
	// reVerb is a directive of printf, of Python's %, of Go and of Java.
	reVerb = regexp.MustCompile(`%[-+ #0,]*(?:\[\d+\]|\d+\$|\(\w+\))?[-+ #0]*[\d*]*(?:\.[\d*]+)?[hlLqjzt]*([a-zA-Z])`)
	// reQuotes are the names of functions that make a text safe to stand in another.
	reQuotes   = regexp.MustCompile(`(?i)quote|escape|sanitiz|sanitis|encode`)
	reNumeric  = regexp.MustCompile(`^(int|float|len|bool|Number|parseInt|parseFloat|Integer\.(parseInt|valueOf)|Long\.(parseLong|valueOf)|strconv\.Itoa)$`)
	reFormats  = regexp.MustCompile(`^(fmt\.(Sprintf|Sprint|format)|[sS]tring\.[fF]ormat|util\.format|(std|absl)\.(format|StrFormat|StrCat))$`)
	rePlace    = regexp.MustCompile(`^[\s,()]*(\?|%s|:\d|\$\d?)[\s,()]*$`)
	reCapitals = regexp.MustCompile(`^_*[A-Z][A-Z0-9_]+$`)
)

func inCapitals(name string) bool { return reCapitals.MatchString(name) }

// builtFormat takes what a format makes of values: directives for numbers leave nothing to choose.
func (e *evaluation) builtFormat(format int32, values []int32, p *builtPart, depth int) {
	known, constant := e.facts.constant(format, 0)
	e.part(format, p, depth+1)
	if constant && strings.Contains(known.text, "%") && numbersOnly(known.text) {
		return
	}
	e.parts(values, p, depth)
}

func numbersOnly(format string) bool {
	for _, verb := range reVerb.FindAllStringSubmatch(strings.ReplaceAll(format, "%%", ""), -1) {
		if !strings.Contains("bcdeEfFgGiouxX", verb[1]) {
			return false
		}
	}
	return true
}

// builtCall takes the calls that make strings of strings; what others give may be anything.
func (e *evaluation) builtCall(i int32, p *builtPart, depth int) {
	callee, args := e.form.Child(i, syntax.SlotCallee), e.form.List(nil, i)
	if callee < 0 {
		p.loose = true
		return
	}
	name, object := strings.Join(e.facts.nameParts(callee), "."), e.form.Child(callee, syntax.SlotObject)
	last := e.form.Text(callee)
	if member := e.form.Child(callee, syntax.SlotName); member >= 0 {
		last = e.form.Text(member)
	}
	switch {
	case reNumeric.MatchString(name), reQuotes.MatchString(last):
	case name == "str" || name == "String" || name == "String.valueOf":
		e.parts(args, p, depth)
	case reFormats.MatchString(name) && len(args) > 0:
		p.text = true
		e.builtFormat(args[0], args[1:], p, depth)
	case object >= 0 && (last == "format" || last == "formatted" || last == "concat" || last == "format_map"):
		e.part(object, p, depth+1)
		e.builtInside(i, p, depth)
	case object >= 0 && last == "join" && len(args) == 1 && e.placeholders(args[0], 0):
		p.text = true
	case object >= 0 && last == "get" && len(args) > 0 && e.constantTable(object, depth):
		e.parts(args[1:], p, depth)
	case object >= 0 && (last == "strip" || last == "trim" || last == "toString" || last == "encode"):
		e.part(object, p, depth+1)
	default:
		p.loose = true
	}
}

// placeholders reports whether the strings below an expression are placeholders, and there is one: the
// list for IN (?, ?) is made of them.
func (e *evaluation) placeholders(i int32, depth int) bool {
	some := false
	for c := i; c < e.form.Node(i).After; c++ {
		switch e.form.Node(c).Role {
		case syntax.RoleString:
			if !rePlace.MatchString(e.form.Text(c)) {
				return false
			}
			some = true
		case syntax.RoleTemplate:
			return false
		case syntax.RoleName:
			if b := e.facts.innermost(e.form.Text(c), c); depth < 3 && b != nil && b.value >= 0 && e.placeholders(b.value, depth+1) {
				some = true
			}
		}
	}
	return some
}

// builtName looks at what a variable was last given, where that is the only thing that it can hold.
func (e *evaluation) builtName(i int32, p *builtPart, depth int) {
	e.facts.load()
	name := e.form.Text(i)
	if inCapitals(name) {
		return
	}
	b := e.facts.innermost(name, i)
	if b == nil || b.value < 0 || b.path != nil || i < e.form.Node(b.at).After || !e.facts.reaches(name, b, i) {
		p.loose = true
		return
	}
	if !b.fixed {
		e.until = max(e.until, e.form.Span(b.scope).End)
	}
	e.part(b.value, p, depth+1)
}

// constantTable reports whether an expression names, in capitals, a table all of whose entries are constants: whatever
// is asked of it, one of them comes back. That nothing else is put into it is what the capitals say.
func (e *evaluation) constantTable(i int32, depth int) bool {
	if i < 0 || e.form.Node(i).Role != syntax.RoleName || !inCapitals(e.form.Text(i)) {
		return false
	}
	e.facts.load()
	b := e.facts.innermost(e.form.Text(i), i)
	if b == nil || b.value < 0 || b.path != nil {
		return false
	}
	var entries builtPart
	e.part(b.value, &entries, depth+1)
	return !entries.loose
}

// builtOther takes the branches of a conditional expression.
func (e *evaluation) builtOther(i int32, p *builtPart, depth int) {
	kind, list := e.lang.KindName(e.form.Node(i).Kind), e.form.List(nil, i)
	for c := e.form.First(i); len(list) == 0 && c >= 0; c = e.form.Next(c) {
		list = append(list, c)
	}
	switch {
	case kind == "conditional_expression" && e.lang.Name == "python" && len(list) == 3:
		e.parts([]int32{list[0], list[2]}, p, depth)
	case (kind == "ternary_expression" || kind == "conditional_expression") && len(list) == 3:
		e.parts(list[1:], p, depth)
	case kind == "interpolation", kind == "template_substitution", kind == "parenthesized_expression", kind == "await":
		e.builtInside(i, p, depth)
	default:
		p.loose = true
	}
}
