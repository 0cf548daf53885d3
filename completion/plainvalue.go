package completion

import (
	"strconv"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A value is what a constant expression comes to.
type value struct {
	kind valueKind
	text string // of a string what it says, of a number as it is written
	yes  bool   // of a truth value
}

type valueKind uint8

const (
	valueNone valueKind = iota // not known, or nothing at all
	valueTruth
	valueString
	valueNumber
)

func truth(b bool) value         { return value{kind: valueTruth, yes: b} }
func stringOf(text string) value { return value{kind: valueString, text: text} }

// holds is what a condition makes of a value.
func (v value) holds() (yes, known bool) {
	switch v.kind {
	case valueTruth:
		return v.yes, true
	case valueString:
		return v.text != "", true
	case valueNumber:
		return strings.Trim(v.text, "0x.") != "", true
	}
	return false, false
}

// write writes a value in a language.
func (v value) write(l *syntax.Language) string {
	switch v.kind {
	case valueTruth:
		word := strconv.FormatBool(v.yes)
		if l == syntax.Python {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		return word
	case valueString:
		return strconv.Quote(v.text)
	}
	return v.text
}

// maxFold bounds how deep an expression is folded, names being followed included.
const maxFold = 12

// fold returns what an expression comes to, if it is constant.
func (r *plainer) fold(n syntax.Node, depth int) value {
	if !n.Valid() || depth == 0 {
		return value{}
	}
	inner := func(field string) value { return r.fold(n.ChildByFieldName(field), depth-1) }
	switch n.KindName() {
	case "true", "false":
		return truth(n.KindName() == "true")
	case "integer", "number", "int_literal", "decimal_integer_literal", "float":
		return value{kind: valueNumber, text: n.Text()}
	case "string", "string_literal", "interpreted_string_literal", "raw_string_literal", "template_string":
		return literal(n.Text())
	case "identifier":
		if b := r.bound[n.Text()]; b != nil {
			return r.fold(b.value, depth-1)
		}
	case "parenthesized_expression", "literal_element", "await_expression":
		return r.fold(onlyChild(n), depth-1)
	case "not_operator", "unary_expression":
		return r.negated(n, depth)
	case "conditional_expression", "ternary_expression":
		return r.choice(n, depth)
	case "boolean_operator", "binary_expression", "binary_operator", "comparison_operator":
		return r.combined(n, depth)
	case "call", "call_expression", "method_invocation", "new_expression", "object_creation_expression":
		return r.called(n, depth)
	case "subscript":
		return r.element(inner, n.ChildByFieldName("value"), n.ChildByFieldName("subscript"), depth)
	case "subscript_expression":
		return r.element(inner, n.ChildByFieldName("object"), n.ChildByFieldName("index"), depth)
	case "member_expression":
		if o := n.ChildByFieldName("object"); o.KindName() == "object" || o.KindName() == "parenthesized_expression" {
			return r.fold(entry(o, n.ChildByFieldName("property").Text()), depth-1)
		}
	}
	return value{}
}

func onlyChild(n syntax.Node) syntax.Node {
	var only syntax.Node
	for child := range n.NamedChildren() {
		if only.Valid() {
			return syntax.Node{}
		}
		only = child
	}
	return only
}

// literal reads a string as it is written; one with holes is not known.
func literal(text string) value {
	body := strings.TrimLeft(text, "bBrRuU")
	raw := strings.ContainsAny(text[:len(text)-len(body)], "rR") || strings.HasPrefix(body, "`")
	for _, quote := range []string{`"""`, "'''", `"`, "'", "`"} {
		inside, ok := strings.CutPrefix(body, quote)
		if !ok || len(inside) < len(quote) {
			continue
		}
		if inside, ok = strings.CutSuffix(inside, quote); !ok || strings.Contains(inside, "${") {
			return value{}
		}
		if raw || !strings.Contains(inside, `\`) {
			return stringOf(inside)
		}
		if said, err := strconv.Unquote(`"` + strings.NewReplacer(`"`, `\"`, `\'`, `'`, "\n", `\n`).Replace(inside) + `"`); err == nil {
			return stringOf(said)
		}
		return value{}
	}
	return value{}
}

func (r *plainer) negated(n syntax.Node, depth int) value {
	operator, operand := n.FirstChild().Text(), syntax.Node{}
	for child := range n.NamedChildren() {
		operand = child
	}
	yes, known := r.fold(operand, depth-1).holds()
	if !known || operator != "!" && operator != "not" {
		return value{}
	}
	return truth(!yes)
}

func (r *plainer) choice(n syntax.Node, depth int) value {
	var parts []syntax.Node
	for child := range n.NamedChildren() {
		parts = append(parts, child)
	}
	if len(parts) != 3 {
		return value{}
	}
	condition, then, otherwise := parts[0], parts[1], parts[2]
	if r.lang == syntax.Python {
		condition, then = then, condition
	}
	a, b := r.fold(then, depth-1), r.fold(otherwise, depth-1)
	switch yes, known := r.fold(condition, depth-1).holds(); {
	case known && yes || a == b:
		return a
	case known:
		return b
	}
	return value{}
}

func (r *plainer) combined(n syntax.Node, depth int) value {
	var sides []syntax.Node
	operator := ""
	for child := range n.Children() {
		if child.IsNamed() {
			sides = append(sides, child)
		} else {
			operator += child.Text()
		}
	}
	if len(sides) != 2 {
		return value{}
	}
	a, b := r.fold(sides[0], depth-1), r.fold(sides[1], depth-1)
	yes, known := a.holds()
	switch {
	case (operator == "or" || operator == "||") && known:
		return map[bool]value{true: a, false: b}[yes]
	case (operator == "and" || operator == "&&") && known:
		return map[bool]value{true: b, false: a}[yes]
	case a.kind == valueNone || b.kind == valueNone || a.kind != b.kind:
		return value{}
	case operator == "==" || operator == "===" || operator == "is":
		return truth(a == b)
	case operator == "!=" || operator == "!==" || operator == "isnot":
		return truth(a != b)
	case operator == "+" && a.kind == valueString:
		return stringOf(a.text + b.text)
	}
	return value{}
}

// called folds calls that say the same as what they are given.
func (r *plainer) called(n syntax.Node, depth int) value {
	callee, arguments := calleeOf(n), argumentsOf(n)
	object, method, isMethod := cutLast(callee)
	if !isMethod && len(arguments) == 1 || method == "valueOf" && object == "String" && len(arguments) == 1 {
		v := r.fold(arguments[0], depth-1)
		switch yes, known := v.holds(); {
		case known && (callee == "bool" || callee == "Boolean"):
			return truth(yes)
		case callee == "str" || callee == "String" || callee == "String.valueOf":
			return v
		}
		return value{}
	}
	of := objectOf(n)
	switch v := r.fold(of, depth-1); {
	case method == "join" && of.KindName() == "array" && len(arguments) == 1:
		return r.joined(of, r.fold(arguments[0], depth-1), depth)
	case v.kind != valueString:
		return value{}
	case method == "lower" || method == "toLowerCase" || method == "casefold":
		return stringOf(strings.ToLower(v.text))
	case method == "upper" || method == "toUpperCase":
		return stringOf(strings.ToUpper(v.text))
	case method == "strip" || method == "trim" || method == "toString":
		return stringOf(strings.TrimSpace(v.text))
	case method == "concat" && len(arguments) == 1:
		if more := r.fold(arguments[0], depth-1); more.kind == valueString {
			return stringOf(v.text + more.text)
		}
	}
	return value{}
}

func (r *plainer) joined(list syntax.Node, by value, depth int) value {
	var parts []string
	for child := range list.NamedChildren() {
		v := r.fold(child, depth-1)
		if v.kind != valueString {
			return value{}
		}
		parts = append(parts, v.text)
	}
	if by.kind != valueString {
		return value{}
	}
	return stringOf(strings.Join(parts, by.text))
}

// element folds what a list or a dictionary that is written out holds at a place.
func (r *plainer) element(_ func(string) value, of, at syntax.Node, depth int) value {
	key := r.fold(at, depth-1)
	switch of.KindName() {
	case "list", "tuple", "array":
		i, err := strconv.Atoi(key.text)
		for child := range of.NamedChildren() {
			if err == nil && key.kind == valueNumber && i == 0 {
				return r.fold(child, depth-1)
			}
			i--
		}
	case "dictionary", "object":
		if key.kind == valueString {
			return r.fold(entry(of, key.text), depth-1)
		}
	}
	return value{}
}

// entry returns the value that a dictionary or an object has by a key.
func entry(of syntax.Node, key string) syntax.Node {
	if of.KindName() == "parenthesized_expression" {
		of = onlyChild(of)
	}
	for pair := range of.NamedChildren() {
		if k := pair.ChildByFieldName("key"); k.Valid() && strings.Trim(k.Text(), `"'`) == key {
			return pair.ChildByFieldName("value")
		}
	}
	return syntax.Node{}
}
