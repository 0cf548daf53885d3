package syntax

import (
	"strings"

	grammar "github.com/smacker/go-tree-sitter/java"
)

// Java is Java.
var Java = define(&Language{
	Name:       "java",
	Aliases:    []string{},
	Extensions: []string{".java"},
	LSP:        []string{"java"},
	Lexical:    javaLexical,
	Closers:    javaClosers,
	Roles:      javaRoles,
	Outline:    javaOutline,
}, grammar.GetLanguage())

var javaLexical = Lexical{
	Spaces:        []string{" ", "\t", "\f"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"""`, Close: `"""`, Escape: '\\', Multiline: true},
		{Open: `"`, Close: `"`, Escape: '\\'},
		{Open: `'`, Close: `'`, Escape: '\\'},
	},
	Operators: append([]string{"->", "::", "...", ">>>", ">>>="}, cOperators...),
	NameStart: nameBytes("_$", false),
	NamePart:  nameBytes("_$", true),
}

var javaClosers = Closers{
	Statements: map[string]string{
		"if": "(E) S", "while": "(E) S", "for": "(;~;) S", "do": "S while (E)", "try": "{} finally {}",
		"catch": "(E~E) {}", "finally": "{}", "switch": "(E) {}", "synchronized": "(E) {}", "throw": "E",
		"case": "E :", "default": ":", "import": "E", "package": "E", "else": "S", "class": "E {}",
		"interface": "E {}", "enum": "E {}", "record": "E () {}", "assert": "E",
	},
	Inner: map[string]string{
		"?": "E : E", "instanceof": "E", "new": "E ()", "extends": "E", "implements": "E", "throws": "E", "->": "E",
		"class": "E {}", "interface": "E {}", "enum": "E {}", "super": "()", "? <": "", "? ,": "",
	},
	Turns: map[string]string{
		"try catch": "(E~E) {}", "try finally": "{}", "for( :": "E", "super .": "", "super :": "", "super ::": "", "super >": "", "super NAME": "", "case ->": "S", "default ->": "S",
	},
	Modifiers: []string{
		"public", "private", "protected", "static", "final", "abstract", "synchronized", "native", "strictfp",
		"transient", "volatile", "default", "sealed",
	},
	TypeWords:       []string{"int", "long", "short", "byte", "char", "boolean", "float", "double", "void"},
	Body:            ";",
	Terminator:      ";",
	ListCommas:      "{",
	CommaStatements: []string{"*"},
	Angles:          true,
	Declared:        true,
	Infix:           []string{"instanceof", "extends", "implements", "throws"},
	TypeBodiesEnd:   true,
}

var javaRoles = Roles{
	Nodes: map[string]string{
		"expression_statement": "statement", "parenthesized_expression": "paren", "block": "block", "class_body": "block", "interface_body": "block",
		"constructor_body": "block", "argument_list": "drop", "type_list": "drop", "enum_body": "block", "enum_body_declarations": "drop",
		"superclass": "drop", "super_interfaces": "drop _=interface", "extends_interfaces": "drop", "annotation_type_body": "block",
		"modifiers": "drop @annotation=decorator @marker_annotation=decorator 'public'=modifier 'private'=modifier 'protected'=modifier 'static'=modifier " +
			"'final'=modifier 'abstract'=modifier 'synchronized'=modifier 'native'=modifier 'transient'=modifier 'volatile'=modifier 'default'=modifier 'strictfp'=modifier",
		"identifier": "name", "type_identifier": "name", "this": "name", "super": "name", "void_type": "name", "integral_type": "name",
		"floating_point_type": "name", "boolean_type": "name",
		"decimal_integer_literal": "number", "hex_integer_literal": "number", "octal_integer_literal": "number", "binary_integer_literal": "number",
		"decimal_floating_point_literal": "number", "hex_floating_point_literal": "number",
		"field_access": "member object=object field=name", "scoped_identifier": "member scope=object name=name",
		"scoped_type_identifier": "member",
		"array_access":           "index array=object index=list", "array_initializer": "list",
		"object_creation_expression": "new type=callee arguments=* @class_body=body type_arguments=-",
		"binary_expression":          "binary left=list operator=op right=list", "unary_expression": "unary operator=op operand=list",
		"instanceof_expression":           "other left=list right=type",
		"assignment_expression":           "assign left=target operator=op right=value",
		"cast_expression":                 "cast type=type value=list",
		"method_declaration":              "func @modifiers=list type_parameters=typeparams type=result name=name parameters=params body=body @throws=throws",
		"constructor_declaration":         "func @modifiers=list type_parameters=typeparams name=name parameters=params body=body @throws=throws",
		"compact_constructor_declaration": "func @modifiers=list name=name body=body",
		"formal_parameter":                "param @modifiers=list type=type name=name", "spread_parameter": "param '...'=op @modifiers=list @variable_declarator=name _=type",
		"catch_formal_parameter": "param @modifiers=list @catch_type=type name=name", "catch_type": "drop",
		"lambda_expression":     "func:lambda body=body",
		"class_declaration":     "class @modifiers=list name=name superclass=base @super_interfaces=list type_parameters=typeparams body=body",
		"interface_declaration": "class @modifiers=list 'interface'=modifier name=name @extends_interfaces=base type_parameters=typeparams body=body",
		"enum_declaration":      "class @modifiers=list 'enum'=modifier name=name interfaces=base body=body",
		"record_declaration":    "class @modifiers=list 'record'=modifier name=name parameters=params interfaces=base body=body type_parameters=typeparams",
		"element_value_pair":    "keyword key=name value=value", "element_value_array_initializer": "list",
		"do_statement": "other:tight body=body condition=cond", "return_statement": "return:tight", "throw_statement": "other:tight", "resource_specification": "drop",
		"if_statement":           "if condition=cond consequence=body alternative=else",
		"switch_expression":      "other:tight condition=cond body=*",
		"resource":               "assign:declaration @modifiers=list type=type name=target value=value",
		"enhanced_for_statement": "other @modifiers=list type=type name=target value=value body=body",
		"try_statement":          "other body=body @finally_clause=finally @catch_clause=list",
	},
	Quirks: map[string]func(*former, Node, Slot){
		"try_with_resources_statement": lowerJavaTry, "string_literal": lowerString, "method_invocation": lowerJavaCall, "update_expression": lowerUpdate, "lambda_expression": lowerJavaLambda, "switch_block_statement_group": lowerCase,
		"annotation": lowerAnnotation, "marker_annotation": lowerAnnotation,
		"local_variable_declaration": lowerJavaDeclaration, "field_declaration": lowerJavaDeclaration, "constant_declaration": lowerJavaDeclaration,
		"scoped_type_identifier": lowerJavaScoped, "import_declaration": lowerJavaImport, "explicit_constructor_invocation": lowerJavaConstructorCall,
		"break_statement": lowerJavaJump, "continue_statement": lowerJavaJump,
	},
	Extra:  map[string]string{"try": "other resources=init body=body @finally_clause=finally @catch_clause=list"},
	Bodies: []string{"body", "consequence"},
}

// lowerJavaTry makes a try with resources a try.
func lowerJavaTry(b *former, n Node, slot Slot) {
	i := int32(len(b.nodes))
	b.shaped(b.table.extra["try"], n, slot)
	b.nodes[i].Kind = b.lang.NamedKind("try_statement")
}

// lowerJavaCall gives a method call the callee that other languages have.
func lowerJavaCall(b *former, n Node, slot Slot) {
	i := b.begin(RoleCall, n, slot)
	object, name := n.ChildByFieldName("object"), n.ChildByFieldName("name")
	switch {
	case !name.Valid():
	case !object.Valid():
		b.lower(name, SlotCallee)
	default:
		m := b.begin(RoleMember, n, SlotCallee)
		b.nodes[m].end = uint32(name.End())
		b.lower(object, SlotObject)
		b.lower(name, SlotName)
		b.end(m)
	}
	if args := n.ChildByFieldName("arguments"); args.Valid() {
		b.lower(args, SlotNone)
	}
	b.end(i)
}

// lowerJavaConstructorCall makes this(…); and super(…); a call that ends before its semicolon.
func lowerJavaConstructorCall(b *former, n Node, slot Slot) {
	i := b.begin(RoleCall, n, slot)
	b.nodes[i].Flags |= FormStatement | FormTrimmed
	b.lower(n.ChildByFieldName("constructor"), SlotCallee)
	args := n.ChildByFieldName("arguments")
	b.lower(args, SlotNone)
	b.end(i)
	b.nodes[i].end = uint32(args.End())
}

// lowerJavaJump makes break and continue end before their semicolon.
func lowerJavaJump(b *former, n Node, slot Slot) {
	i := b.begin(RoleOther, n, slot)
	b.otherChildren(n)
	b.end(i)
	if text := b.tree.text[n.Start():n.End()]; strings.HasSuffix(text, ";") {
		b.nodes[i].end, b.nodes[i].Flags = uint32(n.Start()+len(strings.TrimRight(text[:len(text)-1], " \t"))), b.nodes[i].Flags|FormTrimmed
	}
	b.finishOther(i, n)
}

func lowerJavaLambda(b *former, n Node, slot Slot) {
	i := b.begin(RoleFunc, n, slot)
	b.nodes[i].Flags |= FormLambda
	params := n.ChildByFieldName("parameters")
	switch {
	case !params.Valid():
	case params.KindName() == "identifier":
		b.lowerParam(params)
	default:
		b.lowerParams(params)
	}
	if params.Valid() && b.nodes[i].After != i+1 && int32(len(b.nodes)) > i+1 {
		// The parentheses are no part of the range, as in Semgrep.
		b.nodes[i].start = b.nodes[i+1].start
	}
	if body := n.ChildByFieldName("body"); body.Valid() && body.KindName() != "block" {
		b.arrowBody(body, body.Start())
	} else if body.Valid() {
		b.body(body, SlotBody)
	}
	b.end(i)
}

func lowerAnnotation(b *former, n Node, slot Slot) {
	i := b.begin(RoleDecorator, n, slot)
	name, args := n.ChildByFieldName("name"), n.ChildByFieldName("arguments")
	switch {
	case !name.Valid():
	case !args.Valid():
		b.lower(name, SlotNone)
	default:
		call := b.begin(RoleCall, n, SlotNone)
		b.nodes[call].start = uint32(name.Start())
		b.lower(name, SlotCallee)
		for _, a := range args.named() {
			b.lower(a, SlotNone)
		}
		b.end(call)
	}
	b.end(i)
}

// lowerJavaDeclaration makes one declaration of each declarator.
func lowerJavaDeclaration(b *former, n Node, slot Slot) {
	declarators, typ, modifiers := n.allByField("declarator"), n.ChildByFieldName("type"), n.childOfKind("modifiers")
	for _, d := range declarators {
		whole := n
		if len(declarators) > 1 {
			whole = d
		}
		i := b.begin(RoleAssign, whole, slot)
		b.nodes[i].Kind = d.Kind()
		b.nodes[i].Flags |= FormDeclaration | FormStatement
		if n.KindName() == "field_declaration" {
			b.nodes[i].end = uint32(d.End())
			b.nodes[i].Flags |= FormTrimmed
		}
		if modifiers.Valid() {
			b.lower(modifiers, SlotNone)
		}
		if typ.Valid() {
			b.lower(typ, SlotType)
		}
		if c := d.ChildByFieldName("name"); c.Valid() {
			b.lower(c, SlotTarget)
		}
		if c := d.ChildByFieldName("value"); c.Valid() {
			b.lower(c, SlotValue)
		}
		b.end(i)
	}
}

// lowerJavaScoped makes a qualified type the member chain that a qualified value is.
func lowerJavaScoped(b *former, n Node, slot Slot) {
	parts := n.named()
	if len(parts) != 2 {
		b.other(n, slot)
		return
	}
	i := b.begin(RoleMember, n, slot)
	b.lower(parts[0], SlotObject)
	b.lower(parts[1], SlotName)
	b.end(i)
}

// lowerJavaImport splits a.b.C into the module a.b and the name C.
func lowerJavaImport(b *former, n Node, slot Slot) {
	first := int32(len(b.nodes))
	defer func() { b.withoutSemicolon(first) }()
	for _, c := range n.named() {
		if k := c.KindName(); k != "scoped_identifier" && k != "identifier" {
			continue
		}
		module, name := c, Node{}
		if star := n.childOfKind("asterisk"); star.Valid() {
			name = star
		} else if c.KindName() == "scoped_identifier" {
			module, name = c.ChildByFieldName("scope"), c.ChildByFieldName("name")
		}
		b.importNode(n, func() { b.lower(module, SlotModule) }, name, Node{})
	}
}

var javaOutline = Outline{
	Functions:  []string{"method_declaration", "constructor_declaration", "compact_constructor_declaration"},
	Closures:   []string{"lambda_expression"},
	Containers: []string{"class_declaration", "interface_declaration", "enum_declaration", "record_declaration", "annotation_type_declaration"},
	Imports:    []string{"import_declaration"},
	Blocks:     []string{"block", "constructor_body"},
	Body:       "body",
	Elided:     "{}",
	Strings:    []string{"string_literal", "character_literal"},
	Comments:   []string{"line_comment", "block_comment"},
}
