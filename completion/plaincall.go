package completion

import (
	"path"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// spread writes out arguments or members that are spread.
func (r *plainer) spread(n syntax.Node) bool {
	of, inside := onlyChild(n), false
	if of.Valid() && of.KindName() == "identifier" {
		b := r.bound[of.Text()]
		if b == nil || b.unclear {
			return false
		}
		of, inside = b.value, b.inside
	}
	if !of.Valid() {
		return false
	}
	var members []string
	switch kind := of.KindName(); {
	case n.KindName() == "dictionary_splat" && kind == "dictionary":
		for pair := range of.NamedChildren() {
			key := r.fold(pair.ChildByFieldName("key"), maxFold)
			if pair.KindName() != "pair" || !word.MatchString(key.text) {
				return false
			}
			members = append(members, key.text+"="+pair.ChildByFieldName("value").Text())
		}
	case n.KindName() == "dictionary_splat" && (kind == "call" && calleeOf(of) == "dict"), kind == "call_expression" && calleeOf(of) == "Object.assign":
		for _, a := range argumentsOf(of) {
			members = append(members, strings.TrimSuffix(strings.TrimPrefix(a.Text(), "{"), "}"))
		}
	case kind == "object" || kind == "array":
		members = []string{strings.Trim(of.Text(), "{}[] ")}
	case kind == "composite_literal":
		members = []string{strings.Trim(of.ChildByFieldName("body").Text(), "{} ")}
	default:
		return false
	}
	return r.edit(n, strings.Join(slices.DeleteFunc(members, func(m string) bool { return strings.TrimSpace(m) == "" }), ", "), inside)
}

// call says plainly what a call does to a member of an object, or which module it loads.
func (r *plainer) call(n syntax.Node) bool {
	callee, arguments := calleeOf(n), argumentsOf(n)
	if f := n.ChildByFieldName("function"); f.KindName() == "identifier" && r.method(f) || r.chosen(f) {
		return false // what it is given is looked at too
	}
	switch {
	case (callee == "eval" || callee == "exec") && len(arguments) > 0:
		if code := r.fold(arguments[0], maxFold); code.kind == valueString && strings.TrimSpace(code.text) != "" {
			return r.edit(n, asCode(n, code.text), r.dependsInside(n))
		}
	case callee == "getattr" && len(arguments) >= 2:
		if key := r.fold(arguments[1], maxFold); word.MatchString(key.text) {
			return r.edit(n, arguments[0].Text()+"."+key.text, r.dependsInside(n))
		}
	case callee == "Object.assign" && len(arguments) == 2 && arguments[0].Text() == "{}":
		return r.edit(n, arguments[1].Text(), false)
	case (callee == "setattr" || callee == "Reflect.set") && len(arguments) == 3:
		if key := r.fold(arguments[1], maxFold); word.MatchString(key.text) {
			return r.edit(n, arguments[0].Text()+"."+key.text+" = "+r.said(arguments[2]), r.dependsInside(n))
		}
	case callee == "Object.assign" && len(arguments) == 2 && arguments[1].KindName() == "object" && n.Parent().KindName() == "expression_statement":
		var set []string
		for pair := range arguments[1].NamedChildren() {
			if key := pair.ChildByFieldName("key"); key.Valid() {
				set = append(set, arguments[0].Text()+"."+strings.Trim(key.Text(), `"'`)+" = "+r.said(pair.ChildByFieldName("value")))
			}
		}
		return len(set) > 0 && r.edit(n, strings.Join(set, "; "), false)
	case (callee == "require" || callee == "module.require" || strings.HasSuffix(callee, ".mainModule.require")) && len(arguments) == 1:
		if module := r.fold(arguments[0], maxFold); module.kind == valueString {
			if text := "require(" + module.write(r.lang) + ")"; strings.Trim(n.Text(), "\"'") != text && n.Text() != "require('"+module.text+"')" {
				return r.edit(n, text, r.dependsInside(n))
			}
		}
	}
	return false
}

// asCode is code that a call runs, as it reads where the call stands.
func asCode(call syntax.Node, code string) string {
	if call.Parent().KindName() == "expression_statement" {
		return code
	}
	return "(" + code + ")"
}

// method writes out a method that is called by another name, or a function of a package that is imported without one.
func (r *plainer) method(f syntax.Node) bool {
	b := r.bound[f.Text()]
	switch {
	case b == nil && r.dotted != "" && f.Text()[0] >= 'A' && f.Text()[0] <= 'Z':
		return r.edit(f, path.Base(r.dotted)+"."+f.Text(), false)
	case b == nil || b.unclear:
		return false
	}
	if isChain(b.value) {
		return r.edit(f, b.value.Text(), b.inside)
	}
	if b.value.KindName() == "call" {
		if of := argumentsOf(b.value); calleeOf(b.value) == "getattr" && len(of) >= 2 {
			if key := r.fold(of[1], maxFold); word.MatchString(key.text) {
				return r.edit(f, of[0].Text()+"."+key.text, b.inside)
			}
		}
	}
	return false
}

// isChain reports whether an expression is a name, or a member of what a name stands for.
func isChain(n syntax.Node) bool {
	switch n.KindName() {
	case "attribute", "member_expression", "selector_expression", "identifier":
		return true
	}
	return false
}

// chosen writes out which function is called that is chosen by a condition, the last of a sequence, or bound by
// functools.partial.
func (r *plainer) chosen(f syntax.Node) bool {
	if arguments := argumentsOf(f); f.KindName() == "call" && len(arguments) == 1 && lastName(f.ChildByFieldName("function")) == "partial" {
		return r.edit(f, arguments[0].Text(), false)
	}
	choice := onlyChild(f)
	if f.KindName() != "parenthesized_expression" {
		return false
	}
	switch choice.KindName() {
	case "sequence_expression":
		last, inside := lastInSequence(choice), false
		if b := r.bound[last.Text()]; b != nil && !b.unclear {
			last, inside = b.value, b.inside
		}
		return isChain(last) && r.edit(f, last.Text(), inside)
	case "boolean_operator", "conditional_expression", "binary_expression", "ternary_expression":
	default:
		return false
	}
	last := lastOf(choice)
	return last.Valid() && r.edit(f, last.Text(), false)
}

// lastOf returns the last name among the sides of a choice; a chain of names counts more than one that stands alone.
func lastOf(choice syntax.Node) (last syntax.Node) {
	for side := range choice.NamedChildren() {
		if kind := side.KindName(); kind == "attribute" || kind == "member_expression" || kind == "identifier" && last.KindName() != "attribute" && last.KindName() != "member_expression" {
			last = side
		}
	}
	return last
}

// lastInSequence returns the expression that a sequence comes to.
func lastInSequence(n syntax.Node) syntax.Node {
	last := n
	for child := range n.NamedChildren() {
		last = child
	}
	if last != n && last.KindName() == "sequence_expression" {
		return lastInSequence(last)
	}
	return last
}

// lastName is the last name of a chain, whatever stands around it.
func lastName(n syntax.Node) string {
	switch n.KindName() {
	case "parenthesized_expression":
		return lastName(onlyChild(n))
	case "boolean_operator", "conditional_expression":
		return lastName(lastOf(n))
	case "attribute":
		return n.ChildByFieldName("attribute").Text()
	case "call":
		if arguments := argumentsOf(n); len(arguments) == 1 && lastName(n.ChildByFieldName("function")) == "partial" {
			return lastName(arguments[0])
		}
	}
	return n.Text()
}

// unpack writes out a pattern that takes members of an object by name.
func (r *plainer) unpack(n syntax.Node) bool {
	pattern, of := n.ChildByFieldName("name"), n.ChildByFieldName("value")
	if !pattern.Valid() {
		pattern, of = n.ChildByFieldName("left"), n.ChildByFieldName("right")
	}
	if of.KindName() == "object" {
		return r.copies(of)
	}
	if pattern.KindName() != "object_pattern" || of.KindName() != "identifier" && of.KindName() != "member_expression" {
		return false
	}
	var out []string
	for part := range pattern.NamedChildren() {
		switch part.KindName() {
		case "shorthand_property_identifier_pattern":
			out = append(out, part.Text()+" = "+of.Text()+"."+part.Text())
		case "pair_pattern":
			key := part.ChildByFieldName("key")
			name := key.Text()
			if key.KindName() == "computed_property_name" {
				name = r.fold(onlyChild(key), maxFold).text
			}
			if v := part.ChildByFieldName("value"); v.KindName() == "identifier" && word.MatchString(name) {
				out = append(out, v.Text()+" = "+of.Text()+"."+name)
			}
		}
	}
	return len(out) > 0 && r.edit(n, strings.Join(out, ", "), r.dependsInside(of))
}

// copies writes the object for a copy of it.
func (r *plainer) copies(object syntax.Node) bool {
	if spread := onlyChild(object); spread.KindName() == "spread_element" {
		if of := onlyChild(spread); of.KindName() == "identifier" && !r.bound[of.Text()].of("object") {
			return r.edit(object, of.Text(), false)
		}
	}
	return false
}

// of reports whether a name is given a node of a kind.
func (b *binding) of(kind string) bool { return b != nil && b.value.KindName() == kind }

// hoist gives a module a name that is used where it is loaded.
func (r *plainer) hoist(loaded syntax.Node) bool {
	callee, arguments := calleeOf(loaded), argumentsOf(loaded)
	if loaded.KindName() != "call_expression" || len(arguments) != 1 || callee != "require" && !strings.HasSuffix(callee, ".require") {
		return false
	}
	module := strings.TrimPrefix(r.fold(arguments[0], maxFold).text, "node:")
	if !word.MatchString(module) || r.bound[module] != nil {
		return false
	}
	r.bound[module] = &binding{unclear: true}
	r.edits = append(r.edits, plainEdit{text: "const " + module + " = require(\"" + module + "\");\n"})
	return r.edit(loaded, module, r.dependsInside(loaded))
}

// said is the plain text of an expression.
func (r *plainer) said(n syntax.Node) string {
	if v := r.fold(n, maxFold); v.kind != valueNone {
		return v.write(r.lang)
	}
	return n.Text()
}

// calleeOf is the text of what is called, with a method's object.
func calleeOf(n syntax.Node) string {
	for _, field := range []string{"function", "constructor", "type"} {
		if f := n.ChildByFieldName(field); f.Valid() {
			return f.Text()
		}
	}
	if name, object := n.ChildByFieldName("name"), n.ChildByFieldName("object"); name.Valid() && object.Valid() {
		return object.Text() + "." + name.Text()
	} else if name.Valid() {
		return name.Text()
	}
	return ""
}

// objectOf is the object of a method that is called.
func objectOf(n syntax.Node) syntax.Node {
	if o := n.ChildByFieldName("object"); o.Valid() {
		return o
	}
	return n.ChildByFieldName("function").ChildByFieldName("object")
}

func argumentsOf(n syntax.Node) (out []syntax.Node) {
	for a := range n.ChildByFieldName("arguments").NamedChildren() {
		out = append(out, a)
	}
	return out
}

func cutLast(callee string) (object, method string, ok bool) {
	i := strings.LastIndexByte(callee, '.')
	if i < 0 {
		return "", callee, false
	}
	return callee[:i], callee[i+1:], true
}
