package completion

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Rules look for what code says: shell=True, "md5", rejectUnauthorized: false. A candidate may say the same in a roundabout way:
// by a name for the truth value, by a negation, by arguments that it spreads out of a dictionary. Such code is
// looked at a second time as if it said it plainly.

// A plainer rewrites a text so that it says plainly what it says.
type plainer struct {
	lang      *syntax.Language
	candidate syntax.Span
	bound     map[string]*binding
	dotted    string // the Go package that is imported without a name
	edits     []plainEdit
}

// A binding is the one value that a name is given, or the one that the candidate gives it.
type binding struct {
	value   syntax.Node
	inside  bool // the candidate gives it
	unclear bool // there are more
}

// A plainEdit replaces a span.
type plainEdit struct {
	span    syntax.Span
	text    string
	touches bool // the candidate has a part in it
}

// A plainText is a text that says plainly what another says.
type plainText struct {
	text    string
	edits   []plainEdit // in their order, none in another
	touches bool        // a span of the other text, the candidate, has a part in that
}

// plain returns the plain text of a tree.
func plain(t *syntax.Tree, candidate syntax.Span) plainText {
	r := &plainer{lang: t.Language(), candidate: candidate, bound: map[string]*binding{}}
	r.bind(t.Root())
	r.walk(t.Root())
	slices.SortFunc(r.edits, func(a, b plainEdit) int { return cmp.Compare(a.span.Start, b.span.Start) })
	var out strings.Builder
	p, done := plainText{}, 0
	for _, e := range r.edits {
		if e.span.Start >= done {
			out.WriteString(t.Text()[done:e.span.Start])
			out.WriteString(e.text)
			p.edits, done, p.touches = append(p.edits, e), e.span.End, p.touches || e.touches
		}
	}
	out.WriteString(t.Text()[done:])
	p.text = out.String()
	return p
}

// original returns where an offset of the plain text stands in the other.
func (p plainText) original(offset int) int {
	moved := 0
	for _, e := range p.edits {
		switch start := e.span.Start + moved; {
		case offset < start:
			return offset - moved
		case offset < start+len(e.text):
			return e.span.Start
		}
		moved += len(e.text) - (e.span.End - e.span.Start)
	}
	return offset - moved
}

// inPlainWords returns what rules find in a candidate that passed, once it says plainly what it says. What they find so in
// the user's own text does not count.
func (p *Place) inPlainWords(e examination, insert string) []rules.Finding {
	v := p.whole
	if w := p.window(trial{insert: insert}); w != nil && w.longest().holds(e, insert) {
		v = w.longest()
	} else if w != nil && w.holds(e, insert) {
		v = w.view
	}
	now := plain(e.tree, syntax.Span{Start: e.start, End: e.start + len(insert)})
	if !now.touches || p.settle(v) != nil {
		return nil
	}
	hole := v.holeIn(v.had.base.Text())
	had := plain(v.had.base, hole)
	found, before := p.plainFindings(now.text), p.plainFindings(had.text)
	var out []rules.Finding
	for _, f := range found {
		if n := ofRule(before, f.Rule); n < ofRule(found, f.Rule) {
			f.Span = syntax.Span{Start: now.original(f.Span.Start), End: now.original(f.Span.End)}
			f.Fix, f.Trace = nil, nil
			out = append(out, f)
		}
	}
	return out
}

// holds reports whether an examination was one of a candidate in the view.
func (v *view) holds(e examination, insert string) bool {
	return e.start == len(v.before) && e.tree.Text() == v.before+insert+v.after
}

func ofRule(found []rules.Finding, r *rules.Rule) (n int) {
	for _, f := range found {
		if f.Rule == r {
			n++
		}
	}
	return n
}

