package syntax

import (
	"strings"

	grammar "github.com/smacker/go-tree-sitter/javascript"
)

// JavaScript is JavaScript with JSX.
var JavaScript = define(&Language{
	Name:       "javascript",
	Aliases:    []string{"js"},
	Extensions: []string{".js", ".jsx", ".mjs", ".cjs"},
	LSP:        []string{"javascript", "javascriptreact"},
	Lexical:    javaScriptLexical,
	Closers:    javaScriptClosers,
	Roles:      javascriptRoles,
	Outline:    javaScriptOutline,
}, grammar.GetLanguage())

var javaScriptLexical = Lexical{
	Spaces:        []string{" ", "\t", "\v", "\f", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"`, Close: `"`, Escape: '\\', Joins: true},
		{Open: `'`, Close: `'`, Escape: '\\', Joins: true},
		{Open: "`", Close: "`", Escape: '\\', Multiline: true, Hole: Hole{Open: "${", Close: "}"}},
		{Open: "/", Close: "/", Escape: '\\', Regex: true},
	},
	Operators: append([]string{
		"===", "!==", "=>", "...", "?.", "??", "??=", "**", "**=", "&&=", "||=", ">>>", ">>>=",
	}, cOperators...),
	NameStart: nameBytes("_$#", false),
	NamePart:  nameBytes("_$", true),
	Newline:   NewlineEnds,
	Markup:    true,
	PrefixNames: []string{
		"return", "typeof", "case", "in", "of", "delete", "void", "instanceof", "new", "throw", "do", "else",
		"yield", "await", "default", "extends",
	},
}

var javaScriptClosers = Closers{
	Statements: map[string]string{
		"if": "(E) S", "while": "(E) S", "for": "(;~;) S", "do": "S while (E)", "try": "{} finally {}",
		"catch": "{}", "finally": "{}", "switch": "(E) {}", "with": "(E) S", "throw": "E", "case": "E :", "default": ":",
		"import": `""`, "else": "S", "const": "E = E", "let": "E", "var": "E", "export": "{}",
		"function": "E () {}", "class": "E {}",
	},
	Inner: map[string]string{
		"function": "() {}", "class": "{}", "?": "E : E", "typeof": "E", "instanceof": "E", "in": "E", "of": "E",
		"new": "E", "delete": "E", "void": "E", "await": "E", "extends": "E", "as": "E", "=>": "E",
	},
	Turns: map[string]string{
		"try catch": "{}", "try finally": "{}", "for( of": "E", "for( in": "E", "import {": `from ""`, "import *": `as E from ""`, "import NAME": `from ""`,
		"import (": "", "export default": "E", "export const": "E = E", "export let": "E", "export var": "E",
		"export function": "E () {}", "export class": "E {}", "export async": "function E () {}", "export *": `from ""`,
	},
	Modifiers:       []string{"async", "export", "default", "declare", "abstract"},
	TypeWords:       []string{"const", "let", "var"},
	Infix:           []string{"in", "of", "instanceof", "as", "extends", "implements", "satisfies", "from"},
	Methods:         true,
	Body:            "{}",
	ListCommas:      "([{",
	CommaStatements: []string{"*"},
}

var javascriptRoles = Roles{Nodes: javascriptNodes, Quirks: javascriptQuirks, Bodies: []string{"body", "consequence"}, Extra: javascriptExtra}

var javascriptExtra = map[string]string{
	"function": "func:lambda 'async'=modifier name=name parameters=params body=body return_type=result type_parameters=typeparams",
	"method": "func 'async'=modifier 'static'=modifier 'get'=modifier 'set'=modifier @accessibility_modifier=modifier @override_modifier=modifier " +
		"name=name parameters=params body=body return_type=result type_parameters=typeparams",
}

var javascriptNodes = map[string]string{
	"expression_statement": "statement", "parenthesized_expression": "paren", "statement_block": "block", "class_body": "block",
	"arguments": "drop", "jsx_expression": "drop", "type_annotation": "drop", "computed_property_name": "other", "class_heritage": "drop",
	"identifier": "name", "property_identifier": "name", "statement_identifier": "name",
	"private_property_identifier": "name", "type_identifier": "name", "number": "number", "this": "name", "super": "name", "undefined": "name",
	"member_expression":    "member object=object property=name",
	"subscript_expression": "index object=object index=list",
	"new_expression":       "new constructor=callee arguments=* type_arguments=-",
	"pair_pattern":         "pair key=key value=value",
	"binary_expression":    "binary left=list operator=op right=list", "unary_expression": "unary operator=op argument=list",
	"assignment_expression":           "assign left=target right=value",
	"augmented_assignment_expression": "assign left=target operator=op right=value",
	"array":                           "list", "array_pattern": "list", "object": "dict", "object_pattern": "dict", "spread_element": "other:spread",
	"function_declaration":           "func 'async'=modifier name=name parameters=params body=body return_type=result type_parameters=typeparams",
	"generator_function_declaration": "func 'async'=modifier name=name parameters=params body=body return_type=result type_parameters=typeparams",
	"generator_function":             "func:lambda 'async'=modifier name=name parameters=params body=body return_type=result",
	"assignment_pattern":             "param left=name right=value", "rest_pattern": "param '...'=op _=name",
	"required_parameter":         "param pattern=name type=type value=value decorator=decorator @accessibility_modifier=modifier 'readonly'=modifier",
	"optional_parameter":         "param pattern=name type=type value=value decorator=decorator @accessibility_modifier=modifier 'readonly'=modifier",
	"class_declaration":          "class decorator=decorator name=name body=body type_parameters=typeparams @class_heritage=base",
	"abstract_class_declaration": "class decorator=decorator 'abstract'=modifier name=name body=body type_parameters=typeparams @class_heritage=base",
	"class":                      "class:lambda decorator=decorator name=name body=body @class_heritage=base",
	"extends_clause":             "drop type_arguments=-", "implements_clause": "drop _=interface",
	"field_definition": "assign:declaration decorator=decorator 'static'=modifier property=target value=value",
	"public_field_definition": "assign:declaration decorator=decorator 'static'=modifier 'readonly'=modifier 'declare'=modifier 'abstract'=modifier " +
		"@accessibility_modifier=modifier @override_modifier=modifier name=target type=type value=value",
	"decorator": "decorator", "return_statement": "return",
	"if_statement": "if condition=cond consequence=body alternative=else", "else_clause": "drop",

	"accessibility_modifier": "modifier", "override_modifier": "modifier", "empty_statement": "skip",
	"switch_statement": "other:tight value=cond body=*",
	"for_in_statement": "other kind=- left=target operator=op right=value body=body",
}

var javascriptQuirks = map[string]func(*former, Node, Slot){
	"update_expression": lowerUpdate, "switch_case": lowerCase, "switch_default": lowerCase, "arrow_function": lowerArrow, "function_expression": lowerFunctionExpression, "pair": lowerJSPair, "regex": lowerRegex, "jsx_element": lowerJSX, "jsx_self_closing_element": lowerJSX,
	"as_expression": lowerAs, "satisfies_expression": lowerAs, "type_assertion": lowerAs,
	"jsx_attribute": lowerJSXAttribute, "jsx_text": lowerJSXText, "method_definition": lowerMethod,
	"string": lowerString, "template_string": lowerString, "call_expression": lowerJSCall,
	"lexical_declaration": lowerJSDeclaration, "variable_declaration": lowerJSDeclaration,
	"shorthand_property_identifier": lowerShorthand, "shorthand_property_identifier_pattern": lowerShorthand,
	"import_statement": lowerJSImport, "export_statement": lowerJSExport,
}

// lowerJSCall lowers a call; a tagged template is a call with the template as its argument.
func lowerJSCall(b *former, n Node, slot Slot) {
	i := b.begin(RoleCall, n, slot)
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		switch c.Field() {
		case b.lang.Field("function"):
			b.lower(c, SlotCallee)
		case b.lang.Field("arguments"):
			b.lower(c, SlotNone)
		}
	}
	b.end(i)
}

// lowerJSDeclaration makes one declaration of each declarator.
func lowerJSDeclaration(b *former, n Node, slot Slot) {
	kind, declarators := n.FirstChild(), []Node(nil)
	for _, c := range n.named() {
		if c.KindName() == "variable_declarator" {
			declarators = append(declarators, c)
		} else {
			b.lower(c, slot)
		}
	}
	for _, d := range declarators {
		whole := d
		if len(declarators) == 1 {
			whole = n
		}
		i := b.begin(RoleAssign, whole, slot)
		b.nodes[i].end = uint32(d.End())
		b.nodes[i].Flags |= FormTrimmed
		b.nodes[i].Kind = d.Kind()
		b.nodes[i].Flags |= FormDeclaration | FormStatement
		b.exportedAs()
		b.leaf(RoleModifier, kind, SlotModifier)
		if c := d.ChildByFieldName("name"); c.Valid() {
			b.lower(c, SlotTarget)
		}
		if c := d.ChildByFieldName("type"); c.Valid() {
			b.lower(c, SlotType)
		}
		if c := d.ChildByFieldName("value"); c.Valid() {
			b.lower(c, SlotValue)
		}
		b.end(i)
	}
}

// lowerJSImport writes one import of each name: the default one is the name "default", a namespace
// has no name.
func lowerJSImport(b *former, n Node, slot Slot) {
	first := int32(len(b.nodes))
	defer func() { b.withoutSemicolon(first) }()
	source := n.ChildByFieldName("source")
	clause := n.childOfKind("import_clause")
	if require := n.childOfKind("import_require_clause"); require.Valid() {
		source = require.ChildByFieldName("source")
		b.importNode(n, func() { b.lower(source, SlotModule) }, Node{}, require.childOfKind("identifier"))
		return
	}
	module := func() {
		if source.Valid() {
			b.lower(source, SlotModule)
		}
	}
	if !clause.Valid() {
		b.importNode(n, module, Node{}, Node{})
		return
	}
	for _, c := range clause.named() {
		switch c.KindName() {
		case "identifier":
			b.defaultImport(n, module, c)
		case "namespace_import":
			if id := c.childOfKind("identifier"); id.Valid() {
				b.importNode(n, module, Node{}, id)
			}
		case "named_imports":
			for _, s := range c.named() {
				if name := s.ChildByFieldName("name"); name.Valid() {
					b.importNode(n, module, name, s.ChildByFieldName("alias"))
				}
			}
		}
	}
}

func (b *former) defaultImport(n Node, module func(), alias Node) {
	i := b.begin(RoleImport, n, SlotNone)
	b.nodes[i].Flags |= FormStatement
	module()
	name := b.begin(RoleName, alias, SlotName)
	b.setSide(name, "default")
	b.end(name)
	b.lower(alias, SlotAlias)
	b.end(i)
}

func lowerJSExport(b *former, n Node, slot Slot) {
	declaration := n.ChildByFieldName("declaration")
	if !declaration.Valid() {
		first := int32(len(b.nodes))
		b.other(n, slot)
		b.withoutSemicolon(first)
		return
	}
	outer := b.decorators
	b.decorators = n.allByField("decorator")
	b.export = n.FirstChild()
	for b.export.Valid() && b.export.Text() != "export" {
		b.export = b.export.Next()
	}
	b.lower(declaration, slot)
	b.decorators, b.export = outer, Node{}
}

var javaScriptOutline = Outline{
	Functions:  []string{"function_declaration", "generator_function_declaration", "method_definition"},
	Closures:   []string{"function_expression", "generator_function", "arrow_function"},
	Containers: []string{"class_declaration", "class", "abstract_class_declaration", "interface_declaration", "internal_module", "module"},
	Imports:    []string{"import_statement"},
	Blocks:     []string{"statement_block"},
	Body:       "body",
	Elided:     "{}",
	Strings:    []string{"string", "template_string", "regex"},
	Comments:   []string{"comment", "html_comment"},
}

// exportedAs gives the open declaration the modifier export, if it is exported.
func (b *former) exportedAs() {
	if export := b.export; export.Valid() {
		b.leaf(RoleModifier, export, SlotModifier)
	}
}

// withoutSemicolon ends the nodes from first on before the semicolon that closes them.
func (b *former) withoutSemicolon(first int32) {
	for i := first; i < int32(len(b.nodes)); i = b.nodes[i].After {
		if end := b.nodes[i].end; end > 0 && b.tree.text[end-1] == ';' {
			b.nodes[i].end--
			b.nodes[i].Flags |= FormTrimmed
		}
	}
}

// lowerArrow gives an arrow function without braces the body that returns its expression.
func lowerArrow(b *former, n Node, slot Slot) {
	i := b.begin(RoleFunc, n, slot)
	b.nodes[i].Flags |= FormLambda
	arrow := 0
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		switch {
		case c.Field() == 0 && c.Text() == "=>":
			arrow = c.Start()
		case c.Field() == 0 && c.Text() == "async":
			b.leaf(RoleModifier, c, SlotModifier)
		case c.Field() == 0:
		case c.Field() == b.lang.Field("parameters"):
			b.lowerParams(c)
		case c.Field() == b.lang.Field("parameter"):
			b.lowerParam(c)
		case c.Field() == b.lang.Field("return_type"):
			b.lower(c, SlotResult)
		case c.Field() == b.lang.Field("body") && c.KindName() == "statement_block":
			b.lower(c, SlotBody)
		case c.Field() == b.lang.Field("body"):
			b.arrowBody(c, arrow)
		}
	}
	b.end(i)
}

func (b *former) arrowBody(c Node, arrow int) {
	block := b.begin(RoleBlock, c, SlotBody)
	b.nodes[block].Flags |= FormImplied
	ret := b.begin(RoleReturn, c, SlotNone)
	b.nodes[ret].start = uint32(arrow)
	b.lower(c, SlotNone)
	b.end(ret)
	b.end(block)
}

// lowerJSPair makes the key "a" the key a.
func lowerJSPair(b *former, n Node, slot Slot) {
	i := b.begin(RolePair, n, slot)
	key := n.ChildByFieldName("key")
	if key.Valid() && key.KindName() == "string" {
		start, end := stringBounds(key.Text())
		name := b.leaf(RoleName, key, SlotKey)
		b.setText(name, Span{key.Start() + start, key.Start() + end})
	} else if key.Valid() {
		b.lower(key, SlotKey)
	}
	if value := n.ChildByFieldName("value"); value.Valid() {
		b.lower(value, SlotValue)
	}
	b.end(i)
}

// lowerMethod makes a method in an object the pair of its name and a function.
func lowerMethod(b *former, n Node, slot Slot) {
	if p := n.Parent(); !p.Valid() || p.KindName() != "object" {
		b.shaped(b.table.extra["method"], n, slot)
		return
	}
	pair := b.begin(RolePair, n, slot)
	if name := n.ChildByFieldName("name"); name.Valid() {
		b.lower(name, SlotKey)
	}
	i := b.begin(RoleFunc, n, SlotValue)
	b.nodes[i].Flags |= FormLambda
	if params := n.ChildByFieldName("parameters"); params.Valid() {
		b.lowerParams(params)
	}
	if body := n.ChildByFieldName("body"); body.Valid() {
		b.body(body, SlotBody)
	}
	b.end(i)
	b.end(pair)
}

// lowerAs lowers x as T and <T>x to casts.
func lowerAs(b *former, n Node, slot Slot) {
	i := b.begin(RoleCast, n, slot)
	all := n.named()
	for k, c := range all {
		switch {
		case (k == 0) == (n.KindName() != "type_assertion"):
			b.lower(c, SlotNone)
		case c.KindName() == "type_arguments":
			for _, t := range c.named() {
				b.lower(t, SlotType)
			}
		default:
			b.lower(c, SlotType)
		}
	}
	b.end(i)
}

// lowerFunctionExpression makes a named function that a statement starts with a declaration, which it
// is: the grammar takes function f() { }.x for an expression.
func lowerFunctionExpression(b *former, n Node, slot Slot) {
	i := int32(len(b.nodes))
	b.shaped(b.table.extra["function"], n, slot)
	if !n.ChildByFieldName("name").Valid() {
		return
	}
	for p := n.Parent(); p.Valid() && p.Start() == n.Start(); p = p.Parent() {
		if p.KindName() == "expression_statement" {
			b.nodes[i].Flags &^= FormLambda
			return
		}
	}
}

func lowerRegex(b *former, n Node, slot Slot) {
	i := b.begin(RoleOther, n, slot)
	if p := n.ChildByFieldName("pattern"); p.Valid() {
		b.leaf(RoleText, p, SlotNone)
	}
	b.end(i)
}

// lowerJSX makes <a b={c}/> and <a b={c}></a> the same: a name, attributes as keywords, and a body.
func lowerJSX(b *former, n Node, slot Slot) {
	i := b.begin(RoleOther, n, slot)
	b.nodes[i].Kind = b.lang.NamedKind("jsx_element")
	tag := n
	if open := n.ChildByFieldName("open_tag"); open.Valid() {
		tag = open
	}
	for c := tag.FirstChild(); c.Valid(); c = c.Next() {
		switch {
		case c.Field() == b.lang.Field("name"):
			b.lower(c, SlotName)
		case c.Field() == b.lang.Field("attribute"):
			b.lower(c, SlotNone)
		}
	}
	b.jsxBody(n, tag)
	b.end(i)
}

// jsxBody lowers what stands between the tags, which is nothing where one tag is the whole element.
func (b *former) jsxBody(n, tag Node) {
	block := b.begin(RoleList, n, SlotBody)
	b.nodes[block].Kind = b.lang.NamedKind("jsx_element")
	for c := n.FirstChild(); c.Valid() && tag.ID() != n.ID(); c = c.Next() {
		if c.IsNamed() && c.Field() != b.lang.Field("open_tag") && c.Field() != b.lang.Field("close_tag") {
			b.lower(c, SlotNone)
		}
	}
	b.end(block)
}

func lowerJSXAttribute(b *former, n Node, slot Slot) {
	i := b.begin(RoleKeyword, n, slot)
	for k, c := range n.named() {
		b.lower(c, []Slot{SlotName, SlotValue}[min(k, 1)])
	}
	b.end(i)
}

// lowerJSXText lowers text without the blanks around it. Blanks alone are text unless a line ends in them.
func lowerJSXText(b *former, n Node, slot Slot) {
	text := strings.TrimSpace(n.Text())
	if text == "" && strings.Contains(n.Text(), "\n") {
		return
	}
	i := b.begin(RoleText, n, slot)
	start := n.Start() + strings.Index(n.Text(), text)
	b.setText(i, Span{start, start + len(text)})
	b.end(i)
}
