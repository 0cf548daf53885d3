package match

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A CallForm is the native form call: what a rule says about calls of some functions. A constraint is
// derived from it as it stands.
type CallForm struct {
	// Callees are dotted names as they are written in full: "subprocess.run", "crypto/md5.New" (Go),
	// "*.execute" for a method of anything, "new java.util.Random" for an instantiation.
	Callees []string
	// Argument is what the rule says of an argument; nil if the call itself is forbidden.
	Argument *Argument
	// Unless are the conditions under which the call is fine; one that holds is enough.
	Unless []Argument
}

// A Mode says what a call form wants of an argument.
type Mode uint8

// The modes. In Unless, an argument meets its condition if what the mode says is kept.
const (
	Forbid  Mode = iota // where it is given, it must be none of the values
	Allow               // where it is given, it must be one of the values
	Require             // it must be given, and be one of the values if there are any
	Is                  // in Unless: it is given, and is one of the values
)

// An Argument is one argument of a call and what is wanted of it.
type Argument struct {
	Position int    // from 0; -1 if it has a name alone
	Name     string // keyword; "" if it has a position alone
	Key      string // the entry of a dictionary or object that is the argument; "" for the argument itself
	Mode     Mode
	Values   []Value
}

// A ValueKind says how a Value is compared.
type ValueKind uint8

// The kinds of values.
const (
	Literal     ValueKind = iota // code: a name, a number, True; or the text of a constant string
	Matching                     // a regex, searched in a constant's text or a name
	Comparing                    // a comparison with a number: "< 2048"
	Exceeding                    // a number above the room in another argument, a declared array: "> bytes of argument 0"
	Constant                     // anything known to be constant
	PlainString                  // a string without expressions in it
	BuiltString                  // a string put together from parts that may be anything; Text is a regex for its constant parts, or ""
)

// A Value is one of the values that an argument is compared with.
type Value struct {
	Kind ValueKind
	Text string // of a literal; of a regex, without the slashes; of a comparison
}

// CallForm returns the native form that the matcher was compiled from, nil if it was not.
func (m *Matcher) CallForm() *CallForm {
	if m.plan.call == nil {
		return nil
	}
	return m.plan.call.form
}

func parseCall(t *term, v ast.Node) (*term, error) {
	t.op = opCall
	form, fields := &CallForm{}, mapping(v)
	for key, value := range fields {
		switch key {
		case "callee":
			form.Callees = scalars(value)
		case "argument":
			a, err := parseArgument(value)
			if err != nil {
				return nil, err
			}
			form.Argument = &a
		case "unless":
			if err := form.unless(value); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("line %d: reading call: %q is none of callee, argument and unless", lineOf(value), key)
		}
	}
	if len(form.Callees) == 0 {
		return nil, fmt.Errorf("line %d: reading call: it names no callee", t.line)
	}
	t.call = form
	return t, nil
}

func (f *CallForm) unless(v ast.Node) error {
	items := sequence(v)
	if items == nil {
		items = []ast.Node{v}
	}
	for _, item := range items {
		a, err := parseArgument(item)
		if err != nil {
			return err
		}
		f.Unless = append(f.Unless, a)
	}
	return nil
}

var modes = map[string]Mode{"forbid": Forbid, "allow": Allow, "require": Require, "is": Is}

// parseArgument reads {name: shell, forbid: "True"} or {argument: 0, is: constant}.
func parseArgument(v ast.Node) (Argument, error) {
	a, said := Argument{Position: -1}, false
	m := asMapping(v)
	if m == nil {
		return a, fmt.Errorf("line %d: reading call: an argument is a mapping", lineOf(v))
	}
	for _, e := range m.Values {
		key, text := scalar(e.Key), scalar(e.Value)
		switch key {
		case "name", "position", "argument":
			if n, err := strconv.Atoi(text); err == nil && n >= 0 {
				a.Position = n
			} else if key != "position" {
				a.Name = text
			}
		case "key":
			a.Key = text
		default:
			mode, ok := modes[key]
			if !ok || said {
				return a, fmt.Errorf("line %d: reading call: one of forbid, allow, require and is is expected, not %q", lineOf(e.Key), key)
			}
			said, a.Mode = true, mode
			if err := a.values(e.Value); err != nil {
				return a, err
			}
		}
	}
	if !said || a.Position < 0 && a.Name == "" {
		return a, fmt.Errorf("line %d: reading call: an argument has a position or a name, and one of forbid, allow and require", lineOf(v))
	}
	return a, nil
}

func (a *Argument) values(v ast.Node) error {
	if yes, ok := boolean(v); ok && yes && a.Mode == Require {
		if _, isBool := unwrap(v).(*ast.BoolNode); isBool {
			return nil
		}
	}
	for _, text := range scalars(v) {
		if text == "tainted" {
			return &Unsupported{Operator: "call: tainted", Reason: "what is tainted belongs to the flow engine", Line: lineOf(v)}
		}
		a.Values = append(a.Values, parseValue(text))
	}
	if len(a.Values) == 0 {
		return fmt.Errorf("line %d: reading call: a value or a list of values is expected", lineOf(v))
	}
	return nil
}

var reCompare = regexp.MustCompile(`^(<=|>=|==|!=|<|>)\s*(-?[\w.]+)$`)

var reExceed = regexp.MustCompile(`^> (bytes|elements) of argument (\d)$`)

func parseValue(text string) Value {
	switch {
	case reExceed.MatchString(text):
		return Value{Exceeding, text}
	case text == "constant":
		return Value{Constant, ""}
	case text == "plain-string":
		return Value{PlainString, ""}
	case text == "built-string":
		return Value{BuiltString, ""}
	case strings.HasPrefix(text, "built-string /") && strings.HasSuffix(text[14:], "/"):
		return Value{BuiltString, text[14 : len(text)-1]}
	case len(text) > 1 && text[0] == '/' && text[len(text)-1] == '/':
		return Value{Matching, text[1 : len(text)-1]}
	case reCompare.MatchString(text):
		return Value{Comparing, text}
	}
	return Value{Literal, text}
}