// plainFindings are the findings of rules that block in a text; none if it does not parse.
func (p *Place) plainFindings(text string) (out []rules.Finding) {
	tree, err := syntax.Parse(p.doc.Language, text, p.gate.Limit)
	if err != nil {
		return nil
	}
	o := rules.CheckOptions{Path: relativePath(p.doc), Deadline: p.gate.Now().Add(p.gate.Limit), Unmask: true}
	for _, f := range p.gate.Rules.Check(tree, o).Findings {
		if f.Blocks(p.gate.Threshold) {
			out = append(out, f)
		}
	}
	return out
}

// bind finds which names are given which values.
func (r *plainer) bind(root syntax.Node) {
	for n := range root.Subtree() {
		switch n.KindName() {
		case "assignment", "assignment_expression":
			r.give(n.ChildByFieldName("left"), n.ChildByFieldName("right"))
		case "variable_declarator", "default_parameter", "typed_default_parameter", "named_expression", "const_spec", "var_spec":
			r.give(n.ChildByFieldName("name"), listed(n.ChildByFieldName("value")))
		case "type_alias":
			r.give(n.ChildByFieldName("name"), n.ChildByFieldName("type"))
		case "import_spec":
			if n.ChildByFieldName("name").KindName() == "dot" {
				r.dotted = strings.Trim(n.ChildByFieldName("path").Text(), "\"`")
			}
		case "short_var_declaration", "assignment_statement":
			r.give(listed(n.ChildByFieldName("left")), listed(n.ChildByFieldName("right")))
		case "augmented_assignment", "augmented_assignment_expression", "formal_parameter", "parameter_declaration", "for_statement", "for_in_statement", "for_in_clause",
			"update_expression", "inc_statement", "as_pattern", "range_clause":
			r.blur(n)
		case "parameters", "formal_parameters", "lambda_parameters":
			for child := range n.NamedChildren() {
				if child.KindName() == "identifier" {
					r.give(child, syntax.Node{})
				}
			}
		}
	}
}

// listed is the only member of a list of expressions.
func listed(n syntax.Node) syntax.Node {
	if n.Valid() && n.KindName() == "expression_list" {
		return onlyChild(n)
	}
	return n
}

func (r *plainer) give(name, v syntax.Node) {
	if kind := name.KindName(); kind != "identifier" && kind != "type_identifier" {
		return
	}
	inside := r.candidate.Overlaps(name.Span()) || v.Valid() && r.candidate.Overlaps(v.Span())
	switch b := r.bound[name.Text()]; {
	case b == nil:
		r.bound[strings.Clone(name.Text())] = &binding{value: v, inside: inside, unclear: !v.Valid()}
	case inside && v.Valid():
		*b = binding{value: v, inside: true}
	case !b.inside:
		b.unclear = true
	}
}

// blur makes what a statement binds unclear.
func (r *plainer) blur(n syntax.Node) {
	for _, field := range []string{"left", "name", "argument", "alias"} {
		if name := n.ChildByFieldName(field); name.Valid() && name.KindName() == "identifier" {
			r.give(name, syntax.Node{})
		}
	}
}

// walk collects edits, the outermost first.
func (r *plainer) walk(n syntax.Node) {
	for child := range n.NamedChildren() {
		if !r.rewrite(child) {
			r.walk(child)
		}
	}
}

