package syntax

import grammar "github.com/smacker/go-tree-sitter/javascript"

// JavaScript is ...
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

var javascriptRoles = Roles{Nodes: javascriptNodes, Quirks: javascriptQuirks, Bodies: []string{"body", "consequence"}}

var javascriptNodes = map[string]string{
	"expression_statement": "statement", "parenthesized_expression": "paren", "statement_block": "block", "class_body": "block",
	"arguments": "drop", "jsx_expression": "drop", "type_annotation": "drop", "computed_property_name": "other", "class_heritage": "drop",
	"identifier": "name", "property_identifier": "name", "statement_identifier": "name",
	"private_property_identifier": "name", "type_identifier": "name", "number": "number", "this": "name", "super": "name", "undefined": "name",
	"member_expression":    "member object=object property=name",
	"subscript_expression": "index object=object index=list",
	"new_expression":       "new constructor=callee arguments=* type_arguments=-",
	"pair":                 "pair key=key value=value", "pair_pattern": "pair key=key value=value",
	"binary_expression": "binary left=list operator=op right=list", "unary_expression": "unary operator=op argument=list",
	"assignment_expression":           "assign left=target right=value",
	"augmented_assignment_expression": "assign left=target operator=op right=value",
	"array":                           "list", "array_pattern": "list", "object": "dict", "object_pattern": "dict", "spread_element": "other:spread",
	"function_declaration":           "func 'async'=modifier name=name parameters=params body=body return_type=result type_parameters=typeparams",
	"generator_function_declaration": "func 'async'=modifier name=name parameters=params body=body return_type=result type_parameters=typeparams",
	"function_expression":            "func:lambda 'async'=modifier name=name parameters=params body=body return_type=result type_parameters=typeparams",
	"generator_function":             "func:lambda 'async'=modifier name=name parameters=params body=body return_type=result",
	"arrow_function":                 "func:lambda 'async'=modifier parameters=params parameter=param body=body return_type=result type_parameters=typeparams",
	"method_definition": "func 'async'=modifier 'static'=modifier 'get'=modifier 'set'=modifier @accessibility_modifier=modifier @override_modifier=modifier " +
		"name=name parameters=params body=body return_type=result type_parameters=typeparams",
	"assignment_pattern": "param left=name right=value", "rest_pattern": "param '...'=op _=name",
	"required_parameter":         "param pattern=name type=type value=value decorator=decorator @accessibility_modifier=modifier 'readonly'=modifier",
	"optional_parameter":         "param pattern=name type=type value=value decorator=decorator @accessibility_modifier=modifier 'readonly'=modifier",
	"class_declaration":          "class decorator=decorator name=name body=body type_parameters=typeparams @class_heritage=base",
	"abstract_class_declaration": "class decorator=decorator 'abstract'=modifier name=name body=body type_parameters=typeparams @class_heritage=base",
	"class":                      "class:lambda decorator=decorator name=name body=body @class_heritage=base",
	"extends_clause":             "drop type_arguments=-", "implements_clause": "drop",
	"field_definition": "assign:declaration decorator=decorator 'static'=modifier property=target value=value",
	"public_field_definition": "assign:declaration decorator=decorator 'static'=modifier 'readonly'=modifier 'declare'=modifier 'abstract'=modifier " +
		"@accessibility_modifier=modifier @override_modifier=modifier name=target type=type value=value",
	"decorator": "decorator", "return_statement": "return", "non_null_expression": "drop",
	"if_statement": "if condition=cond consequence=body alternative=else", "else_clause": "drop",
	"jsx_element": "other open_tag=list close_tag=- _=list", "as_expression": "other", "satisfies_expression": "other",
	"accessibility_modifier": "modifier", "override_modifier": "modifier", "empty_statement": "skip",
	"for_in_statement": "other kind=- left=target operator=op right=value body=body",
}

var javascriptQuirks = map[string]func(*former, Node, Slot){
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
		b.nodes[i].Kind = d.Kind()
		b.nodes[i].Flags |= FormDeclaration | FormStatement
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
		declaration = n.ChildByFieldName("value")
	}
	if !declaration.Valid() {
		b.other(n, slot)
		return
	}
	outer := b.decorators
	b.decorators = n.allByField("decorator")
	b.lower(declaration, slot)
	b.decorators = outer
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