// rewrite says plainly what one node says, and reports whether it did.
func (r *plainer) rewrite(n syntax.Node) bool {
	switch n.KindName() {
	case "dictionary_splat", "spread_element", "variadic_argument":
		return r.spread(n)
	case "shorthand_property_identifier":
		if v := r.valueOf(n, n.Text()); v.kind != valueNone {
			return r.edit(n, n.Text()+": "+v.write(r.lang), r.inside(n.Text()))
		}
	case "computed_property_name":
		if v := r.fold(onlyChild(n), maxFold); v.kind == valueString && word.MatchString(v.text) {
			return r.edit(n, v.text, false)
		}
	case "call", "call_expression":
		if r.call(n) {
			return true
		}
	case "await_expression":
		if c := onlyChild(n); c.Valid() && c.KindName() == "call_expression" && calleeOf(c) == "import" {
			return r.edit(n, "require"+c.ChildByFieldName("arguments").Text(), false)
		}
	case "variable_declarator", "assignment_expression":
		return r.unpack(n)
	case "type_identifier":
		if b := r.bound[n.Text()]; b != nil && !b.unclear && n.Parent().KindName() != "type_alias" && b.value.KindName() == "qualified_type" {
			return r.edit(n, b.value.Text(), b.inside)
		}
	case "import_spec":
		if n.ChildByFieldName("name").KindName() == "dot" {
			return r.edit(n, n.ChildByFieldName("path").Text(), false)
		}
	case "subscript_expression":
		if n.ChildByFieldName("optional_chain").Valid() {
			return r.edit(n, n.ChildByFieldName("object").Text()+"["+r.said(n.ChildByFieldName("index"))+"]", r.dependsInside(n))
		}
	case "member_expression":
		if r.hoist(n.ChildByFieldName("object")) {
			return true
		}
	case "subscript":
		if key := r.fold(n.ChildByFieldName("subscript"), maxFold); n.ChildByFieldName("value").Text() == "sys.modules" && word.MatchString(key.text) {
			return r.edit(n, key.text, false)
		}
	}
	return r.constant(n)
}

var word = regexp.MustCompile(`^[A-Za-z_$][\w$]*$`)

// valueOf is the value of a name that stands for one.
func (r *plainer) valueOf(n syntax.Node, name string) value {
	if b := r.bound[name]; b != nil && !b.unclear && b.value.Valid() {
		return r.fold(b.value, maxFold)
	}
	return value{}
}

func (r *plainer) inside(name string) bool { b := r.bound[name]; return b != nil && b.inside }

// constant writes what an expression comes to where it is a value that is handed over.
func (r *plainer) constant(n syntax.Node) bool {
	if !handedOver(n) {
		return false
	}
	if n.KindName() == "identifier" {
		b := r.bound[n.Text()]
		if b == nil || b.unclear {
			return false
		}
		if v := b.value; (v.KindName() == "object" || v.KindName() == "dictionary") && len(v.Text()) < 400 {
			return r.edit(n, v.Text(), b.inside)
		}
	}
	v := r.fold(n, maxFold)
	switch v.kind {
	case valueNone:
		return false
	case valueNumber:
		kind := n.Parent().KindName()
		if v.text != "0" && v.text != "1" || kind != "keyword_argument" && kind != "pair" {
			return false
		}
		v = truth(v.text == "1")
	case valueString:
		if literal(n.Text()).kind == valueString && !strings.Contains(n.Text(), `\`) {
			return false
		}
	case valueTruth:
		if n.Text() == v.write(r.lang) {
			return false
		}
	}
	return r.edit(n, v.write(r.lang), r.dependsInside(n))
}

// dependsInside reports whether a name of the candidate stands in an expression.
func (r *plainer) dependsInside(n syntax.Node) bool {
	for child := range n.Subtree() {
		if child.KindName() == "identifier" && r.inside(child.Text()) {
			return true
		}
	}
	return false
}

// handedOver reports whether an expression stands where its value matters: an argument, a member of a dictionary or a
// literal, a key, or what an attribute is given.
func handedOver(n syntax.Node) bool {
	p := n.Parent()
	is := func(field string) bool { return p.ChildByFieldName(field) == n }
	switch p.KindName() {
	case "argument_list", "arguments", "literal_element":
		return true
	case "keyword_argument", "pair":
		return is("value")
	case "subscript", "subscript_expression":
		return is("subscript") || is("index")
	case "assignment", "assignment_expression":
		return is("right") && p.ChildByFieldName("left").KindName() != "identifier"
	case "assignment_statement":
		return is("right")
	case "expression_list":
		return p.Parent().KindName() == "assignment_statement" && p.Parent().ChildByFieldName("right") == p
	}
	return false
}

func (r *plainer) edit(n syntax.Node, text string, touches bool) bool {
	r.edits = append(r.edits, plainEdit{n.Span(), text, touches || r.candidate.Overlaps(n.Span())})
	return true
}
